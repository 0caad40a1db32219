import { type RawBuilder, sql } from 'kysely'
import type { Quality } from '../../core/api/indicators.ts'
import type { QualityWord } from '../../core/quality.ts'
import { silentBeats } from '../assets/read-assets.ts'
import type { Db } from '../db/pool.ts'
import { isoOrNull } from '../http/present.ts'
import type { RecordKind } from '../records/record-kind.ts'
import type { Window } from './window.ts'

type Tallies = Record<`${QualityWord}Good` | `${QualityWord}Of`, number | null> & { newestAt: Date | null }

/** One row: how many are as they should be and of how many, for each word; null where nothing is known. `newestAt`: what came last. */
export type QualityStatement = (
  window: Window,
  ofAgency: (column: RawBuilder<unknown>) => RawBuilder<boolean>,
) => RawBuilder<Tallies>

const within = (at: RawBuilder<unknown>, { from, to, cutOffAt }: Window) =>
  sql<boolean>`${at} >= ${from} and ${at} < ${to} and ${at} <= ${cutOffAt}`

/**
 * Of devices that should report by themselves and had time to: those heard of in the period; of these, those of which no message was refused nor value
 * corrected; those that keep their beat now, while the period runs. Right: alerts that who finished them did not find false.
 */
export const qualityOfDevices: QualityStatement = (window, ofAgency) => {
  const { from, to, cutOffAt } = window
  const runs = cutOffAt < to
  return sql`
    with series as (
      select s.id, s.asset_id, a.code, l.received_at, l.at,
        least(${cutOffAt}::timestamptz, ${to}::timestamptz) - greatest(${from}::timestamptz, a.created_at)
          >= make_interval(secs => ${silentBeats} * s.cadence_s) as is_owed, l.received_at < ${cutOffAt}::timestamptz
        - make_interval(secs => ${silentBeats} * s.cadence_s) as is_silent
      from platform.series s join platform.asset a on a.id = s.asset_id
        left join platform.last_value l on l.series_id = s.id
      where not s.sporadic and a.created_at < ${to} and a.created_at <= ${cutOffAt}
        and (a.retired_at is null or a.retired_at > ${runs ? cutOffAt : from}) and ${ofAgency(sql`a.agency_id`)}
    ), device as (
      select code, max(received_at) as received_at, bool_or(is_silent) as is_silent, bool_or(is_owed) as is_owed, array_agg(id) as series,
        bool_or((at is not null and ${within(sql`at`, window)}) or exists (
          select from platform.reading r where r.series_id = series.id and ${within(sql`r.at`, window)})) as is_heard
      from series group by code
    ), refused as (
      select distinct split_part(d.topic, '/', 3) as code from platform.dead_letter d
      where d.topic like 'nhip/v1/%' and d.settled_at is null and ${within(sql`coalesce(d.last_at, d.received_at)`, window)}
    ), handled as (
      select al.handling <> 'dismissed' and not al.false_alarm as was_real from platform.alert al
      where ${within(sql`al.raised_at`, window)} and al.done_at <= ${cutOffAt} and ${ofAgency(sql`al.agency_id`)}
    ) select
      (select count(*) filter (where was_real) from handled)::int as right_good,
      (select count(*) from handled)::int as right_of,
      count(*) filter (where is_heard)::int as complete_good, count(*) filter (where is_heard or is_owed)::int as complete_of,
      count(*) filter (where is_heard and not exists (select from refused where refused.code = device.code) and not exists (
        select from platform.reading_correction c
        where c.series_id = any(device.series) and ${within(sql`c.corrected_at`, window)}))::int as clean_good,
      count(*) filter (where is_heard)::int as clean_of,
      ${runs ? sql`count(*) filter (where not is_silent)::int` : sql`null::int`} as alive_good,
      ${runs ? sql`count(*) filter (where received_at is not null)::int` : sql`null::int`} as alive_of,
      max(received_at) filter (where is_heard) as newest_at
    from device`
}

/** Of tasks: those done that are proved by a file; of those answered or due, those that the agency answered to: what is not owed yet is not missing. They come by no beat and through no file. */
export const qualityOfTasks: QualityStatement = (window, ofAgency) => {
  const { cutOffAt } = window
  return sql`
    select count(*) filter (where t.done_at <= ${cutOffAt} and exists (
        select from platform.evidence e where e.task_id = t.id and e.added_at <= ${cutOffAt}))::int as right_good,
      count(*) filter (where t.done_at <= ${cutOffAt})::int as right_of,
      count(*) filter (where least(t.accepted_at, t.done_at) <= ${cutOffAt})::int as complete_good,
      count(*) filter (where least(t.accepted_at, t.done_at, t.due_at) <= ${cutOffAt})::int as complete_of,
      null::int as clean_good, null::int as clean_of, null::int as alive_good, null::int as alive_of,
      max(greatest(t.assigned_at, t.accepted_at, t.done_at)) as newest_at
    from platform.task t where ${within(sql`t.assigned_at`, window)} and ${ofAgency(sql`t.agency_id`)}`
}

/**
 * Of records whose clock began in the period: those finished that are proved by a file; of those moved on or due, those that were
 * moved on since it began. Clean:
 * rows of the files imported in the period that had no fault.
 */
export const qualityOfRecords =
  (kind: RecordKind, deadline: string, agency: RawBuilder<unknown>): QualityStatement =>
  (window, ofAgency) => {
    const { cutOffAt } = window
    return sql`
      with counted as (
        select k.record_id, k.started_at, k.due_at <= ${cutOffAt} as is_due, k.stopped_at <= ${cutOffAt} as is_finished,
          exists (select from platform.record_file f where f.record_id = k.record_id and f.added_at <= ${cutOffAt}) as is_proved,
          (select max(h.at) from platform.record_history h
            where h.record_id = k.record_id and h.kind = 'moved' and h.at > k.started_at and h.at <= ${cutOffAt}) as moved_at
        from platform.record_clock k join ${sql.table(kind.table)} r on r.id = k.record_id
        where k.record_type = ${kind.key} and k.rule_key = ${deadline} and ${within(sql`k.started_at`, window)}
          and ${ofAgency(agency)}
      ), imported as (
        select sum(row_count)::int as rows, sum((counts->>'faulty')::int)::int as faulty from platform.data_import i
        where i.target = ${`record.${kind.key}`} and i.state = 'applied' and ${within(sql`i.applied_at`, window)}
          and ${ofAgency(sql`i.agency_id`)}
      ) select count(*) filter (where is_finished and is_proved)::int as right_good,
        count(*) filter (where is_finished)::int as right_of,
        count(*) filter (where moved_at is not null)::int as complete_good,
        count(*) filter (where moved_at is not null or is_due)::int as complete_of,
        (select rows - faulty from imported) as clean_good, (select rows from imported) as clean_of,
        null::int as alive_good, null::int as alive_of, max(coalesce(moved_at, started_at)) as newest_at
      from counted`
  }

/** How good the data are that an indicator counts, as the transaction's actor sees them; of these agencies', or of all. */
export async function readQuality(
  tx: Db,
  statement: QualityStatement,
  window: Window,
  agencyIds?: readonly number[],
): Promise<{ quality: Quality; newestAt: string | null }> {
  const ofAgency = (column: RawBuilder<unknown>) =>
    agencyIds === undefined ? sql<boolean>`true` : sql<boolean>`${column} = any(${agencyIds}::int[])`
  const { rows } = await statement(window, ofAgency).execute(tx)
  const [row] = rows
  const tally = (word: QualityWord) => {
    const [good, of] = [row?.[`${word}Good`] ?? null, row?.[`${word}Of`] ?? null]
    return good === null || of === null || of === 0 ? null : { good, of }
  }
  const quality = { right: tally('right'), complete: tally('complete'), clean: tally('clean'), alive: tally('alive') }
  return { quality, newestAt: isoOrNull(row?.newestAt ?? null) }
}
