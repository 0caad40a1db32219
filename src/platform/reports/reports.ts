import type { IndicatorFigure, Report, ReportDetail, ReportLine } from '../../core/api/indicators.ts'
import { AppError, notFound } from '../../core/error.ts'
import { periodLabel } from '../../core/period.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import {
  alertsHandledInTime,
  figureOfRows,
  figuresByAgency,
  selectCounted,
  sumFigures,
} from '../indicators/alerts-handled.ts'
import { windowOf } from '../indicators/routes.ts'
import { announce } from '../live/events.ts'
import { nextNumber } from '../work/numbers.ts'
import { writeAlertsInTimeSentence } from './sentence.ts'

/** A statement of PostgreSQL takes 65,535 values at most. */
const rowsAtOnce = 1_000

/**
 * Writes a report of an agency for a period and freezes it: its sentences, its figures and the rows each figure was counted from.
 * @returns its id
 * @throws {AppError} `unknown_agency` for one the actor may not see, `period_not_begun`
 */
export async function createReport(
  tx: Db,
  actor: Actor,
  wanted: { period: string; agencyId: number },
): Promise<string> {
  const agency = actor.agencyIds.includes(wanted.agencyId)
    ? await tx.selectFrom('platform.agency').selectAll().where('id', '=', wanted.agencyId).executeTakeFirst()
    : undefined
  if (!agency) {
    const message = 'choose one of your own agencies'
    throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'agencyId', message }] })
  }
  const now = new Date()
  const window = windowOf(wanted.period, now)
  if (window.from > now) {
    const message = 'this period has not begun; choose an earlier one'
    throw new AppError('period_not_begun', 400, { detail: message, errors: [{ path: 'period', message }] })
  }
  const counted = await selectCounted(tx, window).where('al.agencyId', '=', agency.id).execute()
  // Not asked a second time: an alert finished in between would stand in the figure and not in its rows.
  const frozen = figureOfRows({ id: agency.id, code: agency.code, name: agency.name }, counted)
  const sentence = writeAlertsInTimeSentence(frozen, wanted.period, window.cutOffAt)
  const id = uuidv7(now)
  await tx
    .insertInto('platform.report')
    .values({
      id,
      number: await nextNumber(tx, 'BC', now),
      title: `Kết quả xử lý cảnh báo ${periodLabel(wanted.period, 'vi')}`,
      agencyId: agency.id,
      period: wanted.period,
      cutOffAt: window.cutOffAt,
      createdAt: now,
      createdBy: actor.accountId,
      createdByName: actor.name,
      demonstration: agency.demonstration,
    })
    .execute()
  const line = { reportId: id, agencyId: agency.id, key: alertsHandledInTime.key }
  await tx
    .insertInto('platform.reportLine')
    .values({
      ...line,
      indicator: alertsHandledInTime.key,
      position: 1,
      text: sentence.text,
      figureText: sentence.figureText,
      parts: JSON.stringify(sentence.parts),
      figure: JSON.stringify(frozen),
    })
    .execute()
  const rows = counted.map(({ id: alertId, count }) => ({
    reportId: id,
    lineKey: line.key,
    alertId,
    agencyId: agency.id,
    count,
  }))
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await tx
      .insertInto('platform.reportRow')
      .values(rows.slice(start, start + rowsAtOnce))
      .execute()
  }
  await writeAudit(tx, actor, { agencyId: agency.id, action: 'report.created', subject: { kind: 'report', id } })
  await announce(tx, { kind: 'report', action: 'created', ids: [id], agencies: [agency.id] })
  return id
}

/** Reports the transaction's actor may see, before any condition. */
export function selectReports(tx: Db) {
  return tx
    .selectFrom('platform.report as r')
    .innerJoin('platform.agency as ag', 'ag.id', 'r.agencyId')
    .leftJoin('platform.agency as parent', 'parent.id', 'ag.parentId')
    .selectAll('r')
    .select(['ag.code as agencyCode', 'ag.name as agencyName', 'parent.name as parentName'])
}

type ReportRow = Awaited<ReturnType<ReturnType<typeof selectReports>['execute']>>[number]

export function presentReport(row: ReportRow): Report {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    period: row.period,
    cutOffAt: iso(row.cutOffAt),
    createdAt: iso(row.createdAt),
    createdBy: { id: row.createdBy, name: row.createdByName },
    demonstration: row.demonstration,
  }
}

/** A report with its frozen lines, each beside the same figure of today. */
export async function readReport(tx: Db, id: string): Promise<ReportDetail & { parentName: string | null }> {
  const row = await selectReports(tx).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`report ${id}`)
  const lines = await tx
    .selectFrom('platform.reportLine')
    .selectAll()
    .where('reportId', '=', id)
    .orderBy('position')
    .execute()
  const [now] = await figuresByAgency(tx, windowOf(row.period, new Date()), row.agencyId)
  return {
    ...presentReport(row),
    parentName: row.parentName,
    lines: lines.map((line) => {
      // Written by createReport in these very forms.
      const figure = line.figure as IndicatorFigure
      const parts = line.parts as ReportLine['parts']
      const today = now ?? { ...sumFigures([]), agency: figure.agency }
      return {
        key: line.key,
        indicator: line.indicator,
        text: line.text,
        figureText: line.figureText,
        parts,
        figure,
        today,
      }
    }),
  }
}
