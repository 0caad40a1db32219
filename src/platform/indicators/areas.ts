import { type RawBuilder, sql } from 'kysely'
import type { AlertCount, IndicatorFigure } from '../../core/api/indicators.ts'
import type { Db } from '../db/pool.ts'
import type { Counted } from './counted.ts'
import { figureOf } from './figures.ts'
import type { Window } from './window.ts'

/** The commune of a counted row `c`: of the thing, or of a task's incident where one may see that. */
const areaOf = sql`coalesce(
  (select t.area_code from platform.thing t where t.kind = c.kind and t.id = c.thing_id),
  (select i.area_code from platform.task k join platform.incident i on i.id = k.incident_id
    where k.id = case when c.kind = 'task' then c.thing_id::uuid end))`

/** The counted rows that lie in one commune; in none for null. */
export const rowsInArea = (rows: RawBuilder<unknown>, area: string | null): RawBuilder<unknown> =>
  sql`select c.* from (${rows}) c where ${areaOf} is not distinct from ${area}::text`

/** Figures per commune of the rows the transaction's actor may see, and of those that lie in none; together they are the total. */
export async function figuresByArea(
  tx: Db,
  counted: Counted,
  window: Window,
): Promise<{ areas: { code: string; figure: IndicatorFigure }[]; unplaced: IndicatorFigure }> {
  const { rows } = await sql<{ code: string | null; count: AlertCount; number: number }>`
    select code, count, count(*)::int as number from (
      select ${areaOf} as code, c.count from (${counted.rows(window)}) c
    ) placed group by code, count order by code`.execute(tx)
  const figures = [...Map.groupBy(rows, ({ code }) => code)].map(([code, found]) => ({
    code,
    figure: figureOf(null, new Map(found.map(({ count, number }) => [count, number]))),
  }))
  return {
    areas: figures.flatMap(({ code, figure }) => (code === null ? [] : [{ code, figure }])),
    unplaced: figures.find(({ code }) => code === null)?.figure ?? figureOf(null, new Map()),
  }
}
