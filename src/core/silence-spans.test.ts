import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findSilences } from './silence-spans.ts'

const minute = 60_000

it('a hole is told where it is longer than five beats, at the edges too', () => {
  const window = { fromMs: 0, toMs: 100 * minute }
  expect(
    findSilences(
      [20, 21, 22, 60, 95].map((n) => n * minute),
      window,
      120,
    ),
  ).toEqual([
    { fromMs: 0, toMs: 20 * minute },
    { fromMs: 23 * minute, toMs: 60 * minute },
    { fromMs: 61 * minute, toMs: 95 * minute },
  ])
})

it('where nothing is expected nothing is missing, and a slow rhythm has no holes within its beats', () => {
  const window = { fromMs: 0, toMs: 600 * minute }
  expect(findSilences([], window, null)).toEqual([])
  expect(
    findSilences(
      [100, 200, 300, 400, 500].map((n) => n * minute),
      window,
      3_600,
    ),
  ).toEqual([])
})

it('minute by minute: a minute lies in a told silence exactly if the run of unheard minutes around it is long enough', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 119 })), fc.integer({ min: 10, max: 400 }), (heard, beatS) => {
      const minutes = heard.toSorted((a, b) => a - b)
      const spans = findSilences(
        minutes.map((n) => n * minute),
        { fromMs: 0, toMs: 120 * minute },
        beatS,
      )
      const isUnheard = (n: number) => n >= 0 && n < 120 && !heard.includes(n)
      for (let n = 0; n < 120; n++) {
        let [first, last] = [n, n]
        while (isUnheard(first - 1)) first--
        while (isUnheard(last + 1)) last++
        const isLong = isUnheard(n) && (last - first + 1) * 60 > Math.max(120, 5 * beatS)
        expect(spans.some(({ fromMs, toMs }) => fromMs <= n * minute && n * minute < toMs)).toBe(isLong)
      }
    }),
  )
})
