import type { IndicatorFigure, Report, ReportDetail, ReportLine } from '../../core/api/indicators.ts'
import { AppError, notFound } from '../../core/error.ts'
import { periodLabel } from '../../core/period.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import { type Counted, indicatorsFor } from '../indicators/counted.ts'
import { type CountedRow, figureOfRows, figuresByAgency, readCounted, sumFigures } from '../indicators/figures.ts'
import { windowOf } from '../indicators/window.ts'
import { announce } from '../live/events.ts'
import { nextNumber } from '../work/numbers.ts'
import { writeSentence } from './sentence.ts'

/** A statement of PostgreSQL takes 65,535 values at most. */
const rowsAtOnce = 1_000

/**
 * Writes a report of an agency for a period and freezes it: its sentences, its figures and the rows each figure was counted from. One
 * line for alerts, and one for each further indicator that the actor may see and that counted anything.
 * @returns its id
 * @throws {AppError} `unknown_agency` for one the actor may not see, `period_not_begun`
 */
export async function createReport(
  tx: Db,
  actor: Actor,
  wanted: { period: string; agencyId: number },
  indicators: ReadonlyMap<string, Counted>,
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
  const id = uuidv7(now)
  await tx
    .insertInto('platform.report')
    .values({
      id,
      number: await nextNumber(tx, 'BC', now),
      title: `Kết quả công tác ${periodLabel(wanted.period, 'vi')}`,
      agencyId: agency.id,
      period: wanted.period,
      cutOffAt: window.cutOffAt,
      createdAt: now,
      createdBy: actor.accountId,
      createdByName: actor.name,
      demonstration: agency.demonstration,
    })
    .execute()
  const owner = { id: agency.id, code: agency.code, name: agency.name }
  let position = 0
  for (const indicator of indicatorsFor(indicators, actor.permissions)) {
    const rows = await readCounted(tx, indicator, window, agency.id)
    if (rows.length === 0 && position > 0) continue
    // Not asked a second time: what is finished in between would stand in the figure and not in its rows.
    const figure = figureOfRows(owner, rows)
    const sentence = writeSentence(indicator.words, figure, wanted.period, window.cutOffAt)
    const line = { reportId: id, agencyId: agency.id, key: indicator.info.key, indicator: indicator.info.key }
    await tx
      .insertInto('platform.reportLine')
      .values({
        ...line,
        position: ++position,
        text: sentence.text,
        figureText: sentence.figureText,
        parts: JSON.stringify(sentence.parts),
        figure: JSON.stringify(figure),
      })
      .execute()
    await freezeRows(tx, { reportId: id, lineKey: line.key, agencyId: agency.id }, rows)
  }
  await writeAudit(tx, actor, { agencyId: agency.id, action: 'report.created', subject: { kind: 'report', id } })
  await announce(tx, { kind: 'report', action: 'created', ids: [id], agencies: [agency.id] })
  return id
}

async function freezeRows(
  tx: Db,
  line: { reportId: string; lineKey: string; agencyId: number },
  rows: readonly CountedRow[],
): Promise<void> {
  const frozen = rows.map(({ place, kind, thingId, dueAt, doneAt, count }) => ({
    ...line,
    place,
    kind,
    thingId,
    dueAt,
    doneAt,
    count,
  }))
  for (let start = 0; start < frozen.length; start += rowsAtOnce) {
    await tx
      .insertInto('platform.reportRow')
      .values(frozen.slice(start, start + rowsAtOnce))
      .execute()
  }
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
export async function readReport(
  tx: Db,
  id: string,
  indicators: ReadonlyMap<string, Counted>,
): Promise<ReportDetail & { parentName: string | null }> {
  const row = await selectReports(tx).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`report ${id}`)
  const lines = await tx
    .selectFrom('platform.reportLine')
    .selectAll()
    .where('reportId', '=', id)
    .orderBy('position')
    .execute()
  const window = windowOf(row.period, new Date())
  const today = new Map<string, IndicatorFigure>()
  for (const { indicator } of lines) {
    const counted = indicators.get(indicator)
    if (!counted) continue
    const [figure] = await figuresByAgency(tx, counted, window, row.agencyId)
    today.set(indicator, figure ?? { ...sumFigures([]), agency: presentReport(row).agency })
  }
  return {
    ...presentReport(row),
    parentName: row.parentName,
    lines: lines.map((line) => {
      // Written by createReport in these very forms.
      const figure = line.figure as IndicatorFigure
      const parts = line.parts as ReportLine['parts']
      return {
        key: line.key,
        indicator: line.indicator,
        text: line.text,
        figureText: line.figureText,
        parts,
        figure,
        today: today.get(line.indicator) ?? null,
      }
    }),
  }
}
