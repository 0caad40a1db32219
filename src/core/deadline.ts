import type { DeadlineState } from './api/work.ts'
import type { WorkCalendar } from './calendar.ts'
import { addLocalDays, type LocalDate, localDateOf, startOfLocalDay } from './local-time.ts'

/**
 * When a term in days ends on its last day: when the office closes, or at midnight.
 * Bộ luật Dân sự 2015 art. 148 says "the end of the last day"; which of the two the province means is not confirmed.
 */
export type EndOfDay = 'office' | 'midnight'

/** The setting until the province confirms another: a task due today must be done while someone is there to receive it. */
export const defaultEndOfDay: EndOfDay = 'office'

/** How long before its deadline a task turns amber unless set otherwise. Not confirmed; a working day has eight hours. */
export const defaultWarnWorkingHours = 2

/**
 * When a term of `days` working days that starts with an event at `from` ends.
 *
 * The day of the event is not counted, whatever the hour (Bộ luật Dân sự 2015 art. 147); the term ends with the
 * `days`-th working day after it (art. 148): one working day from any time on Friday is Monday's closing time, and so it
 * is from Saturday or Sunday. Throws RangeError unless `days` is a whole number from 1.
 */
export function addWorkingDays(
  calendar: WorkCalendar,
  from: Date,
  days: number,
  endOfDay: EndOfDay = defaultEndOfDay,
): Date {
  checkCount(days, 'working days')
  let date = localDateOf(from)
  for (let counted = 0; counted < days; counted++) date = calendar.nextWorkingDay(date)
  return endOf(calendar, date, endOfDay)
}

/**
 * When a term of `days` calendar days ends: the day of the event is not counted; a last day that is a day off moves the
 * end to the next working day (art. 147, 148). Throws RangeError unless `days` is a whole number from 1.
 */
export function addCalendarDays(
  calendar: WorkCalendar,
  from: Date,
  days: number,
  endOfDay: EndOfDay = defaultEndOfDay,
): Date {
  checkCount(days, 'days')
  return endOfTermOn(calendar, addLocalDays(localDateOf(from), days), endOfDay)
}

/** When `hours` hours by the clock have passed, day and night. */
export function addCalendarHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000)
}

/**
 * When `hours` office hours have passed since `from`; an exact fit ends with the shift that filled it, not with the start
 * of the next. Throws RangeError unless `hours` is greater than 0.
 */
export function addWorkingHours(calendar: WorkCalendar, from: Date, hours: number): Date {
  if (!(hours > 0 && Number.isFinite(hours))) throw new RangeError(`${hours} working hours: write a number above 0`)
  let leftMs = hours * 3_600_000
  let date = localDateOf(from)
  for (;;) {
    for (const shift of calendar.shiftsOf(date)) {
      const startMs = Math.max(from.getTime(), shift.from.getTime())
      const openMs = shift.to.getTime() - startMs
      if (openMs >= leftMs) return new Date(startMs + leftMs)
      leftMs -= Math.max(openMs, 0)
    }
    date = calendar.nextWorkingDay(date)
  }
}

/**
 * The last instant that is at most `hours` office hours away from `from`: an exact fit reaches to the start of the next shift, since no
 * office hour passes before it. What is due up to then is {@link deadlineState} `due_soon`.
 */
export function lastWithinWorkingHours(calendar: WorkCalendar, from: Date, hours: number): Date {
  const oneMs = 1 / 3_600_000
  return new Date(addWorkingHours(calendar, from, hours + oneMs).getTime() - 1)
}

/** Office hours between two instants; 0 when `to` is not after `from`. */
export function workingHoursBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  let sumMs = 0
  for (let date = localDateOf(from); startOfLocalDay(date) < to; date = calendar.nextWorkingDay(date)) {
    for (const shift of calendar.shiftsOf(date)) {
      const startMs = Math.max(from.getTime(), shift.from.getTime())
      sumMs += Math.max(Math.min(to.getTime(), shift.to.getTime()) - startMs, 0)
    }
  }
  return sumMs / 3_600_000
}

/**
 * How a task stands towards its deadline at `now`. Done at the very deadline is in time. What is open turns `due_soon` when at
 * most `warnWorkingHours` office hours are left, and `overdue` the moment the deadline has passed.
 */
export function deadlineState(
  calendar: WorkCalendar,
  task: { readonly dueAt: Date; readonly doneAt: Date | null },
  now: Date,
  warnWorkingHours: number = defaultWarnWorkingHours,
): DeadlineState {
  if (task.doneAt) return task.doneAt <= task.dueAt ? 'done_in_time' : 'done_late'
  if (now > task.dueAt) return 'overdue'
  return workingHoursBetween(calendar, now, task.dueAt) <= warnWorkingHours ? 'due_soon' : 'in_time'
}

/** A length of time as a deadline rule has it. */
export interface Length {
  readonly amount: number
  readonly unit: 'hour' | 'working_hour' | 'day' | 'working_day'
}

/** When a term of any unit that starts at `from` ends. Throws RangeError for a length that is none. */
export function addLength(calendar: WorkCalendar, from: Date, { amount, unit }: Length): Date {
  switch (unit) {
    case 'hour':
      return addCalendarHours(from, amount)
    case 'working_hour':
      return addWorkingHours(calendar, from, amount)
    case 'day':
      return addCalendarDays(calendar, from, amount)
    case 'working_day':
      return addWorkingDays(calendar, from, amount)
  }
}

/** When a term that names its last day ends; a day off moves it to the next working day (art. 148). */
export function endOfTermOn(calendar: WorkCalendar, last: LocalDate, endOfDay: EndOfDay = defaultEndOfDay): Date {
  return endOf(calendar, calendar.isWorkingDay(last) ? last : calendar.nextWorkingDay(last), endOfDay)
}

function endOf(calendar: WorkCalendar, date: string, endOfDay: EndOfDay): Date {
  return endOfDay === 'office' ? calendar.closingOf(date) : startOfLocalDay(addLocalDays(date, 1))
}

function checkCount(days: number, unit: string): void {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`${days} ${unit}: write a whole number from 1`)
}
