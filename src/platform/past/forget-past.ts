import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { readKnownFrom } from './known-from.ts'

/** Minutes of arrivals are shown for a day. */
const arrivalDays = 2

/** Deletes how alerts stood before the days for which that is kept, and minutes of arrivals that no strip shows any more. */
export async function forgetPast(tx: Db): Promise<void> {
  const { knownFrom } = await readKnownFrom(tx, new Date())
  await tx.deleteFrom('platform.alertPast').where('untilAt', '<', knownFrom).execute()
  await tx
    .deleteFrom('platform.arrival')
    .where('minuteAt', '<', sql<Date>`now() - make_interval(days => ${arrivalDays})`)
    .execute()
}
