import { type RawBuilder, sql } from 'kysely'
import { silentBeats } from '../assets/read-assets.ts'
import { momentOf } from './past-alerts.ts'

/** No reading is taken that lies further ahead than that when it comes. */
export const maxAheadS = 300

/** Condition on `a`: the asset was in use then. */
export const wasInUse = (at: Date): RawBuilder<unknown> =>
  sql`a.created_at <= ${momentOf(at)} and (a.retired_at is null or a.retired_at > ${momentOf(at)})`

/** So far behind the last value late ones are looked for: a device that sends them speaks all the same. */
const lateBeats = 500

/**
 * The reading of series `s` that was its last at a time, as it was known then: what came later is left out, and what was corrected later
 * stands with its old value. `heard_at` is when the series was last heard of: a late value is word of it, a correction is none. For
 * `lateral`; no row where nothing had come.
 * @param enough from when on the word of the last value itself is enough: `heard_at` may be too early then, and late values are not looked for
 */
export const lastKnownAt = (at: Date, enough: RawBuilder<unknown> = sql`'infinity'`): RawBuilder<unknown> => sql`(
    select last.at, last.value, last.source_at, last.origin, case when last.first_at >= ${enough} then last.first_at else greatest(last.first_at, (
        select max(late.first_at) filter (where late.first_at <= ${momentOf(at)}) from (
          select ${firstWord('r')} as first_at from platform.reading r
          where r.series_id = s.id and r.at < last.at and r.at > last.at - ${lateBeats}::int * s.cadence_s * interval '1 second'
            and r.received_at > last.first_at
        ) late
      )) end as heard_at
    from (
      select x.*, ${firstWord('x')} as first_at from (
        (select r.at, r.value, r.received_at, r.source_at, r.origin from platform.reading r
          where r.series_id = s.id and r.at <= ${momentOf(at)} + ${maxAheadS}::int * interval '1 second' and r.received_at <= ${momentOf(at)}
          order by r.at desc limit 1)
        union all
        (select c.at, c.old_value, c.old_received_at, r.source_at, r.origin from platform.reading_correction c
          join platform.reading r on r.series_id = c.series_id and r.at = c.at
          where c.series_id = s.id and c.old_received_at <= ${momentOf(at)} and c.corrected_at > ${momentOf(at)}
          order by c.at desc, c.id limit 1)
      ) x order by x.at desc limit 1
    ) last
  )`

/** When a reading of series `s` first came, whatever corrected it since. */
const firstWord = (of: 'r' | 'x') => sql`coalesce((
    select min(c.old_received_at) from platform.reading_correction c where c.series_id = s.id and c.at = ${sql.ref(`${of}.at`)}
  ), ${sql.ref(`${of}.receivedAt`)})`

/** Since when a series must have been heard of not to be silent at a time. */
export const silentBefore = (at: Date): RawBuilder<unknown> =>
  sql`(${momentOf(at)} - ${silentBeats}::int * s.cadence_s * interval '1 second')`

/**
 * Every series of assets in use, with when it was last heard of at a time (null: never), as `heard`. A series of which nothing came
 * since then is not looked up among readings.
 */
export const heardAt = (at: Date): RawBuilder<unknown> => sql`heard as materialized (
    select h.*, h.received_at < h.silent_before as silent from (
      select s.id, s.asset_id, s.sporadic, ${silentBefore(at)} as silent_before,
        case when l.received_at <= ${momentOf(at)} then l.received_at else v.heard_at end as received_at
      from platform.series s join platform.asset a on a.id = s.asset_id
        left join platform.last_value l on l.series_id = s.id
        left join lateral ${lastKnownAt(at, silentBefore(at))} v on l.received_at > ${momentOf(at)}
      where ${wasInUse(at)}
    ) h
  )`
