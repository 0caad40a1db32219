import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import holidays from '../../data/calendar/holidays.json' with { type: 'json' }
import workingHours from '../../data/calendar/working-hours.json' with { type: 'json' }
import { makeWorkCalendar } from './calendar.ts'
import {
  addCalendarDays,
  addCalendarHours,
  addWorkingDays,
  addWorkingHours,
  deadlineState,
  lastWithinWorkingHours,
  workingHoursBetween,
} from './deadline.ts'
import { localDateOf } from './local-time.ts'

const rows = { ...holidays, officeHours: workingHours.periods }
const calendar = makeWorkCalendar(rows)
const confirmedCalendar = makeWorkCalendar({
  ...rows,
  daysOff: rows.daysOff.map((day) => ({ ...day, confirmed: true })),
  workingDays: rows.workingDays.map((day) => ({ ...day, confirmed: true })),
})
/** `2026-11-20 17:05` in Asia/Ho_Chi_Minh. */
const local = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`)

describe('working days', () => {
  test.each([
    ['an ordinary Tuesday', '2026-11-17 09:00', 1, '2026-11-18 17:00'],
    ['before the office opens: still the day of the event', '2026-11-17 05:00', 1, '2026-11-18 17:00'],
    ['after the office closed', '2026-11-17 23:59', 1, '2026-11-18 17:00'],
    ['a minute later, the next day', '2026-11-18 00:00', 1, '2026-11-19 17:00'],
    ['Friday over the weekend', '2026-11-20 17:05', 1, '2026-11-23 17:00'],
    ['Saturday', '2026-11-21 10:00', 1, '2026-11-23 17:00'],
    ['Sunday', '2026-11-22 23:00', 1, '2026-11-23 17:00'],
    ['24 November 2026, not confirmed as a day off', '2026-11-23 08:00', 1, '2026-11-24 17:00'],
    ['Friday before Tết', '2026-02-13 16:00', 1, '2026-02-23 17:00'],
    ['within Tết', '2026-02-17 00:30', 1, '2026-02-23 17:00'],
    ['three days over Tết', '2026-02-12 09:00', 3, '2026-02-24 17:00'],
    ['over the kings’ day in lieu, in summer hours', '2026-04-24 09:00', 1, '2026-04-28 17:30'],
    ['over 30 April and 1 May', '2026-04-29 09:00', 1, '2026-05-04 17:30'],
    ['on 30 April itself', '2026-04-30 09:00', 2, '2026-05-05 17:30'],
    ['over National Day with its swapped Monday', '2026-08-28 15:00', 1, '2026-09-03 17:30'],
    ['before the Saturday made up for 2 January', '2026-01-09 15:00', 1, '2026-01-10 17:00'],
    ['on that Saturday', '2026-01-10 09:00', 1, '2026-01-12 17:00'],
    ['over New Year', '2025-12-31 09:00', 1, '2026-01-05 17:00'],
    ['22 August 2026, not confirmed as a working Saturday', '2026-08-21 09:00', 1, '2026-08-24 17:30'],
    ['from summer into winter hours', '2026-09-30 09:00', 1, '2026-10-01 17:00'],
  ])('%s: from %s, %i working day(s) end %s', (_why, from, days, due) => {
    expect(addWorkingDays(calendar, local(from), days)).toEqual(local(due))
  })

  test('confirmed by an operator, 22 August 2026 is worked and 24 November 2026 is off', () => {
    expect(addWorkingDays(confirmedCalendar, local('2026-08-21 09:00'), 1)).toEqual(local('2026-08-22 17:30'))
    expect(addWorkingDays(confirmedCalendar, local('2026-11-23 08:00'), 1)).toEqual(local('2026-11-25 17:00'))
  })

  test('set to midnight, the term ends with the whole day', () => {
    expect(addWorkingDays(calendar, local('2026-11-20 09:00'), 1, 'midnight')).toEqual(local('2026-11-24 00:00'))
  })

  test.each([0, -1, 1.5, Number.NaN])('%d days are refused', (days) => {
    expect(() => addWorkingDays(calendar, local('2026-11-20 09:00'), days)).toThrow(RangeError)
  })

  test('for any event and term, exactly that many working days follow the day of the event up to the end', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const due = addWorkingDays(calendar, from, days)
        const counted = daysBetween(localDateOf(from), localDateOf(due)).filter(isWorked)
        expect(counted.length).toBe(days)
        expect(counted.at(-1)).toBe(localDateOf(due))
      }),
    )
  })
})

describe('calendar days and hours', () => {
  test.each([
    ['2026-11-17 09:00', 2, '2026-11-19 17:00'],
    ['2026-11-19 09:00', 2, '2026-11-23 17:00'],
    ['2026-02-13 09:00', 5, '2026-02-23 17:00'],
  ])('from %s, %i day(s) end %s', (from, days, due) => {
    expect(addCalendarDays(calendar, local(from), days)).toEqual(local(due))
  })

  test('hours by the clock run through the night and Tết', () => {
    expect(addCalendarHours(local('2026-02-16 22:00'), 24)).toEqual(local('2026-02-17 22:00'))
  })
})

describe('working hours', () => {
  test.each([
    ['2026-11-17 09:00', 1, '2026-11-17 10:00'],
    ['2026-11-17 09:00', 2.5, '2026-11-17 11:30'],
    ['2026-11-17 11:00', 1, '2026-11-17 13:30'],
    ['2026-11-17 12:10', 1, '2026-11-17 14:00'],
    ['2026-11-17 16:30', 1, '2026-11-18 08:00'],
    ['2026-11-20 16:30', 4.5, '2026-11-23 11:30'],
    ['2026-02-17 10:00', 8, '2026-02-23 17:00'],
  ])('from %s, %d hour(s) end %s', (from, hours, due) => {
    expect(addWorkingHours(calendar, local(from), hours)).toEqual(local(due))
  })

  test('for any event, they end where counting minute by minute ends', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 20 * 60 }), (from, minutes) => {
        const due = addWorkingHours(calendar, from, minutes / 60)
        expect(countMinutes(from, due)).toBe(minutes)
        expect(countMinutes(from, new Date(due.getTime() - 60_000))).toBe(minutes - 1)
        expect(workingHoursBetween(calendar, from, due)).toBeCloseTo(minutes / 60, 9)
      }),
      { numRuns: 60 },
    )
  })

  test('none lie between an instant and an earlier one', () => {
    expect(workingHoursBetween(calendar, local('2026-11-18 09:00'), local('2026-11-17 09:00'))).toBe(0)
  })
})

describe('state of a deadline', () => {
  const dueAt = local('2026-11-23 17:00')
  test.each([
    ['2026-11-20 18:00', 'in_time'],
    ['2026-11-23 14:59', 'in_time'],
    ['2026-11-23 15:00', 'due_soon'],
    ['2026-11-23 17:00', 'due_soon'],
    ['2026-11-23 17:01', 'overdue'],
  ])('open at %s: %s', (now, expected) => {
    expect(deadlineState(calendar, { dueAt, doneAt: null }, local(now), 2)).toBe(expected)
  })

  test('what is done stays as it was when done, whatever the time now', () => {
    const now = local('2026-12-24 09:00')
    expect(deadlineState(calendar, { dueAt, doneAt: dueAt }, now, 2)).toBe('done_in_time')
    expect(deadlineState(calendar, { dueAt, doneAt: local('2026-11-23 17:01') }, now, 2)).toBe('done_late')
  })

  test('the weekend before a deadline does not use up the warning', () => {
    expect(deadlineState(calendar, { dueAt, doneAt: null }, local('2026-11-21 09:00'), 8)).toBe('due_soon')
    expect(deadlineState(calendar, { dueAt, doneAt: null }, local('2026-11-21 09:00'), 7.9)).toBe('in_time')
  })
})

test('what is due up to the last instant within some office hours is due soon, and nothing after it', () => {
  fc.assert(
    fc.property(instants, fc.nat(40 * 24 * 60), fc.nat(80), (now, minutes, hours) => {
      const dueAt = new Date(now.getTime() + minutes * 60_000)
      const isWithin = dueAt <= lastWithinWorkingHours(calendar, now, hours)
      expect(isWithin).toBe(deadlineState(calendar, { dueAt, doneAt: null }, now, hours) === 'due_soon')
    }),
  )
  // A licence that ends with its Sunday: no office hour passes from Friday's closing to Monday's opening.
  expect(lastWithinWorkingHours(calendar, local('2026-11-20 09:00'), 6.5)).toEqual(local('2026-11-23 07:30'))
})

/** Whole minutes of 2025-12 to 2027-01, where the rows know every kind of day. */
const instants = fc
  .integer({ min: Date.UTC(2025, 11, 1) / 60_000, max: Date.UTC(2027, 0, 15) / 60_000 })
  .map((minute) => new Date(minute * 60_000))

function daysBetween(after: string, until: string): string[] {
  const days: string[] = []
  for (let ms = Date.parse(after) + 86_400_000; ms <= Date.parse(until); ms += 86_400_000) {
    days.push(new Date(ms).toISOString().slice(0, 10))
  }
  return days
}

function isWorked(date: string): boolean {
  const listed = (list: { date: string; confirmed: boolean }[]) => list.some((d) => d.date === date && d.confirmed)
  return listed(holidays.workingDays) || (!'06'.includes(`${new Date(date).getUTCDay()}`) && !listed(holidays.daysOff))
}

function countMinutes(from: Date, to: Date): number {
  let minutes = 0
  for (let ms = from.getTime(); ms < to.getTime(); ms += 60_000) {
    const local = new Date(ms + 7 * 3_600_000).toISOString()
    if (isWorked(local.slice(0, 10)) && isOpen(local.slice(0, 7), local.slice(11, 16))) minutes++
  }
  return minutes
}

function isOpen(month: string, time: string): boolean {
  const opens = { morning: '07:30', noon: '11:30', afternoon: '13:00', closes: '17:00' }
  if (month >= '2026-04' && month <= '2026-09') Object.assign(opens, { afternoon: '13:30', closes: '17:30' })
  if (month === '2025-12') Object.assign(opens, { morning: '08:00', closes: '17:30' })
  return (time >= opens.morning && time < opens.noon) || (time >= opens.afternoon && time < opens.closes)
}
