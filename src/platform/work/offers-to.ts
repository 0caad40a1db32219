import type { WaitingHandover } from '../../core/api/handover.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'

/** The open incidents whose command is offered to an account that has not answered yet, the longest waiting first. */
export async function readOffersTo(tx: Db, accountId: number): Promise<WaitingHandover[]> {
  const rows = await tx
    .selectFrom('platform.incidentHandover as h')
    .innerJoin('platform.incident as inc', 'inc.id', 'h.incidentId')
    .select(['inc.id', 'inc.number', 'inc.title', 'h.fromId', 'h.fromName', 'h.offeredAt'])
    .where('h.state', '=', 'offered')
    .where('h.toId', '=', accountId)
    .orderBy('h.offeredAt')
    .execute()
  return rows.map(({ id, number, title, fromId, fromName, offeredAt }) => ({
    incident: { id, number, title },
    from: { id: fromId, name: fromName },
    offeredAt: iso(offeredAt),
  }))
}
