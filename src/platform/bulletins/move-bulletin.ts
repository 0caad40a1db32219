import { urgencyNames } from '../../core/bulletin-urgency.ts'
import { conflict } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { lockOpenIncident } from '../work/incidents.ts'
import { addTimelineEntry } from '../work/timeline.ts'
import { findAudience } from './audience.ts'
import { allowMove, findBulletin, type HeldBulletin, holdBulletin, tellBulletin, withWriter } from './hold-bulletin.ts'

/** `khẩn `, where it is urgent: what kind it is stands before its title. */
const urgentWord = ({ urgency }: HeldBulletin) =>
  urgency === 'normal' ? '' : `${urgencyNames[urgency].vi.toLowerCase()} `

const entryOf = ({ id, incidentId, agencyId }: HeldBulletin, by: Actor) => ({
  ...{ incidentId, agencyId, authorAgencyId: agencyId, by, subject: id },
})

/** Asks for the approval of a second person. @throws {AppError} `bulletin_moved`, `incident_closed`, `no_agencies` */
export async function askApproval(tx: Db, actor: Actor, id: string, version: number): Promise<void> {
  await lockOpenIncident(tx, (await findBulletin(tx, id)).incidentId)
  const bulletin = await holdBulletin(tx, id, version)
  await allowMove(tx, actor, 'ask', bulletin)
  const told = await findAudience(tx, bulletin.incidentId, bulletin)
  if (told.length === 0) throw conflict('no_agencies', 'no agency belongs to this audience now; choose another')
  await tx
    .updateTable('platform.bulletin')
    .set({
      ...{ state: 'asked', version: version + 1, writers: withWriter(bulletin.writers, actor), reason: '' },
      ...{ askedAt: new Date(), askedBy: actor.accountId, askedByName: actor.name },
      ...{ decidedAt: null, decidedBy: null, decidedByName: null },
    })
    .where('id', '=', id)
    .execute()
  const text = `${urgentWord(bulletin)}“${bulletin.title}”, gửi ${told.length} đơn vị`
  await addTimelineEntry(tx, { ...entryOf(bulletin, actor), kind: 'bulletin.asked', text })
  await tellBulletin(tx, actor, bulletin, 'bulletin.asked', { agencies: told.length })
}

/** Takes back what waits for approval, as one who wrote it. @throws {AppError} `bulletin_moved`, `not_writer` */
export async function withdrawBulletin(tx: Db, actor: Actor, id: string, version: number): Promise<void> {
  const bulletin = await holdBulletin(tx, id, version)
  await allowMove(tx, actor, 'withdraw', bulletin)
  await tx
    .updateTable('platform.bulletin')
    .set({ state: 'draft', version: version + 1, askedAt: null, askedBy: null, askedByName: null })
    .where('id', '=', id)
    .execute()
  await tellBulletin(tx, actor, bulletin, 'bulletin.withdrawn')
}

/** Sends a bulletin back to who wrote it, with the reason. @throws {AppError} `bulletin_moved` */
export async function returnBulletin(
  tx: Db,
  actor: Actor,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<void> {
  const bulletin = await holdBulletin(tx, id, version)
  await allowMove(tx, actor, 'return', bulletin)
  const decided = { decidedAt: new Date(), decidedBy: actor.accountId, decidedByName: actor.name }
  await tx
    .updateTable('platform.bulletin')
    .set({ state: 'returned', version: version + 1, reason, ...decided })
    .where('id', '=', id)
    .execute()
  const text = `${urgentWord(bulletin)}“${bulletin.title}”: ${reason}`
  await addTimelineEntry(tx, { ...entryOf(bulletin, actor), kind: 'bulletin.returned', text })
  await tellBulletin(tx, actor, bulletin, 'bulletin.returned')
}
