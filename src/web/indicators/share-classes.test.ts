import { expect, test } from 'vitest'
import { shareClass, shareLimits } from './share-classes.ts'

test.each([
  [
    [0.95, 0.97, 1],
    [0.9, 0.93, 0.96, 0.99],
  ],
  [
    [0.1, 0.97, 1],
    [0.9, 0.93, 0.96, 0.99],
  ],
  [
    [0.1, 0.85, 1],
    [0.8, 0.85, 0.9, 0.95],
  ],
  [
    [0.5, 0.65],
    [0.6, 0.7, 0.8, 0.9],
  ],
  [
    [0.1, 0.1, 1],
    [0.2, 0.4, 0.6, 0.8],
  ],
  [[0.3], [0.2, 0.4, 0.6, 0.8]],
  [[], [0.9, 0.93, 0.96, 0.99]],
])('the classes of %j begin at %j', (shares, limits) => {
  expect(shareLimits(shares)).toEqual(limits)
})

test('a limit belongs to the class that begins there; all is the last class', () => {
  const limits = [0.9, 0.93, 0.96, 0.99]
  expect([0, 0.899, 0.9, 0.95, 0.96, 0.99, 1].map((share) => shareClass(share, limits))).toEqual([0, 0, 1, 2, 3, 4, 4])
})
