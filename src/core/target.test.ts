import { expect, test } from 'vitest'
import { judge, targetPeriods } from './target.ts'

test.each([
  ['2026-11-21', ['2026-11', '2026-Q4', '2026']],
  ['2026-11', ['2026-11', '2026-Q4', '2026']],
  ['2026-01', ['2026-01', '2026-Q1', '2026']],
  ['2026-Q4', ['2026-Q4', '2026']],
  ['2026', ['2026']],
])('in %s the target of %j holds, the first that is set', (period, periods) => {
  expect(targetPeriods(period)).toEqual(periods)
})

test.each([
  [0.9, 0.95, 'higher', 'missed'],
  [0.95, 0.95, 'higher', 'met'],
  [0.96, 0.95, 'higher', 'met'],
  [0.04, 0.05, 'lower', 'met'],
  [0.05, 0.05, 'lower', 'met'],
  [0.06, 0.05, 'lower', 'missed'],
] as const)('%d beside %d, %s is better: %s', (value, target, better, verdict) => {
  expect(judge(value, target, better)).toBe(verdict)
})

test('without a value or a target nothing is judged', () => {
  expect(judge(null, 0.9, 'higher')).toBeNull()
  expect(judge(0.9, null, 'lower')).toBeNull()
})
