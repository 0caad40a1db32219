import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** What search, radius and map know of one thing. Nothing personal. */
export interface Thing {
  readonly kind: string
  readonly id: string
  readonly agencyId: number
  readonly sharedWith: readonly number[]
  readonly title: string
  readonly number: string | null
  /** More words by which it is found. */
  readonly searchText: string
  readonly position: readonly [number, number] | null
  readonly areaCode: string | null
  readonly state: string
  readonly openedAt: Date
  readonly closedAt: Date | null
  /** Of its page. */
  readonly address: string
}

/** Writes rows of things in the commit of what they stand for. */
export async function keepThings(tx: Db, things: readonly Thing[]): Promise<void> {
  if (things.length === 0) return
  const rows = things.map(({ position, sharedWith, ...rest }) => ({
    ...rest,
    sharedWith: [...sharedWith],
    lon: position?.[0] ?? null,
    lat: position?.[1] ?? null,
  }))
  const columns = [
    ...(['agencyId', 'sharedWith', 'title', 'number', 'searchText', 'lon', 'lat', 'areaCode'] as const),
    ...(['state', 'openedAt', 'closedAt', 'address'] as const),
  ]
  await tx
    .insertInto('platform.thing')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'id'])
        .doUpdateSet((test) => Object.fromEntries(columns.map((column) => [column, test.ref(`excluded.${column}`)]))),
    )
    .execute()
}

export interface ThingRef {
  readonly kind: string
  readonly id: string
  readonly agencyId: number
}

/** Makes `to` the only thing that `from` has this relation to now; null ends it. What held before keeps its dates. */
export async function keepLink(tx: Db, from: ThingRef, relation: string, to: ThingRef | null): Promise<void> {
  await tx
    .updateTable('platform.link')
    .set({ validTo: sql`now()` })
    .where('fromKind', '=', from.kind)
    .where('fromId', '=', from.id)
    .where('relation', '=', relation)
    .where('validTo', 'is', null)
    .execute()
  if (!to) return
  await tx
    .insertInto('platform.link')
    .values({
      fromKind: from.kind,
      fromId: from.id,
      relation,
      toKind: to.kind,
      toId: to.id,
      agencyId: from.agencyId,
      toAgencyId: to.agencyId,
    })
    .execute()
}
