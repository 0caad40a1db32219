import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PeriodKey } from './api/indicators.ts'
import { type PeriodKind, parsePeriod, periodAt, periodLabel, shiftPeriod } from './period.ts'

test.each([
  ['2026-11', '2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00'],
  ['2026-12', '2026-12-01T00:00:00+07:00', '2027-01-01T00:00:00+07:00'],
  ['2028-02', '2028-02-01T00:00:00+07:00', '2028-03-01T00:00:00+07:00'],
  ['2026-Q1', '2026-01-01T00:00:00+07:00', '2026-04-01T00:00:00+07:00'],
  ['2026-Q4', '2026-10-01T00:00:00+07:00', '2027-01-01T00:00:00+07:00'],
  ['2026', '2026-01-01T00:00:00+07:00', '2027-01-01T00:00:00+07:00'],
])('%s runs from %s up to %s', (key, from, to) => {
  expect(parsePeriod(key)).toMatchObject({ key, from: new Date(from), to: new Date(to) })
})

test.each([
  ['2026-11', 'tháng 11 năm 2026', 'November 2026'],
  ['2026-02', 'tháng 2 năm 2026', 'February 2026'],
  ['2026-Q4', 'quý IV năm 2026', 'quarter 4 of 2026'],
  ['2026', 'năm 2026', '2026'],
])('%s is called %s and %s', (key, vi, en) => {
  expect(periodLabel(key, 'vi')).toBe(vi)
  expect(periodLabel(key, 'en')).toBe(en)
})

test.each([
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-Q1', -1, '2025-Q4'],
  ['2026-Q3', 6, '2028-Q1'],
  ['2026', -1, '2025'],
])('%s moved by %i is %s', (key, steps, expected) => {
  expect(shiftPeriod(key, steps)).toBe(expected)
})

test.each(['2026-00', '2026-13', '2026-Q5', '26', '2026-1', '2026-11-01', ''])('%j is refused', (key) => {
  expect(() => parsePeriod(key)).toThrow(RangeError)
  expect(PeriodKey.safeParse(key).success).toBe(false)
})

test('every instant lies in its own period, periods follow each other without gap, and keys fit the API', () => {
  const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.constantFrom<PeriodKind>('month', 'quarter', 'year'), (instant, kind) => {
      const key = periodAt(instant, kind)
      const { from, to } = parsePeriod(key)
      expect(PeriodKey.parse(key)).toBe(key)
      expect(from <= instant && instant < to).toBe(true)
      expect(parsePeriod(shiftPeriod(key, 1)).from).toEqual(to)
      expect(shiftPeriod(shiftPeriod(key, 7), -7)).toBe(key)
    }),
  )
})
