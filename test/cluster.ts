import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export const templateDatabase = 'nhip_template'
/** The same with what `openTestCentre` starts from: reference data, the demonstration and the first account. */
export const seededTemplate = 'nhip_seeded'
export const adminPassword = 'mot mat khau du dai 2026'

/** How tests reach the run's PostgreSQL: as superuser, and the password of the server's login. */
export interface TestCluster {
  readonly admin: { host: string; port: number; user: string; password: string; database: string }
  readonly serverPassword: string
}

export interface TestDatabase {
  /** As the server signs in. */
  readonly target: TestCluster['admin']
  /** As superuser: to look at what the server cannot. */
  readonly admin: TestCluster['admin']
  drop(): Promise<void>
}

/** A database of its own, migrated and empty, or a copy of `template`, to which nobody may be connected. */
export async function createTestDatabase(template = templateDatabase): Promise<TestDatabase> {
  const { admin, serverPassword } = inject('cluster')
  const database = `t_${randomBytes(6).toString('hex')}`
  await command(admin, `create database ${database} template ${template} owner nhip_owner`)
  await command(admin, `grant connect on database ${database} to nhip_server`)
  return {
    target: { ...admin, user: 'nhip_server', password: serverPassword, database },
    admin: { ...admin, database },
    drop: () => command(admin, `drop database ${database} with (force)`),
  }
}

async function command(admin: TestCluster['admin'], text: string): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    // Copying waits for nobody else to use the template; two test files may copy at once.
    await client.query('select pg_advisory_lock(7316402)')
    await client.query(text)
  } finally {
    await client.end()
  }
}
