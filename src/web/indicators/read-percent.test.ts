import { expect, test } from 'vitest'
import { readPercent } from './read-percent.ts'

test.each([
  ['92,5', 0.925],
  [' 92.5 % ', 0.925],
  ['100', 1],
  ['0', 0],
  ['33,333', 0.33333],
])('«%s» is %d', (written, share) => {
  expect(readPercent(written)).toBe(share)
})

test.each(['', 'chín mươi', '101', '-1', '9,5,5', '1e1'])('«%s» is no percentage', (written) => {
  expect(readPercent(written)).toBeNaN()
})
