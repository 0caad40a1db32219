import fc from 'fast-check'
import { expect, test } from 'vitest'
import { operators } from './condition.ts'
import { courseOf, isQuiet, quietState, staysQuiet } from './quiet-rule.ts'
import { type BoundRule, feedRule, initialRuleState, type RuleReading } from './rule-state.ts'

const reading = fc.record({ minute: fc.nat({ max: 60 }), value: fc.integer({ min: 0, max: 10 }) })
const batch = fc.oneof(
  fc.array(reading, { minLength: 1, maxLength: 6 }),
  fc
    .uniqueArray(reading, { minLength: 1, maxLength: 6, selector: ({ minute }) => minute })
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

test('a rule of which nothing is kept while it is quiet stands where one stands that keeps everything', () => {
  const times = { passed: 0, forgotten: 0, late: 0 }
  fc.assert(
    fc.property(rule, fc.array(batch, { minLength: 1, maxLength: 8 }), (rule, batches) => {
      let state = initialRuleState
      let seenMs: number | null = null
      for (const [turn, all] of batches.entries()) {
        const now = new Date(Date.UTC(2026, 0, 1, 12, turn))
        const readings: RuleReading[] = all.map(({ minute, value }) => ({
          // Turns overlap by half an hour, so that some come late.
          ...{
            at: new Date(Date.UTC(2026, 0, 1, 0, turn * 30 + minute)),
            value,
            series: 'a',
            origin: 'device' as const,
          },
        }))
        const course = courseOf(readings, seenMs)
        const wasQuiet = isQuiet(rule, state) || state === initialRuleState
        const passes = wasQuiet && course !== null && staysQuiet(rule, course)
        const { state: after, transitions } = feedRule(rule, state, readings, now)
        seenMs = Math.max(seenMs ?? Number.NEGATIVE_INFINITY, ...readings.map(({ at }) => at.getTime()))
        state = { ...after, lateCount: 0, lateMs: null }
        if (passes) {
          times.passed++
          times.late += after.lateCount
          expect(course?.late).toBe(after.lateCount)
          expect(transitions).toEqual([])
          expect(isQuiet(rule, state)).toBe(true)
        }
        if (!isQuiet(rule, state)) continue
        times.forgotten++
        expect(quietState('a', seenMs)).toEqual(state)
      }
    }),
    { numRuns: 2_000 },
  )
  expect(times.passed).toBeGreaterThan(500)
  expect(times.late).toBeGreaterThan(100)
  expect(times.forgotten).toBeGreaterThan(times.passed)
})
