import { sql } from 'kysely'
import { lastWithinWorkingHours } from '../../core/deadline.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { readDeadlineRules } from '../records/clocks.ts'
import type { RecordKind } from '../records/record-kind.ts'

/** Clocks told in one transaction: the writers of records wait for it no longer than that. */
const atOnce = 500

/**
 * Writes down which running deadlines have come near or passed since the last look, each once; `signal` ends it between two transactions.
 * @returns how many
 */
export async function tellDeadlines(
  wall: Wall,
  kinds: Iterable<RecordKind>,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  let told = 0
  for (const kind of kinds) {
    if (!kind.record.deadlines?.length) continue
    while (!signal?.aborted) {
      const count = await wall.service((tx) => tellSome(tx, kind.key, now))
      told += count
      if (count < atOnce) break
    }
  }
  return told
}

/** As many as one transaction takes; fewer when no more are due. */
async function tellSome(tx: Db, recordType: string, now: Date): Promise<number> {
  const calendar = await loadCalendar(tx)
  let told = 0
  for (const { key, warnWorkingHours } of await readDeadlineRules(tx, recordType)) {
    const soon = lastWithinWorkingHours(calendar, now, warnWorkingHours)
    const left = atOnce - told
    if (left <= 0) break
    // The last day is named for the index of what is untold: what is long overdue stands in no way.
    // A clock that somebody is changing now is looked at next time.
    const { rows } = await sql`
      with due as (
        select id from platform.record_clock
        where record_type = ${recordType} and rule_key = ${key} and stopped_at is null and told < 2 and due_at <= ${soon}
          and (due_at <= ${now} or told < 1)
        order by due_at limit ${left} for update skip locked
      ), turned as (
        update platform.record_clock c set told = case when due_at <= ${now} then 2 else 1 end
        from due where c.id = due.id returning c.*
      )
      insert into platform.happening (kind, about_type, about_id, agency_id, shared_with, at, detail)
      select case told when 2 then 'deadline.passed' else 'deadline.near' end, record_type, record_id::text, agency_id, shared_with,
        case told when 2 then due_at else ${now} end,
        jsonb_build_object('deadline', rule_key, 'dueAt', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      from turned order by due_at returning id`.execute(tx)
    told += rows.length
  }
  return told
}
