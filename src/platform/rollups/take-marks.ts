import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

const marksAtOnce = 200
/** How long after its end a bucket is left for what comes late with the rest. */
const settleS = 60
/** And one that was touched later, so that a flood of late readings has it computed once. */
const gatherS = 30

/** Held by whoever writes roll-ups: one at a time, so that nobody overwrites with what was read earlier. */
export const lockRollups = (tx: Db) => sql`select pg_advisory_xact_lock(hashtext('platform.rollup'), 0)`.execute(tx)

/** SQL for when a bucket (`step_s`, `start_at`) is computed: once it has ended and settled, and not before `laterS` seconds from now. */
export const dueAfter = (now: Date, laterS = 0) =>
  sql`greatest(start_at + (step_s + ${settleS}::int) * interval '1 second', ${now}::timestamptz + ${laterS}::int * interval '1 second')`

/**
 * Notes the buckets that readings touched which the rules have looked at: marks go, buckets are due, in this transaction. What stands of
 * such a bucket is stale from then on.
 * @returns how many marks it took
 */
export async function takeMarks(tx: Db, now: Date): Promise<number> {
  await lockRollups(tx)
  const { rows } = await sql<{ count: number }>`
    with taken as (
      delete from platform.rollup_mark where id in (select id from platform.rollup_mark order by id limit ${marksAtOnce})
      returning series_ids, ats
    ), touched as (
      select distinct r.series_id, l.step_s, platform.rollup_start(l.step_s, r.at) as start_at
      from taken, unnest(series_ids, ats) r (series_id, at) join platform.series s on s.id = r.series_id
        cross join lateral unnest(array[86400, platform.rollup_step(s.cadence_s)]) l (step_s)
      -- The day that the end of the dropped weeks cuts stays as it is.
      where l.step_s is not null and platform.rollup_start(l.step_s, r.at) >= (select closed_before from platform.reading_retention)
    ), stale as (
      update platform.reading_rollup u set is_stale = true from touched t
      where u.series_id = t.series_id and u.step_s = t.step_s and u.start_at = t.start_at and not u.is_stale
    ), due as (
      -- Spread over a tenth of its length, or at midnight the day of every series would be due at once.
      insert into platform.rollup_due (series_id, step_s, start_at, due_at)
      select series_id, step_s, start_at, ${dueAfter(now, gatherS)} + (series_id % (step_s / 10)) * interval '1 second' from touched
      on conflict do nothing
    )
    select count(*)::int as count from taken`.execute(tx)
  return rows[0]?.count ?? 0
}
