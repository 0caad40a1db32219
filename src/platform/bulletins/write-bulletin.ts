import type { BulletinEdit, NewBulletin } from '../../core/api/bulletins.ts'
import { isBulletinOpen } from '../../core/bulletin-state.ts'
import { conflict } from '../../core/error.ts'
import { uuidv7 } from '../../core/uuid.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { lockOpenIncident } from '../work/incidents.ts'
import { checkChosen } from './audience.ts'
import { allowMove, findBulletin, holdBulletin, tellBulletin, withWriter } from './hold-bulletin.ts'

const columnsOf = ({ urgency, title, text, audience, agencyIds }: NewBulletin) => ({
  urgency,
  title,
  text,
  audience,
  chosen: audience === 'chosen' ? [...new Set(agencyIds)] : [],
})

/** Begins a bulletin of an open incident as a draft. @returns its id. @throws {AppError} `incident_closed`, `bad_bulletin` */
export async function createBulletin(tx: Db, actor: Actor, incidentId: string, wanted: NewBulletin): Promise<string> {
  const { agencyId } = await lockOpenIncident(tx, incidentId)
  const columns = columnsOf(wanted)
  await checkChosen(tx, columns)
  const now = new Date()
  const id = uuidv7(now)
  await tx
    .insertInto('platform.bulletin')
    .values({
      ...{ id, incidentId, agencyId, ...columns, writers: [actor.accountId] },
      createdAt: now,
      createdBy: actor.accountId,
      createdByName: actor.name,
    })
    .execute()
  await tellBulletin(tx, actor, { id, incidentId, agencyId }, 'bulletin.created', { urgency: wanted.urgency })
  return id
}

/** Writes in a draft, or in what was returned. @throws {AppError} `bulletin_moved`, `incident_closed`, `bad_bulletin` */
export async function editBulletin(tx: Db, actor: Actor, id: string, { version, ...wanted }: BulletinEdit) {
  await lockOpenIncident(tx, (await findBulletin(tx, id)).incidentId)
  const bulletin = await holdBulletin(tx, id, version)
  if (!isBulletinOpen(bulletin.state))
    throw conflict('bulletin_moved', `the bulletin is ${bulletin.state}: what it says stands; take it back first`)
  const columns = columnsOf(wanted)
  await checkChosen(tx, columns)
  await tx
    .updateTable('platform.bulletin')
    .set({ ...columns, version: version + 1, writers: withWriter(bulletin.writers, actor) })
    .where('id', '=', id)
    .execute()
  const urgency = { from: bulletin.urgency, to: wanted.urgency }
  await tellBulletin(tx, actor, bulletin, 'bulletin.edited', urgency.from === urgency.to ? {} : { urgency })
}

/** Takes away what was not sent; no number is lost by it. @throws {AppError} `bulletin_moved` */
export async function dropBulletin(tx: Db, actor: Actor, id: string, version: number): Promise<void> {
  const bulletin = await holdBulletin(tx, id, version)
  await allowMove(tx, actor, 'drop', bulletin)
  await tx.deleteFrom('platform.bulletin').where('id', '=', id).execute()
  await tellBulletin(tx, actor, bulletin, 'bulletin.removed', { title: bulletin.title })
}
