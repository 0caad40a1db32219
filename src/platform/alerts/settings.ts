import { z } from 'zod'
import type { Db } from '../db/pool.ts'

const AlertSettings = z.object({
  /** For how long at most an alert may be shelved. */
  shelveHours: z.object({
    crit: z.number().positive(),
    major: z.number().positive(),
    minor: z.number().positive(),
    info: z.number().positive(),
  }),
  causeMinutes: z.number().min(0),
  effectHours: z.number().min(0).default(6),
  areaMinutes: z.number().min(0),
  areaAtLeast: z.int().min(2),
})
export type AlertSettings = z.infer<typeof AlertSettings>

/** What the province decided about shelving and lines. @throws when the setting was written past the centre and makes no sense */
export async function readAlertSettings(tx: Db): Promise<AlertSettings> {
  const { value } = await tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'alerts')
    .executeTakeFirstOrThrow()
  return AlertSettings.parse(value)
}
