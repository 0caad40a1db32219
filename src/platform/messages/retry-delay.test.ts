import { expect, test } from 'vitest'
import { retryDelayMs } from './retry-delay.ts'

test('a minute after the first try, twice as long each time, never above six hours', () => {
  const minutes = [1, 2, 3, 4, 5, 9, 10, 50].map((attempts) => retryDelayMs(attempts, 0.5) / 60_000)
  expect(minutes).toEqual([1, 2, 4, 8, 16, 256, 360, 360])
})

test('a fifth more or less, so that what failed together does not come back together', () => {
  expect([0, 1].map((chance) => retryDelayMs(1, chance))).toEqual([48_000, 72_000])
})
