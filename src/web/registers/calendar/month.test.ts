import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addLocalDays, weekdayOf } from '../../../core/local-time.ts'
import { addMonths, boundsOf, monthOf, weeksOf } from './month.ts'

const month = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

test('a month is drawn as whole weeks from Monday to Sunday, one day after another, and no week without a day of it', () => {
  fc.assert(
    fc.property(month, (month) => {
      const days = weeksOf(month)
      const { first, last } = boundsOf(month)
      expect([weekdayOf(days[0] ?? ''), weekdayOf(days.at(-1) ?? ''), days.length % 7]).toEqual([1, 0, 0])
      expect(days.slice(1)).toEqual(days.slice(0, -1).map((day) => addLocalDays(day, 1)))
      expect([days.indexOf(first) < 7, days.indexOf(first) >= 0, days.length - days.indexOf(last) <= 7]).toEqual([
        true,
        true,
        true,
      ])
    }),
  )
})

test('months are gone through over the turn of the year, there and back', () => {
  expect([addMonths('2026-12', 1), addMonths('2027-01', -1), addMonths('2026-11', 14)]).toEqual([
    '2027-01',
    '2026-12',
    '2028-01',
  ])
  fc.assert(
    fc.property(
      month,
      fc.integer({ min: -40, max: 40 }),
      (month, by) => addMonths(addMonths(month, by), -by) === month,
    ),
  )
})

test('a month ends on its own last day, that of a leap year too', () => {
  expect([boundsOf('2028-02').last, boundsOf('2026-02').last, boundsOf('2026-11').last]).toEqual([
    '2028-02-29',
    '2026-02-28',
    '2026-11-30',
  ])
  expect(monthOf('2026-11-23')).toBe('2026-11')
})
