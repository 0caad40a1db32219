import { randomBytes } from 'node:crypto'
import pino from 'pino'
import type { TestProject } from 'vitest/node'
import { openThrowawayPostgres } from '../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { prepareDatabase } from '../src/platform/db/prepare.ts'
import { type TestCluster, templateDatabase } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

/** One real PostgreSQL for the whole run, with a migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await openThrowawayPostgres(pino({ level: 'silent' }))
  const serverPassword = randomBytes(12).toString('hex')
  await prepareDatabase(postgres.connection, templateDatabase, serverPassword)
  await migrate({ ...postgres.connection, database: templateDatabase })
  project.provide('cluster', { admin: postgres.connection, serverPassword })
  return () => postgres.stop()
}
