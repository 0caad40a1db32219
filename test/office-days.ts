import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addLocalDays } from '../src/core/local-time.ts'

interface DayOff {
  date: string
  confirmed: boolean
}

const file = join(import.meta.dirname, '../data/calendar/holidays.json')
const daysOff = new Set(
  (JSON.parse(readFileSync(file, 'utf8')).daysOff as DayOff[])
    .filter(({ confirmed }) => confirmed)
    .map(({ date }) => date),
)
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** This day, or the first after it on which offices work: what is owed on a day off is owed on that one (Civil Code 2015, article 148). */
export const officeDay = (day: string): string =>
  isWeekend(day) || daysOff.has(day) ? officeDay(addLocalDays(day, 1)) : day
