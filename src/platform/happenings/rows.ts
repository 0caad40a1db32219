import { sql } from 'kysely'
import type { ModuleDefinition } from '../../core/module.ts'
import type { Reaction } from '../../core/reaction.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'

/** A reaction with the module it belongs to. */
export interface DeclaredReaction {
  readonly module: ModuleDefinition
  readonly reaction: Reaction
}

export const reactionName = ({ module, reaction }: DeclaredReaction): string => `${module.id}/${reaction.key}`

/** Every reaction that the modules declare. */
export function listReactions(modules: readonly ModuleDefinition[]): DeclaredReaction[] {
  return modules.flatMap((module) => (module.reactions ?? []).map((reaction) => ({ module, reaction })))
}

/** Place in the order of happenings: transaction as PostgreSQL writes it, then row within it. */
export interface Place {
  readonly xid: string
  readonly happeningId: number
}

/** The later of two places. */
export const laterOf = (one: Place, other: Place): Place => {
  const [oneXid, otherXid] = [BigInt(one.xid), BigInt(other.xid)]
  if (oneXid === otherXid) return one.happeningId > other.happeningId ? one : other
  return oneXid > otherXid ? one : other
}

/**
 * Gives every reaction its row where it has none. A new one begins now: what happened before it came is not its business. So does one
 * whose place lies in the future: a backup was restored to a server that has counted fewer transactions.
 */
export async function ensureReactionRows(wall: Wall, reactions: readonly DeclaredReaction[]): Promise<void> {
  if (reactions.length === 0) return
  await wall.service(async (tx) => {
    for (const { module, reaction } of reactions) {
      // Whatever is told from now on lies at or above the oldest transaction that may still tell.
      await sql`insert into platform.reaction (module, key, xid, happening_id)
        values (${module.id}, ${reaction.key}, platform.settled_before(), 0)
        on conflict (module, key) do update set xid = excluded.xid, happening_id = 0
          where reaction.xid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(tx)
    }
  })
}

/** A happening as it is kept, with its place. */
export interface KeptHappening extends Place {
  readonly kind: string
  readonly aboutType: string
  readonly aboutId: string
  readonly agency: string
  readonly at: Date
  readonly detail: unknown
}

const columns = sql`h.xid::text as xid, h.id as happening_id, h.kind, h.about_type, h.about_id, a.code as agency, h.at, h.detail`

/**
 * The next happenings for a reaction after its place, in order of commit. Only below the oldest transaction that may still tell something,
 * or a slower writer's rows would be passed over (decision 0003).
 */
export async function readNext(tx: Db, { to, of }: Reaction, after: Place, limit: number): Promise<KeptHappening[]> {
  const { rows } = await sql<KeptHappening>`
    select ${columns} from platform.happening h join platform.agency a on a.id = h.agency_id
    where (h.xid, h.id) > (${after.xid}::xid8, ${after.happeningId}) and h.xid < platform.settled_before()
      and h.kind = ${to} and (${of ?? null}::text is null or h.about_type = ${of ?? null})
    order by h.xid, h.id limit ${limit}`.execute(tx)
  return rows
}

/** One happening; null when it is kept no more. */
export async function readHappening(tx: Db, id: number): Promise<KeptHappening | null> {
  const { rows } = await sql<KeptHappening>`
    select ${columns} from platform.happening h join platform.agency a on a.id = h.agency_id where h.id = ${id}`.execute(
    tx,
  )
  return rows[0] ?? null
}
