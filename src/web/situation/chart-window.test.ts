import { expect, test } from 'vitest'
import { hoursOf, windowFor, windowNames } from './chart-window.ts'

test('a chart begins on the shortest stretch in which its series makes a course', () => {
  const minute = 60
  const shown = [minute, 5 * minute, 10 * minute, 60 * minute, 360 * minute, 1_440 * minute, 86_400 * 40]
  expect(shown.map((cadenceS) => windowFor({ cadenceS }))).toEqual([
    ...(['hour', 'hour', 'day', 'day', 'week', 'month', 'year'] as const),
  ])
})

test('the stretches are told from the shortest to the longest', () => {
  const hours = windowNames.map(hoursOf)
  expect(hours).toEqual(hours.toSorted((a, b) => a - b))
})
