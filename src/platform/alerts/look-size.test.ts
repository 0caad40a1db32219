import { expect, test } from 'vitest'
import { firstBatches, leastBatches, mostBatches, nextLookSize } from './look-size.ts'

test('looks grow while they are short, shrink while they are long or fail, and stay between least and most', () => {
  let size = firstBatches
  for (let look = 0; look < 20; look++) size = nextLookSize(size, 10)
  expect(size).toBe(mostBatches)
  expect(nextLookSize(size, 1_000)).toBe(size)
  expect(nextLookSize(size, 2_001)).toBe(size / 2)
  expect(nextLookSize(size, null)).toBe(size / 2)
  for (let look = 0; look < 20; look++) size = nextLookSize(size, 60_000)
  expect(size).toBe(leastBatches)
})

test('whatever a batch costs, a look settles where it takes about as long as it may', () => {
  for (const batchMs of [1, 20, 150, 390]) {
    let size = firstBatches
    for (let look = 0; look < 30; look++) size = nextLookSize(size, size * batchMs)
    expect(size * batchMs, `${batchMs} ms a batch`).toBeLessThanOrEqual(2_000)
  }
})
