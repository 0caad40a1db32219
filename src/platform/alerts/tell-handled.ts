import { sql } from 'kysely'
import type { Handling } from '../../core/api/alerts.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'

/** An alert as it stood before somebody did something about it. */
export interface Handled {
  readonly id: string
  readonly agencyId: number
  readonly handling: Handling
}

export const anyOf = (alerts: readonly Pick<Handled, 'id'>[]) => sql<string>`any(${alerts.map(({ id }) => id)}::uuid[])`

/** Steps, audit and live event of what was done with many alerts: three statements, whatever their number. */
export async function tellHandled(
  tx: Db,
  actor: Actor,
  alerts: readonly Handled[],
  what: { action: string; at?: Date; line?: string | undefined; comment?: string | undefined },
): Promise<void> {
  if (alerts.length === 0) return
  const { action, at = new Date(), line, comment } = what
  await sql`insert into platform.alert_step (alert_id, agency_id, at, action, by_id, by_name, comment)
    select id, agency_id, ${at}, ${action}, ${actor.accountId}, ${actor.name}, ${comment || null}
    from platform.alert where id = ${anyOf(alerts)} order by id`.execute(tx)
  for (let from = 0; from < alerts.length; from += 1_000) {
    await writeAudits(
      tx,
      actor,
      alerts.slice(from, from + 1_000).map(({ id, agencyId, handling }) => ({
        agencyId,
        action: `alert.${action}`,
        subject: { kind: 'alert', id },
        detail: { from: handling, ...(line ? { line } : {}) },
      })),
    )
  }
  const agencies = [...new Set(alerts.map(({ agencyId }) => agencyId))]
  await announce(tx, { kind: 'alert', action, ids: alerts.slice(0, 100).map(({ id }) => id), agencies })
}
