import { expect, test } from 'vitest'
import { hoursOf, windowFor, windowNames } from './chart-window.ts'

test('a chart begins on the shortest stretch in which its series makes a course', () => {
  const minute = 60
  const shown = [minute, 5 * minute, 10 * minute, 60 * minute, 360 * minute, 1_440 * minute, 86_400 * 40]
  expect(shown.map((cadenceS) => windowFor({ cadenceS, origin: 'device' }, null))).toEqual([
    ...(['hour', 'hour', 'day', 'day', 'week', 'month', 'year'] as const),
  ])
})

test('what is simulated in a hastened time comes further apart and is shown over a longer stretch', () => {
  const simulated = { cadenceS: 300, origin: 'simulated' } as const
  expect([null, 1, 60, 600, 36_000].map((speed) => windowFor(simulated, speed))).toEqual([
    ...(['hour', 'hour', 'day', 'day', 'day'] as const),
  ])
  expect(windowFor({ ...simulated, origin: 'device' }, 36_000)).toBe('hour')
})

test('the stretches are told from the shortest to the longest', () => {
  const hours = windowNames.map(hoursOf)
  expect(hours).toEqual(hours.toSorted((a, b) => a - b))
})
