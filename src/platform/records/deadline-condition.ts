import { type RawBuilder, sql } from 'kysely'
import { lastWithinWorkingHours } from '../../core/deadline.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import { readDeadlineRules } from './clocks.ts'
import type { RecordKind } from './record-kind.ts'

export type DeadlineFilter = 'overdue' | 'due_soon'

/** What of `c`, a running clock, makes its record overdue, or due soon as its rule warns. */
async function clockCondition(tx: Db, kind: RecordKind, wanted: DeadlineFilter, now: Date) {
  const running = sql`c.record_type = ${kind.key} and c.stopped_at is null`
  if (wanted === 'overdue') return sql`${running} and c.due_at < ${now}`
  const calendar = await loadCalendar(tx)
  const soon = (await readDeadlineRules(tx, kind.key)).map((rule) => {
    const end = lastWithinWorkingHours(calendar, now, rule.warnWorkingHours)
    return sql`(c.rule_key = ${rule.key} and c.due_at >= ${now} and c.due_at <= ${end})`
  })
  return soon.length === 0 ? sql`false` : sql`${running} and (${sql.join(soon, sql` or `)})`
}

/**
 * A list that is read once: how many clocks the actor sees PostgreSQL does not know, and with a join it may go through all records for a
 * few of them, or the other way round.
 */
const gathered = (clock: RawBuilder<unknown>) =>
  sql`r.id = any(array(select c.record_id from platform.record_clock c where ${clock}))`

/** The condition on `r.id` of a record that is overdue, or due soon as each of its rules warns. */
export async function deadlineCondition(
  tx: Db,
  kind: RecordKind,
  wanted: DeadlineFilter,
  now: Date,
): Promise<RawBuilder<unknown>> {
  return gathered(await clockCondition(tx, kind, wanted, now))
}

/** As {@link deadlineCondition}, asked of one record after another: for who has few of them. */
export async function deadlineOfEach(
  tx: Db,
  kind: RecordKind,
  wanted: DeadlineFilter,
  now: Date,
): Promise<RawBuilder<unknown>> {
  const clock = await clockCondition(tx, kind, wanted, now)
  return sql`exists (select from platform.record_clock c where c.record_id = r.id and ${clock})`
}

/** How the first of a list with a deadline are found. */
export interface DeadlineMatch {
  /** For who gathers all of them. */
  readonly gathered: RawBuilder<unknown>
  /** For who goes through records in the order of the list, one after another; null: there are too few for that. */
  readonly each: RawBuilder<unknown> | null
}

/** As {@link deadlineCondition}. @param many so many make it worth going through records one after another */
export async function matchDeadline(
  tx: Db,
  kind: RecordKind,
  wanted: DeadlineFilter,
  { now, many }: { readonly now: Date; readonly many: number },
): Promise<DeadlineMatch> {
  const clock = await clockCondition(tx, kind, wanted, now)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from platform.record_clock c where ${clock} limit ${many}) found`.execute(
    tx,
  )
  // No join: PostgreSQL would turn the order of the two round.
  const each = sql`(select true from platform.record_clock c where c.record_id = r.id and ${clock} limit 1)`
  return { gathered: gathered(clock), each: (rows[0]?.count ?? 0) < many ? null : each }
}
