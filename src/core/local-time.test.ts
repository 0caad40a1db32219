import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addLocalDays, atLocalTime, localDateOf, startOfLocalDay, weekdayOf } from './local-time.ts'

const instants = fc.date({
  min: new Date('1980-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
})
const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' })

test('the local date is the one the time zone database gives', () => {
  fc.assert(fc.property(instants, (instant) => localDateOf(instant) === zone.format(instant)))
})

test('a local day begins at 17:00 UTC of the day before and lies in itself', () => {
  expect(startOfLocalDay('2026-11-21').toISOString()).toBe('2026-11-20T17:00:00.000Z')
  fc.assert(
    fc.property(instants, (instant) => {
      const date = localDateOf(instant)
      expect(startOfLocalDay(date) <= instant && instant < startOfLocalDay(addLocalDays(date, 1))).toBe(true)
    }),
  )
})

test('days are added over month ends and leap days', () => {
  expect(addLocalDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addLocalDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addLocalDays('2026-03-01', -1)).toBe('2026-02-28')
})

test('a weekday is counted from Sunday', () => {
  expect(weekdayOf('2026-11-22')).toBe(0)
  expect(weekdayOf('2026-11-24')).toBe(2)
})

test('a time of day is one of the local clock, up to 24:00', () => {
  expect(atLocalTime('2026-11-21', '17:30').toISOString()).toBe('2026-11-21T10:30:00.000Z')
  expect(atLocalTime('2026-11-21', '24:00')).toEqual(startOfLocalDay('2026-11-22'))
})

test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', ''])('%j is refused as a day', (date) => {
  expect(() => startOfLocalDay(date)).toThrow(RangeError)
})

test.each(['24:01', '7:30', '12:60', ''])('%j is refused as a time of day', (time) => {
  expect(() => atLocalTime('2026-11-21', time)).toThrow(RangeError)
})
