import { sql } from 'kysely'
import type { HappeningDetails } from '../../core/happening.ts'
import type { Db } from '../db/pool.ts'

/** An alert that began or ended; `at` by the clock of what was measured. */
interface ToldAlert {
  readonly kind: 'firing' | 'resolved'
  readonly id: string
  readonly at: Date
}

/** Writes down that alerts began and ended, in this order, in the transaction in which they do. */
export async function tellAlerts(tx: Db, alerts: readonly ToldAlert[]): Promise<void> {
  await sql`insert into platform.happening (kind, about_type, about_id, agency_id, at, detail)
    select 'alert.' || told.kind, s.type, a.id::text, a.agency_id, told.at,
      jsonb_build_object('asset', s.code, 'rule', r.key, 'severity', a.severity)
    from unnest(${alerts.map(({ kind }) => kind)}::text[], ${alerts.map(({ id }) => id)}::uuid[],
        ${alerts.map(({ at }) => at)}::timestamptz[]) with ordinality told (kind, id, at, place)
      join platform.alert a on a.id = told.id join platform.asset s on s.id = a.asset_id
      join platform.alert_rule r on r.id = a.rule_id
    order by told.place`.execute(tx)
}

/** A record that was made or moved, with the agencies that see it. */
export interface ToldRecord {
  readonly type: string
  readonly id: string
  readonly agencyId: number
  readonly sharedWith: readonly number[]
  readonly at: Date
  readonly what:
    | { readonly kind: 'record.created'; readonly detail: HappeningDetails['record.created'] }
    | { readonly kind: 'record.moved'; readonly detail: HappeningDetails['record.moved'] }
}

/** Writes down that records were made or moved, in the transaction in which they are. */
export async function tellRecords(tx: Db, records: readonly ToldRecord[]): Promise<void> {
  if (records.length === 0) return
  await tx
    .insertInto('platform.happening')
    .values(
      records.map(({ type, id, agencyId, sharedWith, at, what }) => ({
        kind: what.kind,
        aboutType: type,
        aboutId: id,
        agencyId,
        sharedWith: [...sharedWith],
        at,
        detail: JSON.stringify(what.detail),
      })),
    )
    .execute()
}
