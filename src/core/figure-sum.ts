import { type CountKey as Counted, type CountedAs, countKeys } from './counted-as.ts'

export type CountKey = Counted | 'fired'
type Counts = Readonly<Record<CountKey, number>>

/** A sum that adds up: what it begins with, then each step with its sign, and what it comes to. */
export interface FigureSum {
  readonly first: CountKey
  readonly steps: readonly { readonly sign: '+' | '-'; readonly key: CountKey }[]
  readonly result: CountKey
}

const parts = Object.values(countKeys)

/**
 * How a number of a figure comes about: all that arose as the sum of its parts, one part as what remains of all without the others.
 * Parts of nothing are left out, so that the sum is as short as it can be.
 */
export function figureSum(figure: Counts, count: CountedAs | undefined): FigureSum {
  const result = count === undefined ? 'fired' : countKeys[count]
  const others = parts.filter((key) => key !== result && figure[key] !== 0)
  if (result === 'fired') {
    const [first = 'inTime', ...rest] = others
    return { first, steps: rest.map((key) => ({ sign: '+', key })), result }
  }
  return { first: 'fired', steps: others.map((key) => ({ sign: '-', key })), result }
}
