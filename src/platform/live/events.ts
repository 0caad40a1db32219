import { sql } from 'kysely'
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

interface Announcement {
  readonly kind: Exclude<LiveChange['kind'], 'reading' | 'reset'>
  readonly action: string
  readonly ids: string[]
  readonly agencies: number[]
}

const rowOf = ({ kind, action, ids, agencies }: Announcement) => ({ kind, action, subjectIds: ids, agencies })

/** Announces a change in the transaction that makes it: it is told if and only if that commits. */
export const announce = (tx: Db, event: Announcement): Promise<void> => announceAll(tx, [event])

/** Announces changes in their order, as {@link announce} does one. */
export async function announceAll(tx: Db, events: readonly Announcement[]): Promise<void> {
  if (events.length > 0) await tx.insertInto('platform.liveEvent').values(events.map(rowOf)).execute()
}

/**
 * Makes a transaction that will run for long one that nobody who follows changes waits for; the first thing in it. It may tell pages
 * something with {@link announceLater} alone.
 * @throws when something was written in it before
 */
export async function beginQuietly(tx: Db): Promise<void> {
  await sql`select platform.begin_quietly()`.execute(tx)
}

/** Announces a change of a quiet transaction: told if and only if that commits, once it has. */
export async function announceLater(tx: Db, event: Announcement): Promise<void> {
  await tx.insertInto('platform.liveEventLater').values(rowOf(event)).execute()
}

/** Makes live events of what quiet transactions left; each is taken by one process. */
export async function takeAnnouncements(tx: Db): Promise<void> {
  await sql`with taken as (delete from platform.live_event_later returning *)
    insert into platform.live_event (kind, action, subject_ids, agencies)
    select kind, action, subject_ids, agencies from taken order by id`.execute(tx)
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
