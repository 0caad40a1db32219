import type { AlertCount, IndicatorFigure } from './api/indicators.ts'

type Counts = Pick<IndicatorFigure, 'fired' | 'inTime' | 'late' | 'notDue' | 'dismissed'>
export type CountKey = keyof Counts

/** A sum that adds up: what it begins with, then each step with its sign, and what it comes to. */
export interface FigureSum {
  readonly first: CountKey
  readonly steps: readonly { readonly sign: '+' | '-'; readonly key: CountKey }[]
  readonly result: CountKey
}

const keyOf: Record<AlertCount, CountKey> = {
  in_time: 'inTime',
  late: 'late',
  not_due: 'notDue',
  dismissed: 'dismissed',
}
const parts = ['inTime', 'late', 'notDue', 'dismissed'] as const

/**
 * How a number of a figure comes about: all that arose as the sum of its parts, one part as what remains of all without the others.
 * Parts of nothing are left out, so that the sum is as short as it can be.
 */
export function figureSum(figure: Counts, count: AlertCount | undefined): FigureSum {
  const result = count === undefined ? 'fired' : keyOf[count]
  const others = parts.filter((key) => key !== result && figure[key] !== 0)
  if (result === 'fired') {
    const [first = 'inTime', ...rest] = others
    return { first, steps: rest.map((key) => ({ sign: '+', key })), result }
  }
  return { first: 'fired', steps: others.map((key) => ({ sign: '-', key })), result }
}
