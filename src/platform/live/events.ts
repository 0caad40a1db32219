import type { LiveChange } from '../../core/api/situation.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

/** A change and whose rows it touches. Kind, ids and agencies only: the content is fetched through the wall. */
export interface LiveEvent extends LiveChange {
  readonly agencies: readonly number[]
}

/** The wall's rule for live events: the same as the policies', as one pure function. */
export function visible(event: LiveEvent, actor: Pick<Actor, 'reach' | 'agencyIds'>): boolean {
  return actor.reach === 'province' || event.agencies.some((agency) => actor.agencyIds.includes(agency))
}

/** Announces a change in the transaction that makes it: it is told if and only if that commits. */
export async function announce(
  tx: Db,
  event: { kind: Exclude<LiveChange['kind'], 'reading' | 'reset'>; action: string; ids: string[]; agencies: number[] },
): Promise<void> {
  await tx
    .insertInto('platform.liveEvent')
    .values({ kind: event.kind, action: event.action, subjectIds: event.ids, agencies: event.agencies })
    .execute()
}

/** Place in the order of changes: transaction, then row within it. */
export interface Cursor {
  readonly xid: bigint
  readonly id: bigint
}

export const formatCursor = (cursor: Cursor): string => `${cursor.xid}-${cursor.id}`

export function parseCursor(text: string | undefined): Cursor | null {
  const match = /^(\d{1,20})-(\d{1,19})$/.exec(text ?? '')
  return match ? { xid: BigInt(match[1] ?? 0), id: BigInt(match[2] ?? 0) } : null
}

/** Whether `place` comes after `other` in the order of changes. */
export function isAfter(place: Cursor, other: Cursor): boolean {
  return place.xid === other.xid ? place.id > other.id : place.xid > other.xid
}
