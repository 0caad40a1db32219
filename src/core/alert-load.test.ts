import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeLoad, loadGoals, shareOut, spanOfAverage } from './alert-load.ts'

test('a calm day of two officers is within, the same for one is not', () => {
  const day = { slots: 144, lines: 200, most: 18, standing: 4 }
  expect(judgeLoad(day, 2)).toMatchObject({
    calm: { isWithin: true },
    upset: { value: 9, isWithin: true },
    standing: { isWithin: true },
  })
  expect(judgeLoad(day, 1)).toMatchObject({ calm: { isWithin: false }, upset: { isWithin: false } })
  expect(judgeLoad({ ...day, standing: loadGoals.standing }, 2).standing.isWithin, 'under five').toBe(false)
})

test('the average says over how many hours it is taken, and whether these are the whole period', () => {
  const week = { from: '2026-11-17T17:00:00.000Z', to: '2026-11-24T02:55:00.000Z' }
  expect(spanOfAverage({ ...week, slots: 9 })).toEqual({ hours: 1.5, isWhole: false })
  expect(spanOfAverage({ ...week, slots: 924 })).toEqual({ hours: 154, isWhole: true })
})

test('nothing happened: nothing is asked of anybody', () => {
  expect(judgeLoad({ slots: 0, lines: 0, most: 0, standing: 0 }, 1).calm).toEqual({ value: 0, isWithin: true })
  expect(shareOut({ crit: 0, major: 0, minor: 0, info: 12 })).toBeNull()
})

test('shares add up to a hundred, none below nothing, each within one of what it is', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), fc.nat(50), (crit, major, minor, info) => {
      const shares = shareOut({ crit, major, minor, info })
      if (!shares) return expect(crit + major + minor).toBe(0)
      const all = crit + major + minor
      expect(shares.crit + shares.major + shares.minor).toBe(100)
      expect(Math.min(shares.crit, shares.major, shares.minor)).toBeGreaterThanOrEqual(0)
      for (const [share, lines] of [
        [shares.crit, crit],
        [shares.major, major],
        [shares.minor, minor],
      ] as const)
        expect(Math.abs(share - (lines * 100) / all)).toBeLessThanOrEqual(1)
    }),
  )
})
