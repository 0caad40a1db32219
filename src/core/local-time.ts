/** A day of the local calendar, `YYYY-MM-DD`, without a time zone. */
export type LocalDate = string

/** Asia/Ho_Chi_Minh has been seven hours ahead of UTC since 13 June 1975, without summer time. */
const offsetMs = 7 * 3_600_000
const dayMs = 86_400_000

/** The day it is in Asia/Ho_Chi_Minh at an instant. */
export function localDateOf(instant: Date): LocalDate {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10)
}

/** The instant a local day begins. Throws RangeError for what is no day of the calendar, such as 2026-02-30. */
export function startOfLocalDay(date: LocalDate): Date {
  return new Date(utcMidnight(date) - offsetMs)
}

/** The instant a clock in Asia/Ho_Chi_Minh shows `time` (`HH:MM`, up to 24:00) on a day. Throws RangeError for other forms. */
export function atLocalTime(date: LocalDate, time: string): Date {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? []
  const sinceMidnightMs = (Number(hours) * 60 + Number(minutes)) * 60_000
  if (!(sinceMidnightMs <= dayMs)) throw new RangeError(`"${time}" is no time of day: write HH:MM, 00:00 to 24:00`)
  return new Date(startOfLocalDay(date).getTime() + sinceMidnightMs)
}

/** The day `days` later (earlier when negative). */
export function addLocalDays(date: LocalDate, days: number): LocalDate {
  return new Date(utcMidnight(date) + days * dayMs).toISOString().slice(0, 10)
}

/** Day of the week: 0 Sunday to 6 Saturday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(utcMidnight(date)).getUTCDay()
}

/** Whether a day is written `YYYY-MM-DD` and is one of the calendar. */
export function isLocalDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && isSameDay(new Date(`${date}T00:00:00Z`), date)
}

function utcMidnight(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`"${date}" is no day: write YYYY-MM-DD`)
  return Date.parse(`${date}T00:00:00Z`)
}

/** Date rolls 30 February over to March instead of refusing it. */
function isSameDay(midnight: Date, date: LocalDate): boolean {
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date)
}
