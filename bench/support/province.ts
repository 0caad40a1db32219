import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import pino from 'pino'
import type { Database } from '../../generated/tables.ts'
import type { Actor } from '../../src/platform/auth/actor.ts'
import { defaultSettings } from '../../src/platform/db/embedded/cluster.ts'
import { openThrowawayPostgres } from '../../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { type ConnectionTarget, clientConfig, openPool } from '../../src/platform/db/pool.ts'
import { prepareDatabase, serverLogin } from '../../src/platform/db/prepare.ts'
import { buildWall, type Wall } from '../../src/platform/db/wall.ts'

export const agencies = 200

/** A throwaway database of a province with 200 agencies. */
export interface Province {
  /** Of the superuser, to fill tables. */
  readonly admin: pg.Client
  /** As the product serves: the unprivileged login, policies. */
  readonly walled: Wall
  /** The same product code and statements by a role without policies, with the agency predicate spliced into them. */
  readonly byHand: Wall
  close(): Promise<void>
}

/** Tables of owned rows with the names that the product's statements give them, as they stand before `where`. */
export type Owned = readonly { readonly from: string; readonly alias: string }[]

/** Opens a {@link Province}, PostgreSQL with the memory that the product gives it, on a disk that is not waited for. */
export async function openProvince(owned: Owned): Promise<Province> {
  const postgres = await openThrowawayPostgres(pino({ level: 'silent' }), String(defaultSettings('', 0).shared_buffers))
  const password = 'only for this bench'
  await prepareDatabase(postgres.connection, 'bench', password)
  const target = { ...postgres.connection, database: 'bench' }
  await migrate(target)
  return connect(target, password, owned, postgres.stop)
}

/** Connects to a province that stands. */
export async function connect(
  target: Exclude<ConnectionTarget, string>,
  password: string,
  owned: Owned,
  stop: () => Promise<void>,
): Promise<Province> {
  const admin = new pg.Client(clientConfig(target))
  await admin.connect()
  const pool = openPool({ ...target, user: serverLogin, password }, pino({ level: 'silent' }), 1)
  const plain = openByHand(target, owned)
  return {
    admin,
    walled: buildWall(pool.db, () => undefined),
    byHand: buildWall(plain, () => undefined),
    close: async () => {
      await pool.close()
      await plain.destroy()
      await admin.end()
      await stop()
    },
  }
}

/** A connection that takes the wall's role away and writes the agency predicate into each statement instead, as a parameter. */
function openByHand(target: ConnectionTarget, owned: Owned): Kysely<Database> {
  const pool = new pg.Pool({ ...clientConfig(target), max: 1 })
  let mine: number[] | null = null
  const rewrite = (text: string, values: readonly unknown[] = []): [string, unknown[]] => {
    if (text.startsWith('begin')) {
      const list = /nhip\.agencies = '\{([\d,]*)\}'/.exec(text)?.[1]
      mine = list === undefined ? null : list.split(',').map(Number)
      return ['begin read only', []]
    }
    if (mine === null) return [text, [...values]]
    const list = `$${values.length + 1}::int[]`
    let spliced = text
    for (const { from, alias } of owned) {
      const predicate = `(${alias}.agency_id = any(${list}) or ${alias}.shared_with && ${list})`
      spliced = spliced.replaceAll(
        new RegExp(`${from} ${alias}\\s+(tablesample [^\\n]*?)?where `, 'g'),
        (found) => `${found}${predicate} and `,
      )
    }
    return spliced === text ? [text, [...values]] : [spliced, [...values, mine]]
  }
  const dialect = new PostgresDialect({
    pool: {
      options: {},
      end: () => pool.end(),
      connect: async () => {
        const client = await pool.connect()
        return {
          // Kysely calls with a text and values only; the cursor form is never used here.
          query: ((text: string, values?: readonly unknown[]) => client.query(...rewrite(text, values))) as never,
          release: () => client.release(),
        }
      },
    },
  })
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })
}

/** Somebody who sees these agencies, or as a reader of the whole province all of them. */
export function actorOf(agencyIds: readonly number[], reach: Actor['reach'] = 'agencies'): Actor {
  return {
    accountId: 1,
    login: '',
    name: '',
    agencyId: agencyIds[0] ?? 1,
    reach,
    agencyIds,
    mustChangePassword: false,
    permissions: new Set(),
  }
}

/**
 * Who asks. Agencies are unlike: {@link agencyOf} gives the first 7 % of all rows and the last a quarter of a percent; those chosen are
 * of the middle, and spread over all.
 */
export const actors: readonly (readonly [string, Actor])[] = [
  ['1 agency', actorOf([100])],
  ['20 agencies', actorOf(Array.from({ length: 20 }, (_, index) => 5 + 10 * index))],
  ['200 agencies', actorOf(Array.from({ length: agencies }, (_, index) => 1 + index))],
  ['province', actorOf([1], 'province')],
]

/** SQL for the agency of a row: of all rows the first k agencies have the root of k/200. */
export const agencyOf = (random: string) => `(1 + floor(${agencies} * (${random}) ^ 2))::int`
