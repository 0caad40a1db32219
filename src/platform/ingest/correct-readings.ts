import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { columnNames, type ResolvedReading, selectRows } from './insert-readings.ts'

/**
 * Replaces the values that stand at these times and keeps the old ones with who changed them and when; the last value follows where
 * it is the one corrected, and the rules are told.
 * @param rows of distinct (series, time), each of which stands with another value
 */
export async function correctReadings(tx: Db, rows: readonly ResolvedReading[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with given (${columnNames}) as (
      ${selectRows(rows)}
    ), old as materialized (
      select r.series_id, r.at, r.value, r.sender, r.received_at from platform.reading r
        join given g on g.series_id = r.series_id and g.at = r.at
      where r.value <> g.value order by r.series_id, r.at for update of r
    ), changed as (
      update platform.reading r set value = g.value, received_at = g.received_at, source_at = g.source_at,
        origin = g.origin, sender = g.sender, via = g.via
      from given g join old on old.series_id = g.series_id and old.at = g.at
      where r.series_id = g.series_id and r.at = g.at
      returning r.series_id, r.at, r.value, r.source_at, r.origin
    ), kept as (
      insert into platform.reading_correction
        (series_id, agency_id, at, old_value, new_value, old_sender, old_received_at, sender, via, corrected_at)
      select g.series_id, g.agency_id, g.at, old.value, g.value, old.sender, old.received_at, g.sender, g.via, g.received_at
      from given g join old on old.series_id = g.series_id and old.at = g.at
    ), newest as (
      update platform.last_value l set value = c.value, source_at = c.source_at, origin = c.origin
      from changed c where c.series_id = l.series_id and c.at = l.at
    )
    insert into platform.reading_batch (series_ids, ats, readings, origins, is_correction)
    select array_agg(series_id), array_agg(at), array_agg(value), array_agg(origin), true from changed having count(*) > 0`.execute(
    tx,
  )
}
