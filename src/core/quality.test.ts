import { expect, test } from 'vitest'
import { qualityState } from './quality.ts'

test.each([
  [null, 'unknown'],
  [{ good: 0, of: 0 }, 'unknown'],
  [{ good: 1, of: 1 }, 'yes'],
  [{ good: 999, of: 1_000 }, 'partly'],
  [{ good: 1, of: 2 }, 'partly'],
  [{ good: 49, of: 100 }, 'no'],
  [{ good: 0, of: 3 }, 'no'],
])('%j is %s', (tally, state) => {
  expect(qualityState(tally)).toBe(state)
})
