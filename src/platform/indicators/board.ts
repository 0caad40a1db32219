import type { BoardIndicator } from '../../core/api/indicators.ts'
import { shiftPeriod } from '../../core/period.ts'
import { judge } from '../../core/target.ts'
import type { Db } from '../db/pool.ts'
import type { Counted } from './counted.ts'
import { figuresOver } from './course.ts'
import { figuresByAgency, sumFigures } from './figures.ts'
import { readLateShares } from './late.ts'
import { readQuality } from './quality.ts'
import { findTarget } from './targets.ts'
import { windowOf } from './window.ts'

/** A year of months, three years of quarters. */
const courseLength = 12

/** All that is said of an indicator in a period at one look, as the transaction's actor sees it. */
export async function readBoardIndicator(
  tx: Db,
  counted: Counted,
  period: string,
  cutOffAt: Date,
): Promise<BoardIndicator> {
  const { info } = counted
  const window = windowOf(period, cutOffAt)
  const byAgency = await figuresByAgency(tx, counted, window)
  const figure = sumFigures(byAgency)
  const before = Array.from({ length: courseLength - 1 }, (_, at) => shiftPeriod(period, at - courseLength + 1))
  const course = await figuresOver(
    tx,
    counted,
    before.map((each) => windowOf(each, cutOffAt)),
  )
  const target = await findTarget(tx, info.key, period)
  const points = [...before, period].map((each, at) => {
    const { value, fired } = course[at] ?? figure
    return { period: each, value, fired }
  })
  return {
    indicator: info,
    figure,
    agencies: byAgency.length,
    onlyAgency: byAgency.length === 1 ? (byAgency[0]?.agency ?? null) : null,
    points,
    target,
    verdict: judge(figure.value, target?.value ?? null, info.better),
    late: await readLateShares(tx, counted, window),
    ...(await readQuality(tx, counted.quality, window)),
  }
}
