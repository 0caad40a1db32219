import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BoundRule, feedRule, initialRuleState, type RuleReading, tickRule } from '../../src/core/rule-state.ts'
import { dateOf, ruleCases, runRule } from './random-rules.ts'
import { slowRule } from './slow-rules.ts'

const same = <T>(state: T) => state

test('rules find what a slow evaluator finds that looks everything up anew for each minute', () => {
  fc.assert(
    fc.property(ruleCases, ({ rule, arrivals }) => {
      expect(runRule(rule, arrivals, same)).toEqual(slowRule(rule, arrivals))
    }),
    { numRuns: 300 },
  )
})

const level: BoundRule = { kind: 'threshold', latenessS: 120, limit: { op: '>=', threshold: 3, forS: 0, clear: 3 } }
const reading = (minute: number, value: number, series = 'a'): RuleReading => ({
  at: dateOf(minute),
  value,
  series,
  origin: 'device',
})

test('a reading later than the bound changes nothing and is counted', () => {
  const { state } = feedRule(level, initialRuleState, [reading(10, 1)], dateOf(10))
  const late = feedRule(level, state, [reading(7, 9)], dateOf(11))
  expect(late.transitions).toEqual([])
  expect(late.state).toMatchObject({ lateCount: 1, lateMs: dateOf(11).getTime(), held: state.held })
})

test('one within the bound is evaluated before what came earlier and happened later', () => {
  const first = feedRule(level, initialRuleState, [reading(10, 1)], dateOf(10))
  const second = feedRule(level, first.state, [reading(9, 9)], dateOf(11))
  const { transitions } = tickRule(level, second.state, dateOf(12))
  expect(transitions.map(({ kind, reading: { at } }) => [kind, at])).toEqual([
    ['firing', dateOf(9)],
    ['resolved', dateOf(10)],
  ])
})

test('the same instant again, with whatever value, does not fire anew', () => {
  const { state } = feedRule({ ...level, latenessS: 0 }, initialRuleState, [reading(10, 1)], dateOf(10))
  const again = feedRule({ ...level, latenessS: 0 }, state, [reading(10, 9)], dateOf(11))
  expect(again).toEqual({ state, transitions: [] })
})

test('a series that lags behind the other one still counts with its latest value', () => {
  const limit = { op: '>=', threshold: 3, forS: 0, clear: 3 } as const
  const both: BoundRule = {
    kind: 'combination',
    latenessS: 0,
    match: 'all',
    parts: [
      { series: 'a', limit },
      { series: 'b', limit },
    ],
    maxAgeS: 3_600,
    forS: 0,
  }
  const first = feedRule(both, initialRuleState, [reading(10, 5)], dateOf(10))
  const { transitions } = feedRule(both, first.state, [reading(8, 5, 'b')], dateOf(11))
  expect(transitions).toMatchObject([{ kind: 'firing', reading: { at: dateOf(10) } }])
})

test('a rise is measured from the oldest reading of the window, and across a gap nothing is said', () => {
  const rise: BoundRule = {
    kind: 'rate',
    latenessS: 0,
    windowS: 3_600,
    limit: { op: '>', threshold: 0.3, forS: 0, clear: 0.3 },
  }
  const values = [reading(0, 1), reading(10, 2), reading(60, 1.31), reading(61, 2.3), reading(300, 9)]
  const { transitions, state } = feedRule(rise, initialRuleState, values, dateOf(300))
  expect(transitions).toMatchObject([{ kind: 'firing', reading: { at: dateOf(60) } }])
  expect(transitions[0]?.reading.value).toBeCloseTo(0.31)
  expect(state.alert.phase).toBe('firing')
})
