import { sql } from 'kysely'
import type { ChosenLetters } from '../../core/api/dead-letters.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { passes } from './read-letters.ts'

/** So many letters are taken by one call. */
export const mostLetters = 10_000

/** An open letter as it is sent again. */
export interface OpenLetter {
  readonly id: number
  readonly receivedAt: Date
  readonly via: string
  readonly topic: string
  readonly payload: Buffer
  readonly sender: string | null
  readonly agencyId: number | null
  readonly counted: number
}

/**
 * The next open letters among the chosen that the actor may change, in the order in which they came; those of no agency belong to
 * whoever answers for the whole province.
 */
export async function readOpenLetters(
  tx: Db,
  actor: Actor,
  chosen: ChosenLetters,
  page: { after: number; limit: number },
): Promise<OpenLetter[]> {
  const wanted = chosen.ids
    ? sql<boolean>`l.id = any(${chosen.ids}::bigint[])`
    : passes({ state: 'open', ...chosen.filter })
  return tx
    .selectFrom('platform.deadLetter as l')
    .select(['l.id', 'l.receivedAt', 'l.via', 'l.topic', 'l.payload', 'l.sender', 'l.agencyId', 'l.counted'])
    .where(wanted)
    .where('l.settledAt', 'is', null)
    .where(
      sql<boolean>`(l.agency_id = any(${[...actor.agencyIds]}::int[]) or (l.agency_id is null and ${actor.reach === 'province'}))`,
    )
    .where('l.id', '>', page.after)
    .orderBy('l.id')
    .limit(page.limit)
    .execute()
}
