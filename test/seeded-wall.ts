import pg from 'pg'
import pino from 'pino'
import { openPool } from '../src/platform/db/pool.ts'
import { buildWall, type Wall } from '../src/platform/db/wall.ts'
import { indexAssetTypes, loadModules } from '../src/platform/modules/load.ts'
import { seedDemonstration } from '../src/platform/seed/seed-demonstration.ts'
import { seedReference } from '../src/platform/seed/seed-reference.ts'
import { createTestDatabase } from './cluster.ts'

/** The wall over a database of its own with the demonstration's agencies and stations; nothing of the centre runs over it. */
export interface SeededWall {
  readonly wall: Wall
  /** Looks as superuser. */
  readonly admin: pg.Client
  close(): Promise<void>
}

export async function openSeededWall(): Promise<SeededWall> {
  const database = await createTestDatabase()
  const pool = openPool(database.target, pino({ level: 'silent' }), 6)
  const wall = buildWall(pool.db, () => undefined)
  const modules = await loadModules()
  await wall.service(async (tx) => {
    await seedReference(tx, modules)
    await seedDemonstration(tx, indexAssetTypes(modules))
  })
  const admin = new pg.Client(database.admin)
  await admin.connect()
  return {
    wall,
    admin,
    async close() {
      await admin.end()
      await pool.close()
      await database.drop()
    },
  }
}
