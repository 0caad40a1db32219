import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AlertState, initialAlertState, type StateReading, stepAlert } from './alert-state.ts'
import { conditionFault, type Operator, operators, type RuleCondition } from './condition.ts'

const start = Date.parse('2026-11-20T00:00:00Z')
const at = (minute: number) => new Date(start + minute * 60_000)
const level: RuleCondition = { op: '>=', threshold: 3, forS: 0, clear: 2.8 }

function run(condition: RuleCondition, readings: readonly StateReading[]) {
  let state: AlertState = initialAlertState
  const transitions: string[] = []
  for (const reading of readings) {
    const step = stepAlert(state, condition, reading)
    state = step.state
    if (step.transition) transitions.push(`${step.transition.kind} ${minuteOf(step.transition.reading.at)}`)
  }
  return { state, transitions }
}

const minuteOf = (instant: Date) => (instant.getTime() - start) / 60_000
const series = (...values: number[]) => values.map((value, minute) => ({ at: at(minute), value }))

test('a level at the threshold fires at once when `forS` is 0', () => {
  const { state, transitions } = run(level, series(2.9, 3))
  expect(transitions).toEqual(['firing 1'])
  expect(state).toEqual({ phase: 'firing', pendingSince: at(1), firedAt: at(1), lastAt: at(1) })
})

test('an alert that clears within `forS` never fires', () => {
  expect(run({ ...level, forS: 120 }, series(3, 3.1, 2.9, 3, 3.1)).transitions).toEqual([])
})

test('it fires with the reading at which the condition has held for `forS`', () => {
  expect(run({ ...level, forS: 120 }, series(2.9, 3, 3.1, 3.2, 3.3)).transitions).toEqual(['firing 3'])
})

test('a firing alert resolves only below its clear limit', () => {
  expect(run(level, series(3, 2.9, 2.8, 3.5, 2.79, 2.9, 3)).transitions).toEqual(['firing 0', 'resolved 4', 'firing 6'])
})

test('a reading that comes late or twice changes nothing', () => {
  const first = run(level, series(1, 1, 1)).state
  for (const minute of [0, 1.5, 2]) {
    expect(stepAlert(first, level, { at: at(minute), value: 9 })).toEqual({ state: first, transition: null })
  }
})

test.each<[RuleCondition, RegExp | null]>([
  [level, null],
  [{ op: '<', threshold: 20, forS: 60, clear: 25 }, null],
  [{ op: '>=', threshold: 3, forS: 0, clear: 3.1 }, /milder side/],
  [{ op: '<=', threshold: 3, forS: 0, clear: 2.9 }, /milder side/],
  [{ op: '>', threshold: Number.NaN, forS: 0 }, /threshold/],
  [{ op: '>', threshold: 1, forS: -1 }, /forS/],
])('%j: its fault is %s', (condition, fault) => {
  const found = conditionFault(condition)
  if (fault) expect(found).toMatch(fault)
  else expect(found).toBeNull()
})

const conditions = fc
  .record({
    op: fc.constantFrom<Operator>(...operators),
    threshold: fc.integer({ min: 2, max: 6 }),
    forS: fc.constantFrom(0, 60, 120, 300),
    milder: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ milder, ...rule }): RuleCondition => {
    return { ...rule, clear: rule.op.startsWith('>') ? rule.threshold - milder : rule.threshold + milder }
  })
const arrivals = fc.array(
  fc.record({ minute: fc.integer({ min: 0, max: 40 }), value: fc.integer({ min: 0, max: 8 }) }),
  {
    maxLength: 60,
  },
)

test('step by step it finds what an evaluator finds that looks at the whole series', () => {
  fc.assert(
    fc.property(conditions, arrivals, (condition, list) => {
      const readings = list.map(({ minute, value }) => ({ at: at(minute), value }))
      expect(run(condition, readings).transitions).toEqual(evaluateWhole(condition, list))
    }),
    { numRuns: 2_000 },
  )
})

test('stopping anywhere and going on from the kept state, with a resent part, gives the same transitions', () => {
  fc.assert(
    fc.property(conditions, arrivals, fc.nat(60), (condition, list, cut) => {
      const readings = list.map(({ minute, value }) => ({ at: at(minute), value }))
      const resent = [...readings.slice(0, cut), ...readings.slice(0, cut), ...readings.slice(cut)]
      expect(run(condition, resent).transitions).toEqual(run(condition, readings).transitions)
    }),
  )
})

/** Slow and obvious: drop what came late, then look for the first firing and the first resolving again and again. */
function evaluateWhole(condition: RuleCondition, list: readonly { minute: number; value: number }[]): string[] {
  const kept = list.filter(({ minute }, i) => list.slice(0, i).every((earlier) => earlier.minute < minute))
  const beyond = (value: number, limit: number) =>
    ({ '>=': value >= limit, '>': value > limit, '<=': value <= limit, '<': value < limit })[condition.op]
  const found: string[] = []
  let from = 0
  for (;;) {
    const fires = kept.findIndex((reading, i) =>
      kept.some((first, j) => {
        const window = kept.slice(j, i + 1)
        const isLongEnough = (reading.minute - first.minute) * 60 >= condition.forS
        return j >= from && j <= i && isLongEnough && window.every(({ value }) => beyond(value, condition.threshold))
      }),
    )
    if (fires < 0) return found
    found.push(`firing ${kept[fires]?.minute}`)
    const clear = condition.clear ?? condition.threshold
    const resolves = kept.findIndex(({ value }, i) => i > fires && !beyond(value, clear))
    if (resolves < 0) return found
    found.push(`resolved ${kept[resolves]?.minute}`)
    from = resolves
  }
}
