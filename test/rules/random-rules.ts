import fc from 'fast-check'
import { type Operator, operators, type RuleCondition } from '../../src/core/condition.ts'
import { courseOf, isQuiet, standOf, staysQuiet } from '../../src/core/quiet-rule.ts'
import { type BoundRule, dueOf, feedRule, type RuleState, type RuleStep, tickRule } from '../../src/core/rule-state.ts'
import type { Arrival } from './slow-rules.ts'

const startMs = Date.parse('2026-11-20T00:00:00Z')
/** Minutes of the series; the clock runs on after the last one. */
const lengthMinutes = 60

export const dateOf = (minute: number): Date => new Date(startMs + minute * 60_000)

const limitOf = (threshold: fc.Arbitrary<number>): fc.Arbitrary<RuleCondition> =>
  fc
    .record({
      op: fc.constantFrom<Operator>(...operators),
      threshold,
      milder: fc.constantFrom(0, 0, 1, 2),
      forS: fc.constantFrom(0, 0, 60, 300, 600),
    })
    .map(({ op, threshold: limit, milder, forS }) => ({
      op,
      threshold: limit,
      forS,
      clear: op.startsWith('>') ? limit - milder : limit + milder,
    }))
const latenessS = fc.constantFrom(0, 0, 60, 300, 900)
const limit = limitOf(fc.integer({ min: 2, max: 6 }))

const rules: fc.Arbitrary<BoundRule> = fc.oneof(
  fc.record({ kind: fc.constant('threshold' as const), latenessS, limit }),
  fc.record({
    kind: fc.constant('rate' as const),
    latenessS,
    limit: limitOf(fc.integer({ min: -60, max: 60 })),
    windowS: fc.constantFrom(120, 600, 1_200),
  }),
  fc.record({
    kind: fc.constant('combination' as const),
    latenessS,
    match: fc.constantFrom('all' as const, 'any' as const),
    parts: fc.tuple(limit, limit).map(([a, b]) => [
      { series: 'a', limit: a },
      { series: 'b', limit: b },
    ]),
    maxAgeS: fc.constantFrom(300, 900),
    forS: fc.constantFrom(0, 60, 300),
  }),
)

const points = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: lengthMinutes }),
    value: fc.integer({ min: 0, max: 8 }),
    delay: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 25 })),
    second: fc.boolean(),
    twice: fc.constantFrom(false, false, false, true),
  }),
  { maxLength: 80 },
)

/** A rule, and what came in, in the order it came: with gaps, late, out of order and twice. */
export const ruleCases: fc.Arbitrary<{ rule: BoundRule; arrivals: Arrival[] }> = fc
  .record({ rule: rules, list: points })
  .map(({ rule, list }) => {
    const arrivals = list.flatMap(({ at, value, delay, second, twice }): Arrival[] => {
      // Two series are in one order only as far as both keep within the bound.
      const bounded = rule.kind === 'combination' ? Math.min(delay, rule.latenessS / 60) : delay
      const one = { at, value, received: at + bounded, series: rule.kind === 'combination' && second ? 'b' : 'a' }
      return twice ? [one, { ...one, received: one.received + (rule.kind === 'combination' ? 0 : 3) }] : [one]
    })
    return { rule, arrivals: arrivals.toSorted((a, b) => a.received - b.received) }
  })

/**
 * The same through the rules' own steps, what came in one minute together, with the clock in between.
 * @param keep what the state goes through between two steps, e.g. JSON
 */
export function runRule(
  rule: BoundRule,
  arrivals: readonly Arrival[],
  keep: (state: RuleState) => RuleState,
): string[] {
  const found: string[] = []
  let kept: RuleState | null = null
  let seenMs: number | null = null
  const stand = () => standOf(rule, 'a', kept, seenMs)
  const take = ({ state: after, transitions }: RuleStep) => {
    kept = isQuiet(rule, { ...after, lateCount: 0 }) ? null : keep(after)
    for (const { kind, reading } of transitions) found.push(`${kind} ${(reading.at.getTime() - startMs) / 60_000}`)
  }
  for (let minute = 0; minute <= lengthMinutes * 3; minute++) {
    const now = dateOf(minute)
    const together = arrivals.filter(({ received }) => received === minute)
    const readings = together.map(({ at, value, series }) => ({
      at: dateOf(at),
      value,
      series,
      origin: 'device' as const,
    }))
    const course = courseOf(readings, seenMs)
    const isNothing = !kept && course !== null && staysQuiet(rule, course)
    if (readings.length > 0 && !isNothing) take(feedRule(rule, stand(), readings, now))
    for (const { at } of readings) seenMs = Math.max(seenMs ?? at.getTime(), at.getTime())
    const due = dueOf(rule, stand())
    if (due && due <= now) take(tickRule(rule, stand(), now))
  }
  return found
}
