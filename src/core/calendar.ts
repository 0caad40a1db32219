import { addLocalDays, atLocalTime, type LocalDate, weekdayOf } from './local-time.ts'

/** A day that differs from its weekday. A row that is not confirmed has no effect until an operator confirms it. */
export interface CalendarDay {
  readonly date: LocalDate
  readonly confirmed: boolean
}

/** Office hours in force from `validFrom` to `validTo` (both included; null: no end), by month of the year. */
export interface OfficeHours {
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
  readonly seasons: readonly {
    /** 1 to 12. */
    readonly months: readonly number[]
    /** Opening and closing as `HH:MM` local time, in order of the day. */
    readonly shifts: readonly (readonly string[])[]
  }[]
}

/** The rows a calendar is made of: `data/calendar/holidays.json` and `working-hours.json`, or the tables filled from them. */
export interface CalendarRows {
  readonly daysOff: readonly CalendarDay[]
  /** Days worked although their weekday is off. */
  readonly workingDays: readonly CalendarDay[]
  readonly officeHours: readonly OfficeHours[]
  /** Weekly days off, 0 Sunday to 6 Saturday; default Saturday and Sunday. */
  readonly weeklyDaysOff?: readonly number[]
}

/** A stretch of office hours: from `from` up to, not including, `to`. */
export interface Shift {
  readonly from: Date
  readonly to: Date
}

/** When the administration works, in Asia/Ho_Chi_Minh. */
export interface WorkCalendar {
  isWorkingDay(date: LocalDate): boolean
  /** The first working day after a day. Throws when none follows within a year: the rows are wrong. */
  nextWorkingDay(date: LocalDate): LocalDate
  /** Office hours of a day in order; none on a day off. Throws on a working day no office hours are in force for. */
  shiftsOf(date: LocalDate): readonly Shift[]
  /** When the office closes on a working day. Throws like `shiftsOf`, and on a day off. */
  closingOf(date: LocalDate): Date
}

/**
 * A calendar from its rows. A confirmed working day wins over a confirmed day off, both win over the weekday.
 * Throws RangeError for a date or time of day that is none, and for shifts that overlap or run backwards.
 */
export function makeWorkCalendar(rows: CalendarRows): WorkCalendar {
  const off = new Set(rows.daysOff.filter((day) => day.confirmed).map((day) => day.date))
  const worked = new Set(rows.workingDays.filter((day) => day.confirmed).map((day) => day.date))
  const weeklyOff = new Set(rows.weeklyDaysOff ?? [6, 0])
  for (const date of [...off, ...worked]) weekdayOf(date)
  for (const hours of rows.officeHours) checkOfficeHours(hours)

  const isWorkingDay = (date: LocalDate) => {
    if (worked.has(date)) return true
    return !weeklyOff.has(weekdayOf(date)) && !off.has(date)
  }

  const shiftsOf = (date: LocalDate): Shift[] => {
    if (!isWorkingDay(date)) return []
    const month = Number(date.slice(5, 7))
    const season = rows.officeHours
      .filter((hours) => hours.validFrom <= date && (hours.validTo === null || date <= hours.validTo))
      .flatMap((hours) => hours.seasons)
      .find(({ months }) => months.includes(month))
    if (!season || season.shifts.length === 0) {
      throw new Error(`no office hours are in force on ${date}: add a row to the working hours that covers this day`)
    }
    return season.shifts.map((shift) => toShift(date, shift))
  }

  return {
    isWorkingDay,
    shiftsOf,
    nextWorkingDay(date) {
      for (let ahead = 1; ahead <= 366; ahead++) {
        const day = addLocalDays(date, ahead)
        if (isWorkingDay(day)) return day
      }
      throw new Error(`no working day within a year after ${date}: check the days off of the calendar`)
    },
    closingOf(date) {
      const last = shiftsOf(date).at(-1)
      if (!last) throw new Error(`${date} is a day off, the office does not open`)
      return last.to
    },
  }
}

function toShift(date: LocalDate, [from = '', to = '']: readonly string[]): Shift {
  return { from: atLocalTime(date, from), to: atLocalTime(date, to) }
}

function checkOfficeHours(hours: OfficeHours): void {
  weekdayOf(hours.validFrom)
  if (hours.validTo !== null) weekdayOf(hours.validTo)
  for (const { shifts } of hours.seasons) {
    const times = shifts.map((shift) => toShift(hours.validFrom, shift)).flatMap(({ from, to }) => [from, to])
    if (times.some((time, i) => time <= (times[i - 1] ?? new Date(0)))) {
      throw new RangeError(`office hours from ${hours.validFrom}: shifts must follow each other without overlap`)
    }
  }
}
