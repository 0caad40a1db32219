import { makeWorkCalendar, type WorkCalendar } from '../../core/calendar.ts'
import type { Db } from '../db/pool.ts'

/** The province's calendar as its rows stand now. Days that are not confirmed have no effect. */
export async function loadCalendar(tx: Db): Promise<WorkCalendar> {
  const days = await tx.selectFrom('platform.calendarDay').select(['day', 'kind', 'confirmed']).execute()
  const hours = await tx.selectFrom('platform.workingHours').selectAll().execute()
  const ofKind = (kind: 'off' | 'working') =>
    days.filter((row) => row.kind === kind).map((row) => ({ date: row.day, confirmed: row.confirmed }))
  return makeWorkCalendar({
    daysOff: ofKind('off'),
    workingDays: ofKind('working'),
    officeHours: hours.map((row) => ({
      validFrom: row.validFrom,
      validTo: row.validTo,
      // Written by the seed in this very form.
      seasons: [{ months: row.months, shifts: row.spans as string[][] }],
    })),
  })
}
