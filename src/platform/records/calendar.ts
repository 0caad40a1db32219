import { sql } from 'kysely'
import type { CalendarQuery, RecordCalendar } from '../../core/api/records.ts'
import type { Db } from '../db/pool.ts'
import { deadlineOfEach } from './deadline-condition.ts'
import { conditionsOf, inStates } from './list-records.ts'
import { presentRecords } from './present-record.ts'
import { dateOf } from './record-dates.ts'
import type { RecordKind } from './record-kind.ts'
import { fromRow } from './stored-record.ts'

interface Row {
  readonly day: string
  readonly total: number
  readonly overdue: number
  readonly row: Record<string, unknown>
}

/**
 * Records that pass a filter by the day one of their dates falls on, from `first` to `last`: of each day how many, how many of them
 * overdue, and the first few, those that are overdue before the rest. Rows are those the transaction's actor may see.
 * @throws {AppError} `bad_request` naming the parameter
 */
export async function readCalendar(tx: Db, kind: RecordKind, asked: CalendarQuery, now: Date): Promise<RecordCalendar> {
  const { state, deadline, first, last, each } = asked
  const date = dateOf(kind, asked.by)
  const conditions = [...(await conditionsOf(tx, kind, asked)), (date.clock?.near ?? date.within)(first, last)]
  if (state?.length) conditions.push(inStates(kind, state))
  const overdue = await deadlineOfEach(tx, kind, 'overdue', now)
  if (deadline) conditions.push(deadline === 'overdue' ? overdue : await deadlineOfEach(tx, kind, deadline, now))
  const chosen = sql`from ${sql.table(kind.table)} r where ${sql.join(conditions, sql` and `)}`
  // The first clock that runs is the one that is overdue before any other.
  const dated = date.clock
    ? sql`select r.id, c.at, (c.at at time zone 'Asia/Ho_Chi_Minh')::date as day, c.overdue
        from (select r.id, r.state ${chosen} offset 0) r cross join lateral ${date.clock.of(now)} c where ${date.clock.within(first, last)}`
    : sql`select r.id, ${date.at} as at, ${date.day} as day, ${overdue} as overdue ${chosen}`
  // Materialized, or each window asks for the clocks of every record anew.
  const { rows } = await sql<Row>`
    with dated as materialized (${dated}), placed as (
      select *, row_number() over (partition by day order by overdue desc, at, id) as place,
        count(*) over (partition by day)::int as total, count(*) filter (where overdue) over (partition by day)::int as late
      from dated
    )
    select p.day::text as day, p.total, p.late as overdue, to_jsonb(r) as row
    from placed p join ${sql.table(kind.table)} r on r.id = p.id where p.place <= ${each} order by p.day, p.place`.execute(
    tx,
  )
  const records = await presentRecords(
    tx,
    kind,
    rows.map(({ row }) => fromRow(kind, row)),
    now,
  )
  const days = Map.groupBy(records.keys(), (at) => rows[at]?.day ?? '')
  return {
    days: [...days].map(([day, places]) => ({
      day,
      total: rows[places[0] ?? 0]?.total ?? 0,
      overdue: rows[places[0] ?? 0]?.overdue ?? 0,
      records: places.flatMap((at) => records[at] ?? []),
    })),
  }
}
