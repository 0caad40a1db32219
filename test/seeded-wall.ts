import pg from 'pg'
import pino from 'pino'
import { openPool } from '../src/platform/db/pool.ts'
import { buildWall, type Wall } from '../src/platform/db/wall.ts'
import { createTestDatabase, seededTemplate } from './cluster.ts'

/** The wall over a database of its own with the demonstration's agencies and stations; nothing of the centre runs over it. */
export interface SeededWall {
  readonly wall: Wall
  /** Looks as superuser. */
  readonly admin: pg.Client
  close(): Promise<void>
}

export async function openSeededWall(): Promise<SeededWall> {
  const database = await createTestDatabase(seededTemplate)
  const pool = openPool(database.target, pino({ level: 'silent' }), 6)
  const wall = buildWall(pool.db, () => undefined)
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
