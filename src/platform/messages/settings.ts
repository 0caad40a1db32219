import { z } from 'zod'
import type { Db } from '../db/pool.ts'

const Setting = z.object({
  /** Hours that a message is tried. */
  tryHours: z.number().positive(),
  /** Days that messages are kept, and happenings that reactions follow. */
  keptDays: z.number().positive(),
  happeningDays: z.number().positive(),
})
type Setting = z.infer<typeof Setting>

/** The row `messages` of the settings; what it shipped with where somebody broke it. */
export async function readMessageSetting(tx: Db): Promise<Setting> {
  const row = await tx.selectFrom('platform.setting').select('value').where('key', '=', 'messages').executeTakeFirst()
  return Setting.catch({ tryHours: 72, keptDays: 365, happeningDays: 30 }).parse(row?.value)
}
