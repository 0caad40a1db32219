import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../db/pool.ts'
import { holdRules, readRulesInForce } from '../rules/rows.ts'
import { AlertWriter } from './alert-writer.ts'
import type { OnFault } from './apart.ts'
import { endUncovered } from './leave.ts'
import { enrolForSilence, sweepSilence } from './silence.ts'
import { followHappenings, sweepTimers } from './timers.ts'

/** Nobody looked for so long: the centre was down, and whoever could not be heard meanwhile is not silent for that. */
const downAfterMs = 30_000
const Grace = z.object({ graceS: z.number().min(0) })

/**
 * One look of the rules' clock, in a transaction of its own: silence, held-back readings, quiet times, and what happened. One looks at a
 * time; another that comes meanwhile does nothing.
 * @returns whether there may be more to do at once
 */
export async function lookAtClock(
  tx: Db,
  options: { now: Date; enrol: boolean; onFault?: OnFault | undefined },
): Promise<boolean> {
  const { now, onFault } = options
  await holdRules(tx)
  const clock = await tx
    .selectFrom('platform.ruleClock')
    .select(['openSince', 'lookedAt', 'happeningId'])
    // A restored backup may lie in the future of a server that has counted fewer transactions.
    .select(sql<string>`least(xid, platform.settled_before())::text`.as('xid'))
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!clock) return false
  const wasDown = now.getTime() - clock.lookedAt.getTime() > downAfterMs
  const openSince = wasDown ? now : clock.openSince
  const rules = await readRulesInForce(tx)
  const setting = await tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'rules')
    .executeTakeFirstOrThrow()
  if (options.enrol || wasDown) {
    await endUncovered(tx, now)
    await enrolForSilence(tx)
  }
  const { graceS } = Grace.parse(setting.value)
  const look = { tx, alerts: new AlertWriter(tx), onFault }
  const silent = await sweepSilence(look, { openSince, graceS }, now)
  const due = await sweepTimers(look, rules, now)
  const place = await followHappenings(look, rules, clock)
  await sql`update platform.rule_clock set looked_at = ${now}, open_since = ${openSince}, xid = ${place.xid}::xid8,
    happening_id = ${place.happeningId}`.execute(tx)
  return silent + due + place.looked > 0
}
