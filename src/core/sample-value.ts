import { isRaised, type RuleCondition } from './condition.ts'

export type Limit = Pick<RuleCondition, 'op' | 'threshold'>

/**
 * A value that a device may send for a trial: well within its limits, so that nothing is alerted. Between the last value and the nearest
 * limit where both are known; of a series whose values are words, the first that no limit minds.
 */
export function sampleValue(
  limits: readonly Limit[],
  last: number | null,
  words: Readonly<Record<string, unknown>> | null,
): number {
  const isWell = (value: number) => !limits.some((limit) => isRaised({ ...limit, forS: 0 }, value))
  if (words) {
    const values = Object.keys(words).map(Number)
    return values.find(isWell) ?? values[0] ?? 0
  }
  const usual = last !== null && isWell(last) ? last : null
  const of = (sign: string) => limits.filter(({ op }) => op.startsWith(sign)).map(({ threshold }) => threshold)
  const [above, below] = [of('>'), of('<')]
  const high = above.length > 0 ? Math.min(...above) : null
  const low = below.length > 0 ? Math.max(...below) : null
  return (
    [roughly(between(low, high, usual)), usual, low === null ? null : low + 1].find(
      (value): value is number => value !== null && isWell(value),
    ) ?? roughly(between(low, high, usual))
  )
}

function between(low: number | null, high: number | null, usual: number | null): number {
  if (high !== null) return ((usual ?? low ?? (high > 0 ? 0 : high - 2)) + high) / 2
  if (low !== null) return usual === null ? low + Math.max(1, Math.abs(low) / 5) : (low + usual) / 2
  return usual ?? 1
}

/** Three digits are enough for a trial. */
const roughly = (value: number) => Number(value.toPrecision(3))
