import { needsCall, reachState } from '../../core/bulletin-reach.ts'
import { conflict, notFound } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { findBulletin, tellBulletin } from './hold-bulletin.ts'

/**
 * Writes down that an agency was told by telephone, where no address of it was reached.
 * @throws {AppError} `not_found`; `reached` where it is or is being reached; `phoned` where somebody has told it
 */
export async function markPhoned(
  tx: Db,
  actor: Actor,
  id: string,
  { agencyId, note }: { agencyId: number; note: string },
): Promise<void> {
  const bulletin = await findBulletin(tx, id)
  const row = await tx
    .selectFrom('platform.bulletinAgency')
    .selectAll()
    .where('bulletinId', '=', id)
    .where('toldId', '=', agencyId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound(`agency ${agencyId} of bulletin ${id}`)
  if (row.phonedAt) throw conflict('phoned', `${row.phonedByName} has told this agency by telephone`)
  const deliveries = await tx
    .selectFrom('platform.delivery')
    .select('state')
    .where('messageId', '=', row.messageId)
    .execute()
  const states = deliveries.map(({ state }) => state)
  if (!needsCall(reachState(states, false)))
    throw conflict('reached', 'an address of this agency was reached, or is still being tried')
  await tx
    .updateTable('platform.bulletinAgency')
    .set({ phonedAt: new Date(), phonedBy: actor.accountId, phonedByName: actor.name, phonedNote: note })
    .where('bulletinId', '=', id)
    .where('toldId', '=', agencyId)
    .execute()
  await tellBulletin(tx, actor, bulletin, 'bulletin.phoned', { agencyId })
}
