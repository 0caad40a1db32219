import { sql } from 'kysely'
import { writeAudits } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'

interface Back {
  readonly id: string
  readonly agencyId: number
}

/**
 * Brings back what was laid aside until now, and what fired in a maintenance window that is over or was cancelled and still fires: it is
 * new then. What fired and ended within a window is finished by the centre, so that nobody closes it by hand.
 * @returns how many came back
 */
export async function bringBack(tx: Db, now: Date): Promise<number> {
  const { rows: shelved } = await sql<Back>`update platform.alert set shelved_until = null, shelved_by = null,
      shelved_by_name = null, shelved_reason = null where id = any(array(
      select id from platform.alert where shelved_until <= ${now} order by id for no key update skip locked))
    returning id, agency_id`.execute(tx)
  await tell(tx, 'unshelved', shelved, now)

  const { numAffectedRows: cancelled } = await sql`update platform.maintenance_window set swept = true
    where not swept`.execute(tx)
  // A window that overlaps the one that ends goes on.
  const { rows: muted } = await sql<Back & { mutedUntil: Date | null; ended: boolean }>`
    with due as materialized (
      select id, asset_id from platform.alert where muted_until is not null and (muted_until <= ${now} or ${(cancelled ?? 0n) > 0n})
      order by id for no key update skip locked
    )
    update platform.alert al set muted_until = platform.maintenance_until(due.asset_id, ${now}),
      handling = case when al.condition = 'resolved' and al.handling = 'new' and al.muted_until <= ${now} then 'dismissed'
        else al.handling end,
      done_at = case when al.condition = 'resolved' and al.handling = 'new' and al.muted_until <= ${now} then ${now} else al.done_at end
    from due where due.id = al.id
    returning al.id, al.agency_id, al.muted_until, al.condition = 'resolved' as ended`.execute(tx)
  const over = muted.filter(({ mutedUntil }) => mutedUntil === null)
  await tell(
    tx,
    'unmuted',
    over.filter(({ ended }) => !ended),
    now,
  )
  await tell(
    tx,
    'ended_in_maintenance',
    over.filter(({ ended }) => ended),
    now,
  )
  return shelved.length + over.length
}

async function tell(tx: Db, action: string, alerts: readonly Back[], at: Date): Promise<void> {
  if (alerts.length === 0) return
  await tx
    .insertInto('platform.alertStep')
    .values(alerts.map(({ id, agencyId }) => ({ alertId: id, agencyId, at, action })))
    .execute()
  await writeAudits(
    tx,
    null,
    alerts.map(({ id, agencyId }) => ({ agencyId, action: `alert.${action}`, subject: { kind: 'alert', id } })),
  )
  const agencies = [...new Set(alerts.map(({ agencyId }) => agencyId))]
  await announce(tx, { kind: 'alert', action, ids: alerts.slice(0, 100).map(({ id }) => id), agencies })
}
