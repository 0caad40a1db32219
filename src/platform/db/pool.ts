import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Database } from '../../../generated/tables.ts'
import { QuickClient } from './quick-client.ts'

/** How to reach PostgreSQL: an address, or the parts of one (a socket folder as `host`). */
export type ConnectionTarget = string | { host: string; port: number; user: string; password: string; database: string }

export type Db = Kysely<Database>

// Identities and counts stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// A calendar day has no instant: it stays `yyyy-mm-dd`.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** Options of `pg` for a target, whichever form it has. */
export function clientConfig(target: ConnectionTarget): pg.ClientConfig {
  return typeof target === 'string' ? { connectionString: target } : target
}

export interface Pool {
  readonly db: Db
  /** Clients that wait for a connection now: a measure of load. */
  waiting(): number
  close(): Promise<void>
}

/**
 * Opens a pool of the server's login. Losing PostgreSQL is logged and survived: a client that breaks is thrown away and the next query
 * opens another.
 * @param target a function where the database comes up still: what is asked meanwhile waits for it, and fails as it does
 */
export function openPool(target: ConnectionTarget | (() => Promise<ConnectionTarget>), log: Logger, max = 12): Pool {
  let pool: pg.Pool | undefined
  const open = async () => {
    pool = makePool(typeof target === 'function' ? await target() : target, log, max)
    return pool
  }
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: open }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, waiting: () => pool?.waitingCount ?? 0, close: () => db.destroy() }
}

function makePool(target: ConnectionTarget, log: Logger, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(target),
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'nhip',
    Client: QuickClient,
    pipeline: true,
  })
  pool.on('error', (error) => log.warn({ err: error.message }, 'idle database connection lost'))
  // A client that breaks while it is taken out emits on itself; unheard, that would end the process.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error.message }, 'database connection lost')),
  )
  return pool
}
