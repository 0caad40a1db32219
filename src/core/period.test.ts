import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PeriodKey } from './api/indicators.ts'
import { convertPeriod, parsePeriod, periodAt, periodKind, periodKinds, periodLabel, shiftPeriod } from './period.ts'

test.each([
  ['2026-11-21', '2026-11-21T00:00:00+07:00', '2026-11-22T00:00:00+07:00'],
  ['2026-12-31', '2026-12-31T00:00:00+07:00', '2027-01-01T00:00:00+07:00'],
  ['2028-02-29', '2028-02-29T00:00:00+07:00', '2028-03-01T00:00:00+07:00'],
  ['1969-12-31', '1969-12-31T00:00:00+07:00', '1970-01-01T00:00:00+07:00'],
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
  ['2026-11-02', 'ngày 2 tháng 11 năm 2026', '2 November 2026'],
  ['2026-11', 'tháng 11 năm 2026', 'November 2026'],
  ['2026-02', 'tháng 2 năm 2026', 'February 2026'],
  ['2026-Q4', 'quý IV năm 2026', 'quarter 4 of 2026'],
  ['2026', 'năm 2026', '2026'],
])('%s is called %s and %s', (key, vi, en) => {
  expect(periodLabel(key, 'vi')).toBe(vi)
  expect(periodLabel(key, 'en')).toBe(en)
})

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-03-01', -1, '2028-02-29'],
  ['2027-03-01', -1, '2027-02-28'],
  ['1970-01-01', -1, '1969-12-31'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-Q1', -1, '2025-Q4'],
  ['2026-Q3', 6, '2028-Q1'],
  ['2026', -1, '2025'],
])('%s moved by %i is %s', (key, steps, expected) => {
  expect(shiftPeriod(key, steps)).toBe(expected)
})

test.each([
  ...['2026-00', '2026-13', '2026-Q5', '26', '2026-1', ''],
  ...['2026-02-29', '2026-04-31', '2026-11-00', '2026-11-32', '2026-13-01', '2026-11-1', '2026-11-21T00:00'],
])('%j is refused', (key) => {
  expect(() => parsePeriod(key)).toThrow(RangeError)
  expect(PeriodKey.safeParse(key).success).toBe(false)
})

const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
const kinds = fc.constantFrom(...periodKinds)
/** Where days are counted wrongest: the last hours and first of years, and around every 29 February there is or is not. */
const turns = fc
  .record({ year: fc.integer({ min: 1990, max: 2089 }), at: fc.constantFrom('01-01', '03-01', '12-31') })
  .chain(({ year, at }) =>
    fc.integer({ min: -36, max: 36 }).map((hours) => new Date(Date.parse(`${year}-${at}`) + hours * 3_600_000)),
  )

test('every instant lies in its own period, periods follow each other without gap, and keys fit the API', () => {
  fc.assert(
    fc.property(fc.oneof(instants, turns), kinds, (instant, kind) => {
      const key = periodAt(instant, kind)
      const { from, to } = parsePeriod(key)
      expect(PeriodKey.parse(key)).toBe(key)
      expect(periodKind(key)).toBe(kind)
      expect(from <= instant && instant < to).toBe(true)
      expect(parsePeriod(shiftPeriod(key, 1)).from).toEqual(to)
      expect(parsePeriod(shiftPeriod(key, -1)).to).toEqual(from)
      expect(shiftPeriod(shiftPeriod(key, 7), -7)).toBe(key)
    }),
  )
})

test('the days of a month, a quarter or a year are it: none is missing, none is of another', () => {
  fc.assert(
    fc.property(turns, fc.constantFrom('month' as const, 'quarter' as const, 'year' as const), (instant, kind) => {
      const { from, to } = parsePeriod(periodAt(instant, kind))
      let day = periodAt(from, 'day')
      let days = 0
      for (; parsePeriod(day).from < to; day = shiftPeriod(day, 1)) {
        expect(parsePeriod(day).from.getTime()).toBe(from.getTime() + days * 86_400_000)
        days += 1
      }
      expect(parsePeriod(day).from).toEqual(to)
      expect({ month: [28, 29, 30, 31], quarter: [90, 91, 92], year: [365, 366] }[kind]).toContain(days)
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['2026-11', 'quarter', '2026-Q4'],
  ['2026-11-21', 'quarter', '2026-Q4'],
  ['2026-11', 'year', '2026'],
  ['2026-Q2', 'month', '2026-06'],
  ['2026-02', 'day', '2026-02-28'],
  ['2026', 'day', '2026-11-23'],
  ['2026-Q4', 'month', '2026-11'],
  ['2026-11', 'day', '2026-11-23'],
] as const)('%s as a %s is %s on 23 November 2026', (key, kind, expected) => {
  expect(convertPeriod(key, kind, new Date('2026-11-22T18:00:00Z'))).toBe(expected)
})

test('a period of another kind reaches into the one it was made of, whatever the time', () => {
  fc.assert(
    fc.property(instants, kinds, kinds, instants, (instant, from, to, now) => {
      const before = parsePeriod(periodAt(instant, from))
      const after = parsePeriod(convertPeriod(before.key, to, now))
      expect(after.kind).toBe(to)
      expect(after.from < before.to && before.from < after.to).toBe(true)
    }),
  )
})
