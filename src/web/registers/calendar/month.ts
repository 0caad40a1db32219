import { addLocalDays, type LocalDate, weekdayOf } from '../../../core/local-time.ts'

/** A month, `YYYY-MM`. */
export type Month = string

export const monthOf = (day: LocalDate): Month => day.slice(0, 7)

/** The month `months` later, earlier when negative. */
export function addMonths(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const count = year * 12 + number - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** The first and the last day of a month. */
export function boundsOf(month: Month): { first: LocalDate; last: LocalDate } {
  return { first: `${month}-01`, last: addLocalDays(`${addMonths(month, 1)}-01`, -1) }
}

/** The whole weeks, from Monday, that a month reaches into. */
export function weeksOf(month: Month): LocalDate[] {
  const { first, last } = boundsOf(month)
  const before = (weekdayOf(first) + 6) % 7
  const after = (7 - weekdayOf(last)) % 7
  const start = addLocalDays(first, -before)
  const count = before + Number(last.slice(8)) + after
  return Array.from({ length: count }, (_, at) => addLocalDays(start, at))
}
