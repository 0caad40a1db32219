import { type RawBuilder, sql } from 'kysely'
import type { RecordFilter } from '../../core/api/records.ts'
import { AppError } from '../../core/error.ts'
import { addLocalDays, type LocalDate, startOfLocalDay } from '../../core/local-time.ts'
import { isGivenUp } from '../../core/record-given-up.ts'
import type { RecordKind } from './record-kind.ts'

const bad = (path: string, message: string) =>
  new AppError('bad_request', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })

/** What the records of a kind may be laid out by: `deadline` where the kind has one, then its days and instants. */
export function datesOf(kind: RecordKind): string[] {
  const fields = Object.entries(kind.ownFields).filter(([, field]) => field.kind === 'date' || field.kind === 'instant')
  return [...(kind.record.deadlines?.length ? ['deadline'] : []), ...fields.map(([key]) => key)]
}

/** A date of `r`, in SQL. */
export interface RecordDate {
  /** The instant, or the day as it was written; null: the record has none. */
  readonly at: RawBuilder<unknown>
  /** The day it is in Asia/Ho_Chi_Minh. */
  readonly day: RawBuilder<unknown>
  /** Whether the record has none. */
  readonly missing: RawBuilder<unknown>
  /** Whether that day is one of these, the last included. */
  within(first: LocalDate, last: LocalDate): RawBuilder<unknown>
  /**
   * Where the date is the end of a clock: `c`, its one row `(at, overdue)` for `r`, to be joined laterally, so that the clock is looked up
   * once for each record and not once for each thing said of it; and, cheaply, which records may have it on these days.
   */
  readonly clock?: {
    of(now: Date): RawBuilder<unknown>
    near(first: LocalDate, last: LocalDate): RawBuilder<unknown>
    within(first: LocalDate, last: LocalDate): RawBuilder<unknown>
  }
}

/** @param by one of {@link datesOf}; left out: the first. @throws {AppError} `bad_request` naming what there is */
export function dateOf(kind: RecordKind, by?: string): RecordDate {
  const known = datesOf(kind)
  const name = by ?? known[0]
  if (name === undefined || !known.includes(name)) {
    throw bad('by', known.length === 0 ? `${kind.record.type} has no dates` : `choose ${known.join(', ')}`)
  }
  if (name === 'deadline') return deadlineOf(kind)
  const column = sql.ref(`r.${name}`)
  if (kind.ownFields[name]?.kind === 'instant') return instantDate(column)
  return {
    at: column,
    day: column,
    missing: sql`${column} is null`,
    within: (first, last) => sql`${column} between ${first}::date and ${last}::date`,
  }
}

const startOf = (day: LocalDate) => startOfLocalDay(day)
const endOf = (day: LocalDate) => startOfLocalDay(addLocalDays(day, 1))
const localDay = (at: RawBuilder<unknown>) => sql`(${at} at time zone 'Asia/Ho_Chi_Minh')::date`

const instantDate = (at: RawBuilder<unknown>): RecordDate => ({
  at,
  day: localDay(at),
  missing: sql`${at} is null`,
  within: (first, last) => sql`${at} >= ${startOf(first)} and ${at} < ${endOf(last)}`,
})

/**
 * The end of the clock that a list shows: the first of those that run, else the last that stopped. What was given up has none.
 */
function deadlineOf(kind: RecordKind): RecordDate {
  const { lifecycle } = kind.record
  const givenUp = Object.keys(lifecycle.states).filter((state) => isGivenUp(lifecycle, state))
  const shown = sql`from platform.record_clock c
    where c.record_id = r.id and c.record_type = ${kind.key} and r.state <> all(${givenUp}::text[])
    order by c.stopped_at is not null, case when c.stopped_at is null then c.due_at end, c.stopped_at desc, c.due_at desc limit 1`
  const at = sql`(select c.due_at ${shown})`
  // The clocks of these days first: asking every record for its own takes as long as there are records.
  const near = (
    first: LocalDate,
    last: LocalDate,
  ) => sql`r.id = any(array(select c.record_id from platform.record_clock c
      where c.record_type = ${kind.key} and c.due_at >= ${startOf(first)} and c.due_at < ${endOf(last)}))`
  return {
    at,
    day: localDay(at),
    missing: sql`(r.state = any(${givenUp}::text[]) or not exists (select from platform.record_clock c
      where c.record_id = r.id and c.record_type = ${kind.key}))`,
    within: (first, last) => sql`${near(first, last)} and ${at} >= ${startOf(first)} and ${at} < ${endOf(last)}`,
    clock: {
      of: (now) => sql`(select c.due_at as at, c.stopped_at is null and c.due_at < ${now} as overdue ${shown})`,
      near,
      within: (first, last) => sql`c.at >= ${startOf(first)} and c.at < ${endOf(last)}`,
    },
  }
}

/** What a filter asks of the day of `r`; null where it asks nothing. @throws {AppError} `bad_request` */
export function withinDays(
  kind: RecordKind,
  { by, from, to, dated }: Pick<RecordFilter, 'by' | 'from' | 'to' | 'dated'>,
): RawBuilder<unknown> | null {
  if (dated === 'no') return dateOf(kind, by).missing
  if (from === undefined && to === undefined) return null
  return dateOf(kind, by).within(from ?? '1900-01-01', to ?? '9998-12-31')
}
