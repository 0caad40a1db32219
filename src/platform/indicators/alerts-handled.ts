import { sql } from 'kysely'
import type { AlertCount, IndicatorFigure, IndicatorInfo } from '../../core/api/indicators.ts'
import { selectAlerts } from '../alerts/read-alerts.ts'
import type { Db } from '../db/pool.ts'

export const alertsHandledInTime: IndicatorInfo = {
  key: 'alerts_handled_in_time',
  name: { vi: 'Cảnh báo xử lý đúng hạn', en: 'Alerts handled in time' },
  unit: '%',
  formula: {
    vi: 'Số cảnh báo xử lý xong trong hạn, chia cho số cảnh báo đã xong hoặc đã đến hạn. Cảnh báo còn trong hạn và cảnh báo bỏ qua có lý do không tính.',
    en: 'Alerts finished by their deadline, out of those finished or past it. Those still within it and those dismissed with a reason are not counted.',
  },
  better: 'higher',
}

/** Alerts of which the centre learnt from `from` up to, not including, `to`, as they stood at `cutOffAt`. */
export interface Window {
  readonly from: Date
  readonly to: Date
  readonly cutOffAt: Date
}

/**
 * How each alert counts at the cut-off. What happened after it does not change the past: an alert finished later is, at the
 * cut-off, late or not due. At the very deadline there is time still.
 */
const countAt = (cutOffAt: Date) => sql<AlertCount>`case
  when al.handling = 'dismissed' and al.done_at <= ${cutOffAt} then 'dismissed'
  when al.handling = 'done' and al.done_at <= ${cutOffAt} then case when al.done_at <= al.due_at then 'in_time' else 'late' end
  when al.due_at < ${cutOffAt} then 'late'
  else 'not_due' end`

const inWindow = (window: Window) =>
  sql<boolean>`al.raised_at >= ${window.from} and al.raised_at < ${window.to} and al.raised_at <= ${window.cutOffAt}`

/** Figures per agency, of the rows the transaction's actor may see. */
export async function figuresByAgency(tx: Db, window: Window, agencyId?: number): Promise<IndicatorFigure[]> {
  const rows = await tx
    .selectFrom('platform.alert as al')
    .innerJoin('platform.agency as ag', 'ag.id', 'al.agencyId')
    .select(['ag.id', 'ag.code', 'ag.name', countAt(window.cutOffAt).as('count')])
    .select((eb) => eb.fn.countAll<number>().as('alerts'))
    .where(inWindow(window))
    .$if(agencyId !== undefined, (query) => query.where('al.agencyId', '=', agencyId ?? 0))
    .groupBy(['ag.id', 'ag.code', 'ag.name', sql`4`])
    .orderBy('ag.code')
    .execute()
  const byAgency = Map.groupBy(rows, (row) => row.id)
  return [...byAgency.values()].flatMap((counts) => {
    const [first] = counts
    if (!first) return []
    const tally = new Map(counts.map((row) => [row.count, row.alerts]))
    return [figureOf({ id: first.id, code: first.code, name: first.name }, tally)]
  })
}

/** One figure from its counts; no value where nothing is due yet. */
export function figureOf(agency: IndicatorFigure['agency'], tally: ReadonlyMap<AlertCount, number>): IndicatorFigure {
  const inTime = tally.get('in_time') ?? 0
  const late = tally.get('late') ?? 0
  const notDue = tally.get('not_due') ?? 0
  const dismissed = tally.get('dismissed') ?? 0
  const due = inTime + late
  return {
    agency,
    value: due === 0 ? null : inTime / due,
    inTime,
    late,
    notDue,
    dismissed,
    fired: due + notDue + dismissed,
  }
}

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
  const sum = (pick: (figure: IndicatorFigure) => number) => figures.reduce((total, figure) => total + pick(figure), 0)
  const tally = new Map<AlertCount, number>([
    ['in_time', sum((figure) => figure.inTime)],
    ['late', sum((figure) => figure.late)],
    ['not_due', sum((figure) => figure.notDue)],
    ['dismissed', sum((figure) => figure.dismissed)],
  ])
  return figureOf(null, tally)
}

/** The rows a figure was counted from, newest first. */
export function selectCounted(tx: Db, window: Window) {
  return selectAlerts(tx).select(countAt(window.cutOffAt).as('count')).where(inWindow(window)).orderBy('al.id', 'desc')
}
