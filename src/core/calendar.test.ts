import { expect, test } from 'vitest'
import holidays from '../../data/calendar/holidays.json' with { type: 'json' }
import workingHours from '../../data/calendar/working-hours.json' with { type: 'json' }
import { makeWorkCalendar } from './calendar.ts'

const rows = { ...holidays, officeHours: workingHours.periods }
const calendar = makeWorkCalendar(rows)

test.each([
  ['2026-01-01', false, 'New Year'],
  ['2026-01-02', false, 'swapped'],
  ['2026-01-10', true, 'Saturday worked in place of 2 January'],
  ['2026-01-17', false, 'an ordinary Saturday'],
  ['2026-02-13', true, 'Friday before Tết'],
  ['2026-02-16', false, 'Tết'],
  ['2026-02-20', false, 'Tết'],
  ['2026-02-23', true, 'Monday after Tết'],
  ['2026-04-27', false, 'in lieu of the kings’ day on Sunday'],
  ['2026-05-01', false, 'Labour Day'],
  ['2026-08-31', false, 'swapped'],
  ['2026-09-03', true, 'after National Day'],
  ['2026-11-24', true, 'listed, but not confirmed as a day off'],
  ['2026-08-22', false, 'listed as a worked Saturday, but not confirmed'],
  ['2025-04-26', true, 'Saturday worked in place of 2 May 2025'],
])('%s: working day %s (%s)', (date, expected) => {
  expect(calendar.isWorkingDay(date)).toBe(expected)
})

test('an operator who confirms a row makes it count', () => {
  const confirm = <T extends object>(list: readonly T[]) => list.map((day) => ({ ...day, confirmed: true }))
  const confirmed = makeWorkCalendar({
    ...rows,
    daysOff: confirm(rows.daysOff),
    workingDays: confirm(rows.workingDays),
  })
  expect(confirmed.isWorkingDay('2026-11-24')).toBe(false)
  expect(confirmed.isWorkingDay('2026-08-22')).toBe(true)
})

test('every swapped day is a working Saturday in place of a weekday off of the same year', () => {
  for (const { date, insteadOf, confirmed } of holidays.workingDays) {
    expect(new Date(date).getUTCDay()).toBe(6)
    expect(calendar.isWorkingDay(insteadOf)).toBe(false)
    expect(calendar.isWorkingDay(date)).toBe(confirmed)
  }
})

test.each([
  ['2026-03-31', '17:00'],
  ['2026-04-01', '17:30'],
  ['2026-09-30', '17:30'],
  ['2026-10-01', '17:00'],
  ['2025-12-31', '17:30'],
  ['2022-08-31', '17:00'],
])('on %s the office closes at %s', (date, time) => {
  expect(calendar.closingOf(date)).toEqual(new Date(`${date}T${time}:00+07:00`))
})

test('a working day has eight office hours in every season since 2018', () => {
  for (const date of ['2018-09-05', '2022-09-01', '2026-01-05', '2026-07-01']) {
    const ms = calendar.shiftsOf(date).reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0)
    expect(ms).toBe(8 * 3_600_000)
  }
})

test('a day off has no office hours and no closing time', () => {
  expect(calendar.shiftsOf('2026-02-17')).toEqual([])
  expect(() => calendar.closingOf('2026-02-17')).toThrow(/2026-02-17 is a day off/)
})

test('a working day without office hours in force says so', () => {
  expect(() => calendar.shiftsOf('2018-09-04')).toThrow(/no office hours are in force on 2018-09-04/)
})

test('wrong rows are refused when the calendar is made', () => {
  const officeHours = [
    {
      validFrom: '2026-01-01',
      validTo: null,
      seasons: [
        {
          months: [1],
          shifts: [
            ['07:30', '11:30'],
            ['11:00', '17:00'],
          ],
        },
      ],
    },
  ]
  expect(() => makeWorkCalendar({ daysOff: [], workingDays: [], officeHours })).toThrow(/overlap/)
  expect(() =>
    makeWorkCalendar({ daysOff: [{ date: '2026-02-30', confirmed: true }], workingDays: [], officeHours: [] }),
  ).toThrow(RangeError)
})

test('a calendar with no working day at all is refused instead of searched for ever', () => {
  const never = makeWorkCalendar({
    daysOff: [],
    workingDays: [],
    officeHours: [],
    weeklyDaysOff: [0, 1, 2, 3, 4, 5, 6],
  })
  expect(() => never.nextWorkingDay('2026-01-01')).toThrow(/no working day within a year/)
})
