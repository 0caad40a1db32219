import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { dueAfter, lockRollups } from './take-marks.ts'

const sliceDays = 7
const seriesAtOnce = 500
/** Readings of a slice, guessed by cadence. */
const readingsAtOnce = 200_000

/**
 * Has series looked at from their newest reading back: those that had readings before there were roll-ups, and those whose cadence
 * changed. One without readings has nothing to look back on.
 * @returns how many there are
 */
export async function enrolSeries(tx: Db, now: Date): Promise<number> {
  await lockRollups(tx)
  const { numAffectedRows } = await sql`
    insert into platform.rollup_backfill (series_id, step_s, before_at)
    select s.id, platform.rollup_step(s.cadence_s), case when l.series_id is not null
      then platform.rollup_start(86400, ${now}::timestamptz) + interval '2 days' end
    from platform.series s left join platform.rollup_backfill b on b.series_id = s.id left join platform.last_value l on l.series_id = s.id
    where b.series_id is null or b.step_s is distinct from platform.rollup_step(s.cadence_s)
    on conflict (series_id) do update set step_s = excluded.step_s, before_at = excluded.before_at`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * Makes the buckets of one more week of some series due, newest weeks first, back to the oldest week of readings that stands.
 * @returns how many series it went through; 0: all are rolled up as far back as there are readings
 */
export async function fillBack(tx: Db, now: Date): Promise<number> {
  await lockRollups(tx)
  const { rows } = await sql<{ count: number }>`
    with next as materialized (
      select b.series_id, b.step_s, b.before_at, s.cadence_s from platform.rollup_backfill b join platform.series s on s.id = b.series_id
      where b.before_at = (select max(before_at) from platform.rollup_backfill) order by b.series_id limit ${seriesAtOnce}
    ), slice as materialized (
      select * from (
        select *, sum(${sliceDays}::int * 86400 / cadence_s + 1) over (order by series_id) - ${sliceDays}::int * 86400 / cadence_s - 1 as before
        from next) counted
      where before < ${readingsAtOnce}
    ), found as (
      select distinct s.series_id, l.step_s, platform.rollup_start(l.step_s, r.at) as start_at
      from slice s join platform.reading r on r.series_id = s.series_id
        cross join lateral unnest(array[86400, s.step_s]) l (step_s)
      where l.step_s is not null and r.at >= (select max(before_at) from slice) - ${sliceDays}::int * interval '1 day'
        and r.at < (select max(before_at) from slice)
    ), due as (
      insert into platform.rollup_due (series_id, step_s, start_at, due_at)
      select series_id, step_s, start_at, ${dueAfter(now)} from found
      where start_at >= (select closed_before from platform.reading_retention)
      on conflict do nothing
    ), moved as (
      update platform.rollup_backfill b set before_at = case
        when b.before_at - ${sliceDays}::int * interval '1 day' > (select min(week) from platform.reading_weeks() week)::timestamp at time zone 'UTC'
        then b.before_at - ${sliceDays}::int * interval '1 day' end
      from slice where slice.series_id = b.series_id
    )
    select count(*)::int as count from slice`.execute(tx)
  return rows[0]?.count ?? 0
}
