import { expect, test } from 'vitest'
import { restartDelayMs } from './restart-delay.ts'

const pace = { firstMs: 2_000, maxMs: 300_000 }

test('each further end doubles the wait, up to the longest', () => {
  expect([1, 2, 3, 8, 9, 5_000].map((failures) => restartDelayMs(failures, pace, 1))).toEqual([
    2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
  ])
})

test('chance takes at most half of the wait', () => {
  expect(restartDelayMs(3, pace, 0)).toBe(4_000)
  expect(restartDelayMs(3, pace, 0.5)).toBe(6_000)
})
