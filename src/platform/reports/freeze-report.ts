import type { AgencyRef } from '../../core/api/common.ts'
import { judge } from '../../core/target.ts'
import type { Db } from '../db/pool.ts'
import type { Counted } from '../indicators/counted.ts'
import { type CountedRow, figureOfRows, readCounted } from '../indicators/figures.ts'
import { readQuality } from '../indicators/quality.ts'
import { findTarget } from '../indicators/targets.ts'
import { windowOf } from '../indicators/window.ts'
import { writeSentence, writeShortcoming } from './sentence.ts'

/** A statement of PostgreSQL takes 65,535 values at most. */
const rowsAtOnce = 1_000

interface Frozen {
  readonly reportId: string
  readonly agency: AgencyRef
  /** All that it counts, its own among them. */
  readonly covers: readonly number[]
  readonly period: string
  readonly cutOffAt: Date
}

/**
 * Writes the lines of a report: sentence, figure, target, what the data are worth, what fell short, and the rows counted. The first
 * indicator always has a line, the others where they counted anything.
 */
export async function freezeLines(tx: Db, report: Frozen, indicators: readonly Counted[]): Promise<void> {
  let position = 0
  for (const indicator of indicators) {
    const rows = await readCounted(tx, indicator, windowOf(report.period, report.cutOffAt), report.covers)
    if (rows.length === 0 && position > 0) continue
    position += 1
    await freezeLine(tx, report, indicator, position, rows)
  }
}

async function freezeLine(
  tx: Db,
  report: Frozen,
  { info, words, quality: statement }: Counted,
  position: number,
  rows: readonly CountedRow[],
): Promise<void> {
  const { reportId, agency, covers, period, cutOffAt } = report
  const target = await findTarget(tx, info.key, period)
  const { quality } = await readQuality(tx, statement, windowOf(period, cutOffAt), covers)
  // Not asked a second time: what is finished in between would stand in the figure and not in its rows.
  const figure = figureOfRows(agency, rows)
  const verdict = judge(figure.value, target?.value ?? null, info.better)
  const missed = verdict === 'missed' ? (target?.value ?? null) : null
  const shortcoming = writeShortcoming(info.name.vi, words, figure, missed)
  const sentence = writeSentence(words, figure, {
    period,
    cutOffAt,
    target: target?.value ?? null,
    below: covers.length - 1,
  })
  const line = { reportId, agencyId: agency.id, key: info.key }
  await tx
    .insertInto('platform.reportLine')
    .values({
      ...line,
      position,
      indicator: info.key,
      text: sentence.text,
      figureText: sentence.figureText,
      parts: JSON.stringify(sentence.parts),
      figure: JSON.stringify(figure),
      section: info.field.name.vi,
      shortcoming: shortcoming && JSON.stringify(shortcoming),
      target: target?.value ?? null,
      better: info.better,
      responsible: target?.responsible?.name ?? null,
      basis: info.basis,
      quality: JSON.stringify(quality),
    })
    .execute()
  await freezeRows(tx, { reportId, lineKey: info.key, agencyId: agency.id }, rows)
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
