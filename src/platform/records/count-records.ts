import { sql } from 'kysely'
import type { RecordCounts, RecordFilter } from '../../core/api/records.ts'
import type { Db } from '../db/pool.ts'
import { deadlineCondition } from './deadline-condition.ts'
import { conditionsOf, inStates } from './list-records.ts'
import type { RecordKind } from './record-kind.ts'

/**
 * How many records a filter finds, and how many it would find with another state or deadline: one pass over the rows that the
 * transaction's actor may see. @throws {AppError} `bad_request` naming the parameter
 */
export async function countRecords(
  tx: Db,
  kind: RecordKind,
  filter: Omit<RecordFilter, 'sort'>,
  now: Date,
): Promise<RecordCounts> {
  const { state, deadline } = filter
  if (state?.length) inStates(kind, state)
  const conditions = await conditionsOf(tx, kind, filter)
  const overdue = await deadlineCondition(tx, kind, 'overdue', now)
  const soon = await deadlineCondition(tx, kind, 'due_soon', now)
  const passing = deadline === 'overdue' ? overdue : deadline === 'due_soon' ? soon : sql`true`
  const { rows } = await sql<{ state: string; passing: number; overdue: number; soon: number }>`
    select r.state, count(*) filter (where ${passing})::int as passing, count(*) filter (where ${overdue})::int as overdue,
      count(*) filter (where ${soon})::int as soon
    from ${sql.table(kind.table)} r where ${sql.join(conditions, sql` and `)} group by r.state`.execute(tx)
  const chosen = state?.length ? rows.filter((row) => state.includes(row.state)) : rows
  const sum = (of: (row: (typeof rows)[number]) => number) => chosen.reduce((total, row) => total + of(row), 0)
  return {
    total: sum((row) => row.passing),
    states: Object.fromEntries(rows.filter((row) => row.passing > 0).map((row) => [row.state, row.passing])),
    overdue: sum((row) => row.overdue),
    dueSoon: sum((row) => row.soon),
  }
}
