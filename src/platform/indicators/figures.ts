import { type RawBuilder, sql } from 'kysely'
import type { AlertCount, IndicatorFigure, IndicatorRow } from '../../core/api/indicators.ts'
import { countedAs, countKeys, tallyFigure, tallyOf } from '../../core/counted-as.ts'
import { presentAlert, selectAlerts } from '../alerts/read-alerts.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { presentThing, type ThingRow, thingColumns, thingNames } from '../things/read-things.ts'
import type { Counted } from './counted.ts'
import type { Window } from './window.ts'

/** Figures per agency, of the rows the transaction's actor may see. */
export async function figuresByAgency(
  tx: Db,
  counted: Counted,
  window: Window,
  agencyIds?: readonly number[],
): Promise<IndicatorFigure[]> {
  const { rows } = await sql<{ id: number; code: string; name: string; count: AlertCount; number: number }>`
    select ag.id, ag.code, ag.name, c.count, count(*)::int as number
    from (${counted.rows(window)}) c join platform.agency ag on ag.id = c.agency_id
    where ${agencyIds === undefined ? sql`true` : sql`ag.id = any(${agencyIds}::int[])`}
    group by ag.id, c.count order by ag.code`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((counts) => {
    const [first] = counts
    if (!first) return []
    return [
      figureOf(
        { id: first.id, code: first.code, name: first.name },
        new Map(counts.map((row) => [row.count, row.number])),
      ),
    ]
  })
}

/** One figure from its counts; no value where nothing is due yet. */
export const figureOf = (
  agency: IndicatorFigure['agency'],
  counts: ReadonlyMap<AlertCount, number>,
): IndicatorFigure => ({ agency, ...tallyFigure(tallyOf(counts)) })

/** The figure of rows that were read already: the one way in which both are sure to agree. */
export function figureOfRows(
  agency: IndicatorFigure['agency'],
  rows: readonly { readonly count: AlertCount }[],
): IndicatorFigure {
  const groups = Map.groupBy(rows, (row) => row.count)
  return figureOf(agency, new Map([...groups].map(([count, found]) => [count, found.length])))
}

/** The figure of several agencies together. */
export function sumFigures(figures: readonly IndicatorFigure[]): IndicatorFigure {
  const sum = (count: AlertCount) => figures.reduce((total, figure) => total + figure[countKeys[count]], 0)
  return figureOf(null, new Map(countedAs.map((count) => [count, sum(count)])))
}

/** A row that was counted, as it was counted. */
export interface CountedRow {
  readonly place: string
  readonly agencyId: number
  readonly kind: string
  readonly thingId: string
  readonly dueAt: Date
  readonly doneAt: Date | null
  readonly count: AlertCount
}

/** Every row of these agencies that an indicator counts. */
export async function readCounted(
  tx: Db,
  counted: Counted,
  window: Window,
  agencyIds: readonly number[],
): Promise<CountedRow[]> {
  const { rows } =
    await sql<CountedRow>`select * from (${counted.rows(window)}) c where c.agency_id = any(${agencyIds}::int[])`.execute(
      tx,
    )
  return rows
}

export interface RowsWanted {
  readonly agencyId?: number | undefined
  readonly count?: AlertCount | undefined
  readonly after?: string | undefined
  readonly limit: number
}

interface Reasoned {
  readonly reasonVi: string | null
  readonly reasonEn: string | null
  readonly reasonWords: string | null
}

/** What was counted, as search knows it; a task is none of the things and stands for itself. */
const countedThing = sql`join lateral (
    select kind, id, title, number, agency_id, area_code, lon, lat, state, opened_at, closed_at, address
    from platform.thing where kind = c.kind and id = c.thing_id
    union all
    select 'task', task.id::text, title, incident_number, task.agency_id, null, null, null, state, assigned_at, done_at,
      '/viec/' || task.id
    from platform.task where task.id = case when c.kind = 'task' then c.thing_id::uuid end
  ) t on true`

/** A page of counted rows with their reasons (`late.ts`), latest first, each with the thing it is and, where that is an alert, the alert. */
export async function readRows(
  tx: Db,
  counted: RawBuilder<unknown>,
  { agencyId, count, after, limit }: RowsWanted,
): Promise<{ items: IndicatorRow[]; places: string[] }> {
  const conditions = [
    agencyId === undefined ? sql`true` : sql`c.agency_id = ${agencyId}`,
    count === undefined ? sql`true` : sql`c.count = ${count}`,
    after === undefined ? sql`true` : sql`c.place < ${after}`,
  ]
  const { rows } = await sql<ThingRow & Pick<CountedRow, 'place' | 'count' | 'dueAt' | 'doneAt'> & Reasoned>`
    with c as materialized (
      select * from (${counted}) c where ${sql.join(conditions, sql` and `)} order by c.place desc limit ${limit}
    ) select ${thingColumns}, null::float8 as distance_m, c.place, c.count, c.due_at, c.done_at,
      c.reason_vi, c.reason_en, c.reason_words
    from c ${countedThing} ${thingNames} order by c.place desc`.execute(tx)
  const ids = rows.flatMap((row) => (row.kind === 'alert' ? [row.id] : []))
  const alerts = ids.length === 0 ? [] : await selectAlerts(tx).where('al.id', 'in', ids).execute()
  const byId = new Map(alerts.map((alert) => [alert.id, presentAlert(alert)]))
  return {
    items: rows.map((row) => ({
      count: row.count,
      thing: presentThing(row),
      dueAt: iso(row.dueAt),
      doneAt: isoOrNull(row.doneAt),
      alert: byId.get(row.id) ?? null,
      why:
        row.reasonVi && row.reasonEn
          ? { name: { vi: row.reasonVi, en: row.reasonEn }, words: row.reasonWords ?? '' }
          : null,
    })),
    places: rows.map(({ place }) => place),
  }
}
