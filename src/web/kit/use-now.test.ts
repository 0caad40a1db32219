import { expect, test } from 'vitest'
import { steppedAge } from './use-now.ts'

test('ages tick every second under a minute, then every half minute, or with the beat where that is shorter', () => {
  expect([0, 999, 1_000, 59_999].map((ms) => steppedAge(ms, 600))).toEqual([0, 0, 1_000, 59_000])
  expect([60_000, 89_999, 90_000].map((ms) => steppedAge(ms, 600))).toEqual([60_000, 60_000, 90_000])
  expect([65_000, 70_500].map((ms) => steppedAge(ms, 10))).toEqual([60_000, 70_000])
  expect(steppedAge(-5_000, 60)).toBe(0)
})
