import { sql } from 'kysely'
import type { AlertCount, IndicatorFigure } from '../../core/api/indicators.ts'
import type { Db } from '../db/pool.ts'
import type { Counted } from './counted.ts'
import { figureOf } from './figures.ts'
import type { Window } from './window.ts'

/** The figure of all agencies in sight in each of several windows, in their order; one statement, however many there are. */
export async function figuresOver(tx: Db, counted: Counted, windows: readonly Window[]): Promise<IndicatorFigure[]> {
  const parts = windows.map(
    (window, place) =>
      sql`select ${place}::int as place, c.count, count(*)::int as number from (${counted.rows(window)}) c group by c.count`,
  )
  const { rows } = await sql<{
    place: number
    count: AlertCount
    number: number
  }>`${sql.join(parts, sql` union all `)}`.execute(tx)
  const byPlace = Map.groupBy(rows, (row) => row.place)
  return windows.map((_, place) =>
    figureOf(null, new Map(byPlace.get(place)?.map(({ count, number }) => [count, number]))),
  )
}
