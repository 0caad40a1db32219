import fc from 'fast-check'
import { expect, test } from 'vitest'
import { operators } from './condition.ts'
import { quietStep } from './quiet-step.ts'
import { type BoundRule, feedEach, initialRuleState, type RuleReading, type RuleState } from './rule-state.ts'

const reading = fc.record({ minute: fc.nat({ max: 60 }), value: fc.integer({ min: 0, max: 10 }) })
const batch = fc.oneof(
  fc.array(reading, { maxLength: 6 }),
  fc
    .uniqueArray(reading, { maxLength: 6, selector: ({ minute }) => minute })
    .map((all) => all.toSorted((a, b) => a.minute - b.minute)),
)
const rule: fc.Arbitrary<BoundRule> = fc.record({
  kind: fc.constant('threshold' as const),
  latenessS: fc.constantFrom(0, 0, 0, 120),
  limit: fc.record({
    op: fc.constantFrom(...operators),
    threshold: fc.integer({ min: 0, max: 12 }),
    forS: fc.constantFrom(0, 300),
  }),
})

test('where nothing happens the short way ends where looking at each reading ends', () => {
  let quiet = 0
  fc.assert(
    fc.property(rule, fc.array(batch, { minLength: 1, maxLength: 8 }), (rule, batches) => {
      let state: RuleState = initialRuleState
      for (const [turn, all] of batches.entries()) {
        const now = new Date(Date.UTC(2026, 0, 1, 12, turn))
        const readings: RuleReading[] = all.map(({ minute, value }) => ({
          ...{ at: new Date(Date.UTC(2026, 0, 1, turn, minute)), value, series: 'a', origin: 'device' as const },
        }))
        const slow = feedEach(rule, state, readings, now)
        const short = quietStep(rule, state, readings)
        if (short) {
          quiet++
          expect({ state: short, transitions: [] }).toEqual(slow)
        }
        state = slow.state
      }
    }),
    { numRuns: 2_000 },
  )
  expect(quiet).toBeGreaterThan(500)
})
