import { type RawBuilder, sql } from 'kysely'
import { momentOf } from './past-alerts.ts'

/** No reading is taken that lies further ahead than that when it comes. */
const maxAheadS = 300

/**
 * Every series that is expected to report, with when the value had come that was its last at a time (null: nothing had), as `heard`.
 * A series of which nothing came since then is not looked up among readings.
 */
export const heardAt = (at: Date): RawBuilder<unknown> => sql`heard as materialized (
    select s.id, s.asset_id, s.cadence_s, s.sporadic,
      case when l.received_at <= ${momentOf(at)} then l.received_at else v.received_at end as received_at
    from platform.series s join platform.asset a on a.id = s.asset_id
      left join platform.last_value l on l.series_id = s.id
      left join lateral (
        select r.received_at from platform.reading r
        where r.series_id = s.id and r.at <= ${momentOf(at)} + ${maxAheadS}::int * interval '1 second' and r.received_at <= ${momentOf(at)}
        order by r.at desc limit 1
      ) v on l.received_at > ${momentOf(at)}
    where ${wasInUse(at)}
  )`

/** Condition on `a`: the asset was in use then. */
export const wasInUse = (at: Date): RawBuilder<unknown> =>
  sql`a.created_at <= ${momentOf(at)} and (a.retired_at is null or a.retired_at > ${momentOf(at)})`
