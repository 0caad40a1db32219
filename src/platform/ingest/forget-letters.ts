import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../db/pool.ts'

const Setting = z.object({
  /** Days that letters are kept after they were settled, and those that nobody settled. */
  settledDays: z.number().positive().catch(30),
  openDays: z.number().positive().catch(90),
})

/** Deletes dead letters whose time is over by the setting `dead_letters`, and counts of hours that are over. */
export async function forgetOldLetters(tx: Db): Promise<void> {
  const row = await tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'dead_letters')
    .executeTakeFirst()
  const { settledDays, openDays } = Setting.catch({ settledDays: 30, openDays: 90 }).parse(row?.value)
  const before = (days: number) => sql<Date>`now() - make_interval(secs => ${days * 86_400})`
  await tx.deleteFrom('platform.deadLetter').where('settledAt', '<', before(settledDays)).execute()
  await tx
    .deleteFrom('platform.deadLetter')
    .where('settledAt', 'is', null)
    .where('receivedAt', '<', before(openDays))
    .execute()
  await tx.deleteFrom('platform.deadLetterHour').where('hourAt', '<', before(1)).execute()
}
