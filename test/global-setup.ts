import { randomBytes } from 'node:crypto'
import pg from 'pg'
import pino from 'pino'
import type { TestProject } from 'vitest/node'
import { ensureFirstAccount } from '../src/platform/auth/first-account.ts'
import { openThrowawayPostgres } from '../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openPool } from '../src/platform/db/pool.ts'
import { prepareDatabase } from '../src/platform/db/prepare.ts'
import { buildWall } from '../src/platform/db/wall.ts'
import { indexAssetTypes, loadModules } from '../src/platform/modules/load.ts'
import { seedDemonstration } from '../src/platform/seed/seed-demonstration.ts'
import { seedReference } from '../src/platform/seed/seed-reference.ts'
import { adminPassword, seededTemplate, type TestCluster, templateDatabase } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

/** One real PostgreSQL for the whole run, with a migrated database and a seeded one, which test files copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await openThrowawayPostgres(pino({ level: 'silent' }))
  const serverPassword = randomBytes(12).toString('hex')
  await prepareDatabase(postgres.connection, templateDatabase, serverPassword)
  await migrate({ ...postgres.connection, database: templateDatabase })
  await seedTemplate(postgres.connection, serverPassword)
  project.provide('cluster', { admin: postgres.connection, serverPassword })
  return () => postgres.stop()
}

/** What every centre of a test would put in by itself, put in once; the copy must have nobody connected when it is copied. */
async function seedTemplate(admin: TestCluster['admin'], password: string): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`create database ${seededTemplate} template ${templateDatabase} owner nhip_owner`)
    await client.query(`grant connect on database ${seededTemplate} to nhip_server`)
  } finally {
    await client.end()
  }
  const target = { ...admin, user: 'nhip_server', password, database: seededTemplate }
  const pool = openPool(target, pino({ level: 'silent' }), 1)
  try {
    const modules = await loadModules()
    await buildWall(pool.db, () => undefined).service(async (tx) => {
      await seedReference(tx, modules)
      await seedDemonstration(tx, indexAssetTypes(modules))
      await ensureFirstAccount(tx, adminPassword)
    })
  } finally {
    await pool.close()
  }
}
