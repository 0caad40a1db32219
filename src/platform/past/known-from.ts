import { z } from 'zod'
import { AppError } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'

const PastSetting = z.object({
  /** Since when triggers write how alerts stand. */
  beganAt: z.iso.datetime().transform((text) => new Date(text)),
  keptDays: z.number().positive(),
})

/** How far back the past is known, and for how many days it is kept. @throws where the setting was written past the centre and makes no sense */
export async function readKnownFrom(tx: Db, now: Date): Promise<{ knownFrom: Date; keptDays: number }> {
  const { value } = await tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'past')
    .executeTakeFirstOrThrow()
  const { beganAt, keptDays } = PastSetting.parse(value)
  return { knownFrom: new Date(Math.max(beganAt.getTime(), now.getTime() - keptDays * 86_400_000)), keptDays }
}

/** The clock of a page that asks may be ahead by the way here. */
const aheadMs = 5_000

/** The moment that is asked for. @throws {AppError} `before_past` naming since when it is known, `not_past` for what lies ahead */
export async function checkMoment(tx: Db, at: string, now: Date): Promise<Date> {
  const { knownFrom } = await readKnownFrom(tx, now)
  const moment = new Date(at)
  if (moment.getTime() > now.getTime() + aheadMs) {
    throw new AppError('not_past', 400, { detail: 'at: this lies ahead; ask for a time that is past' })
  }
  if (moment < knownFrom) {
    const detail = `at: what was before ${knownFrom.toISOString()} is not kept; ask for a later time`
    const errors = [{ path: 'at', message: detail, code: 'before_past', params: { from: knownFrom.toISOString() } }]
    throw new AppError('before_past', 400, { detail, errors })
  }
  return moment
}
