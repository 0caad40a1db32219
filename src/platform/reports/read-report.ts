import { sql } from 'kysely'
import type { IndicatorFigure, Quality } from '../../core/api/indicators.ts'
import type { Report, ReportDetail, ReportLine } from '../../core/api/reports.ts'
import { notFound } from '../../core/error.ts'
import { isReportOpen, refuseReportMove, reportMoves } from '../../core/report-state.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import type { Counted } from '../indicators/counted.ts'
import { figuresByAgency, sumFigures } from '../indicators/figures.ts'
import { windowOf } from '../indicators/window.ts'

/** Reports the transaction's actor may see, before any condition. */
export function selectReports(tx: Db) {
  return tx
    .selectFrom('platform.report as r')
    .innerJoin('platform.agency as ag', 'ag.id', 'r.agencyId')
    .leftJoin('platform.agency as parent', 'parent.id', 'ag.parentId')
    .selectAll('r')
    .select(['ag.code as agencyCode', 'ag.name as agencyName', 'parent.name as parentName'])
}

/** Of several versions of a report `r` the last. */
export const isNewest = sql<boolean>`not exists (
  select from platform.report newer where newer.number = r.number and newer.version > r.version)`

type ReportRow = Awaited<ReturnType<ReturnType<typeof selectReports>['execute']>>[number]

const person = (id: number | null, name: string | null) => (id === null || name === null ? null : { id, name })

export function presentReport(row: ReportRow): Report {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    state: row.state,
    title: row.title,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    below: (row.covers?.length ?? 1) - 1,
    period: row.period,
    cutOffAt: iso(row.cutOffAt),
    createdAt: iso(row.createdAt),
    createdBy: { id: row.createdBy, name: row.createdByName },
    sentAt: isoOrNull(row.sentAt),
    sentBy: person(row.sentBy, row.sentByName),
    decidedAt: isoOrNull(row.decidedAt),
    decidedBy: person(row.decidedBy, row.decidedByName),
    demonstration: row.demonstration,
  }
}

/** A report with its frozen lines, each beside the same figure of today, what people wrote, and what `actor` may do with it. */
export async function readReport(
  tx: Db,
  actor: Actor,
  id: string,
  indicators: ReadonlyMap<string, Counted>,
): Promise<ReportDetail & { parentName: string | null }> {
  const row = await selectReports(tx).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`report ${id}`)
  const report = presentReport(row)
  const texts = await readTexts(tx, id)
  const versions = await tx
    .selectFrom('platform.report')
    .select(['id', 'version', 'state', 'cutOffAt'])
    .where('number', '=', row.number)
    .orderBy('version', 'desc')
    .execute()
  const covers = row.covers ?? [row.agencyId]
  const seesAll = actor.reach === 'province' || covers.every((each) => actor.agencyIds.includes(each))
  const mayWrite = actor.permissions.has('reports.create') && actor.agencyIds.includes(row.agencyId)
  return {
    ...report,
    parentName: row.parentName,
    lines: await readLines(tx, report, seesAll ? covers : null, indicators),
    texts: texts.map(({ section, text, editedAt, editedBy, editedByName }) => ({
      ...{ section, text, editedAt: iso(editedAt) },
      editedBy: { id: editedBy, name: editedByName },
    })),
    steps: await readSteps(tx, id),
    versions: versions.map((each) => ({
      ...{ id: each.id, version: each.version, cutOffAt: iso(each.cutOffAt) },
      state: each.state,
    })),
    moves: reportMoves.map((move) => ({
      move,
      refusal: refuseReportMove(move, { state: report.state, writers: writersOf(row, texts) }, actor),
    })),
    seesAll,
    mayWrite: mayWrite && isReportOpen(report.state),
    mayCountAnew: mayWrite && versions[0]?.id === id,
  }
}

/** Accounts that made a report, sent it or wrote in it. */
export function writersOf(
  report: { createdBy: number; sentBy: number | null },
  texts: readonly { editedBy: number }[],
): number[] {
  return [report.createdBy, ...(report.sentBy === null ? [] : [report.sentBy]), ...texts.map((text) => text.editedBy)]
}

/** What people wrote in a report, in the order of its parts. */
export function readTexts(tx: Db, reportId: string) {
  return tx.selectFrom('platform.reportText').selectAll().where('reportId', '=', reportId).execute()
}

async function readSteps(tx: Db, reportId: string): Promise<ReportDetail['steps']> {
  const rows = await tx
    .selectFrom('platform.reportStep')
    .selectAll()
    .where('reportId', '=', reportId)
    .orderBy('id')
    .execute()
  return rows.map(({ kind, comment, at, byId, byName }) => ({
    ...{ kind, comment, at: iso(at), by: { id: byId, name: byName } },
  }))
}

/** Figures that were frozen before false alarms were told apart say nothing of them. */
const noFalseAlarm = { falseAlarm: 0 }

async function readLines(
  tx: Db,
  { id, period, agency }: Report,
  /** What today's figures are counted of; null: the asker does not see all of it, and half a figure is none. */
  covers: readonly number[] | null,
  indicators: ReadonlyMap<string, Counted>,
): Promise<ReportLine[]> {
  const lines = await tx
    .selectFrom('platform.reportLine')
    .selectAll()
    .where('reportId', '=', id)
    .orderBy('position')
    .execute()
  const window = windowOf(period, new Date())
  const found: ReportLine[] = []
  for (const line of lines) {
    const counted = indicators.get(line.indicator)
    const today = counted && covers ? sumFigures(await figuresByAgency(tx, counted, window, covers)) : null
    found.push({
      key: line.key,
      indicator: line.indicator,
      section: line.section ?? counted?.info.field.name.vi ?? null,
      text: line.text,
      figureText: line.figureText,
      // Written by freezeLines in these very forms.
      parts: line.parts as ReportLine['parts'],
      shortcoming: line.shortcoming as ReportLine['shortcoming'],
      figure: { ...noFalseAlarm, ...(line.figure as IndicatorFigure) },
      target: line.target,
      better: line.better,
      responsible: line.responsible,
      quality: line.quality as Quality | null,
      basis: line.basis,
      today: today && { ...today, agency },
    })
  }
  return found
}
