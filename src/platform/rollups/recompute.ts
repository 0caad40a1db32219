import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { lockRollups } from './take-marks.ts'

const bucketsAtOnce = 500
/** Readings that one transaction may go through, guessed by cadence: it takes a fraction of a second. */
const readingsAtOnce = 200_000

/**
 * Computes buckets that are due from the readings that stand, oldest first; they are due no longer when this transaction commits.
 * @returns how many it computed
 */
export async function recomputeDue(tx: Db, now: Date): Promise<number> {
  await lockRollups(tx)
  const { rows: due } = await sql<{ seriesId: number; stepS: number; startAt: Date }>`
    with first as materialized (
      select * from platform.rollup_due where due_at <= ${now} order by due_at, series_id, step_s, start_at limit ${bucketsAtOnce}
    ), counted as (
      select f.series_id, f.step_s, f.start_at, coalesce(sum(f.step_s / s.cadence_s + 1) over (
        order by f.due_at, f.series_id, f.step_s, f.start_at rows between unbounded preceding and 1 preceding), 0) as before
      from first f left join platform.series s on s.id = f.series_id
    )
    delete from platform.rollup_due d using counted c
    where c.before < ${readingsAtOnce} and d.series_id = c.series_id and d.step_s = c.step_s and d.start_at = c.start_at
    returning d.series_id, d.step_s, d.start_at`.execute(tx)
  if (due.length === 0) return 0
  // In a statement after the one that took them: whatever is committed from now on makes its bucket due anew.
  await sql`
    insert into platform.reading_rollup as u (series_id, agency_id, step_s, start_at, count, low, high, sum, first, last)
    select g.series_id, (select l.agency_id from platform.reading l where l.series_id = g.series_id and l.at = x.last_at),
      g.step_s, g.start_at, x.count, x.low, x.high, x.sum,
      -- One look at a key each: joined, everything of a series would be read for every bucket.
      (select f.value from platform.reading f where f.series_id = g.series_id and f.at = x.first_at),
      (select l.value from platform.reading l where l.series_id = g.series_id and l.at = x.last_at)
    from unnest(${due.map((row) => row.seriesId)}::int[], ${due.map((row) => row.stepS)}::int[],
        ${due.map((row) => row.startAt)}::timestamptz[]) g (series_id, step_s, start_at)
      cross join lateral (
        select count(*)::int as count, min(r.value) as low, max(r.value) as high, min(r.at) as first_at, max(r.at) as last_at,
          sum(least(greatest(r.value, -1e290), 1e290)) as sum
        from platform.reading r where r.series_id = g.series_id and r.at >= g.start_at and r.at < g.start_at + g.step_s * interval '1 second'
      ) x
    where x.count > 0 and g.start_at >= (select closed_before from platform.reading_retention)
    order by g.series_id, g.step_s, g.start_at
    on conflict (series_id, step_s, start_at) do update set agency_id = excluded.agency_id, count = excluded.count,
      low = excluded.low, high = excluded.high, sum = excluded.sum, first = excluded.first, last = excluded.last, is_stale = false`.execute(
    tx,
  )
  return due.length
}
