import { sql } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import type { Db } from './pool.ts'

/**
 * The only way to owned rows. Each method runs `work` in one transaction under one role, commits when it returns and rolls back
 * when it throws; without one of them the server's login has no right to any table.
 */
export interface Wall {
  /** Reads and writes what `actor` may see: rows of the actor's agencies. */
  as<T>(actor: Actor, work: (tx: Db) => Promise<T>): Promise<T>
  /** Reads only; a reader of the whole province skips the list of agencies. */
  read<T>(actor: Actor, work: (tx: Db) => Promise<T>): Promise<T>
  /**
   * The centre itself: ingest, rules, sign-in, jobs. Never on behalf of a person's request for rows.
   * @param tells whether what was committed may hold something to tell; where it does not, who follows changes is not woken
   */
  service<T>(work: (tx: Db) => Promise<T>, tells?: (result: T) => boolean): Promise<T>
  /** The centre itself, reading only. */
  lookUp<T>(work: (tx: Db) => Promise<T>): Promise<T>
}

/** The list literal of `nhip.agencies`, from checked integers only: `set local` takes no parameters. */
function agencyList(ids: readonly number[]): string {
  for (const id of ids) if (!Number.isSafeInteger(id)) throw new TypeError(`agency id is not an integer: ${id}`)
  return `'{${ids.join(',')}}'`
}

/** The agencies that the wall lists for a reader; null where one of the whole province needs no list. */
export const listedAgencies = ({ reach, agencyIds }: Actor): readonly number[] | null =>
  reach === 'province' ? null : agencyIds

/** Builds the wall over a pool. `onCommit` is told of every commit that may have written, `onFault` of what a transaction failed with. */
export function buildWall(db: Db, onCommit: () => void, onFault: (error: unknown) => void = () => undefined): Wall {
  async function run<T>(begin: string, work: (tx: Db) => Promise<T>): Promise<T> {
    return db.connection().execute(async (connection) => {
      await sql.raw(begin).execute(connection)
      try {
        const result = await work(connection)
        // COMMIT of a broken transaction rolls back and says nothing; a statement before it throws.
        await sql.raw('select; commit').execute(connection)
        return result
      } catch (error) {
        onFault(error)
        // The connection may be the very thing that broke; the first error is the one to tell.
        await sql
          .raw('rollback')
          .execute(connection)
          .catch(() => undefined)
        throw error
      }
    })
  }

  return {
    async as(actor, work) {
      const result = await run(
        `begin; set local role nhip_app; set local nhip.agencies = ${agencyList(actor.agencyIds)}`,
        work,
      )
      onCommit()
      return result
    },
    read(actor, work) {
      const listed = listedAgencies(actor)
      if (listed === null) return run('begin read only; set local role nhip_all', work)
      return run(`begin read only; set local role nhip_app; set local nhip.agencies = ${agencyList(listed)}`, work)
    },
    async service(work, tells = () => true) {
      const result = await run('begin; set local role nhip_service', work)
      if (tells(result)) onCommit()
      return result
    },
    lookUp(work) {
      return run('begin read only; set local role nhip_service', work)
    },
  }
}
