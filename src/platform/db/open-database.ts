import pg from 'pg'
import type { Logger } from 'pino'
import { AppError } from '../../core/error.ts'
import type { Config } from '../config.ts'
import { checkLogin } from './check-login.ts'
import { openEmbeddedPostgres } from './embedded/open-embedded-postgres.ts'
import { readSecret } from './embedded/secrets.ts'
import { migrateOn, pendingMigrations } from './migrate.ts'
import { type ConnectionTarget, clientConfig } from './pool.ts'
import { prepareDatabase, serverLogin } from './prepare.ts'

const databaseName = 'nhip'

export interface OpenDatabase {
  /** How the server's login reaches it. */
  readonly target: ConnectionTarget
  /** Where the embedded one listens, for command-line tools. */
  readonly socket: { socketDir: string; port: number } | null
  isUp(): boolean
  /** Whether it is down because its disk is full. */
  lacksRoom(): boolean
  close(): Promise<void>
}

/**
 * The database of this start, with its tables: the operator's where DATABASE_URL names one, else PostgreSQL under the data folder.
 * @throws {AppError} `tables_missing` when the operator's database lacks steps that only an administrator may apply
 */
export async function openDatabase(config: Config, log: Logger, step: (text: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await checkTables(config.databaseUrl)
    step('database: the one of DATABASE_URL')
    return {
      target: config.databaseUrl,
      socket: null,
      isUp: () => true,
      lacksRoom: () => false,
      close: async () => undefined,
    }
  }
  step(`database: starting PostgreSQL under ${config.dataDir}`)
  const postgres = await openEmbeddedPostgres({ dataDir: config.dataDir, log, onStep: step })
  try {
    const { connection, socketDir, port } = postgres
    const password = readSecret(config.dataDir, serverLogin)
    await prepareDatabase(connection, databaseName, password)
    await updateTables({ ...connection, database: databaseName }, step)
    return {
      target: { host: connection.host, port: connection.port, user: serverLogin, password, database: databaseName },
      socket: { socketDir, port },
      isUp: postgres.isUp,
      lacksRoom: postgres.lacksRoom,
      close: postgres.stop,
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function updateTables(target: ConnectionTarget, step: (text: string) => void): Promise<void> {
  const client = new pg.Client(clientConfig(target))
  client.on('error', () => undefined)
  await client.connect()
  try {
    const applied = await migrateOn(client, (name) => step(`database: applying ${name}`))
    if (applied.length === 0) step('database: tables are up to date')
    await checkLogin(client, serverLogin)
  } finally {
    await client.end()
  }
}

async function checkTables(url: string): Promise<void> {
  const client = new pg.Client({ ...clientConfig(url), connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  const mend = 'run «npm run database -- prepare» with ADMIN_DATABASE_URL (docs/operations.md)'
  try {
    await client.connect()
  } catch (error) {
    const detail = `the database of DATABASE_URL cannot be reached: ${(error as Error).message}; check the address, or ${mend}`
    throw new AppError('database_unreachable', 500, { detail })
  }
  try {
    // A superuser is refused by name, before it is asked for tables it may not have.
    await checkLogin(client)
    const known = await client.query(
      "select to_regrole('nhip_service') as role, to_regclass('public.nhip_migration') as steps",
    )
    if (known.rows[0].role === null || known.rows[0].steps === null) {
      throw new AppError('tables_missing', 500, {
        detail: `the database of DATABASE_URL has no tables of this centre; ${mend}`,
      })
    }
    await client.query('set role nhip_service')
    const pending = await pendingMigrations(client)
    if (pending.length > 0) {
      const names = pending.map((migration) => migration.name).join(', ')
      throw new AppError('tables_missing', 500, {
        detail: `the database lacks ${pending.length} steps (${names}); ${mend}`,
      })
    }
  } finally {
    await client.end()
  }
}
