import { sql } from 'kysely'
import type { BulletinSend, Reach } from '../../core/api/bulletins.ts'
import { bulletinName, bulletinSubject } from '../../core/bulletin-urgency.ts'
import { conflict } from '../../core/error.ts'
import { uuidv7 } from '../../core/uuid.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { localTime } from '../export/table.ts'
import { iso } from '../http/present.ts'
import { announce } from '../live/events.ts'
import { channelName, type DeclaredChannel } from '../messages/rows.ts'
import { lockOpenIncident } from '../work/incidents.ts'
import { addTimelineEntry } from '../work/timeline.ts'
import { findAudience, type Told } from './audience.ts'
import { allowMove, findBulletin, type HeldBulletin, holdBulletin, tellBulletin } from './hold-bulletin.ts'
import { readReach } from './reach.ts'

type Incident = Awaited<ReturnType<typeof lockOpenIncident>>

/**
 * Approves a bulletin, or sends it alone where the centre allows that: number, messages and deliveries stand in this commit or not at
 * all. It goes to as many as whoever sends it was shown.
 * @throws {AppError} `bulletin_moved`, `incident_closed`, `second_person`, `no_agencies`, `reach_changed`
 */
export async function sendBulletin(
  tx: Db,
  actor: Actor,
  channels: readonly DeclaredChannel[],
  id: string,
  { move, ...seen }: BulletinSend & { move: 'approve' | 'send' },
): Promise<void> {
  // The incident first, as everybody locks: numbers of its bulletins are given one after another.
  const incident = await lockOpenIncident(tx, (await findBulletin(tx, id)).incidentId)
  const bulletin = await holdBulletin(tx, id, seen.version)
  const secondPerson = await allowMove(tx, actor, move, bulletin)
  const told = await findAudience(tx, incident.id, bulletin)
  if (told.length === 0) throw conflict('no_agencies', 'no agency belongs to this audience now; choose another')
  const reach = await readReach(tx, channels, told)
  if (reach.agencies !== seen.agencies || reach.addresses !== seen.addresses)
    throw conflict(
      'reach_changed',
      `it now goes to ${reach.agencies} agencies and ${reach.addresses} addresses; look at them, then send it`,
    )
  const { last } = await tx
    .selectFrom('platform.bulletin')
    .select((of) => of.fn.max('number').as('last'))
    .where('incidentId', '=', incident.id)
    .executeTakeFirstOrThrow()
  const number = (last ?? 0) + 1
  const now = new Date()
  await tx
    .updateTable('platform.bulletin')
    .set({
      ...{ state: 'sent', number, version: seen.version + 1, secondPerson },
      ...{ decidedAt: now, decidedBy: actor.accountId, decidedByName: actor.name },
    })
    .where('id', '=', id)
    .execute()
  await post(tx, { incident, bulletin, told, channels, number, now })
  await addTimelineEntry(tx, {
    ...{ incidentId: incident.id, agencyId: incident.agencyId, authorAgencyId: incident.agencyId, by: actor },
    ...{ kind: 'bulletin.sent', subject: id, text: storyOf(bulletin, number, reach) },
  })
  const detail = {
    number,
    urgency: bulletin.urgency,
    agencies: reach.agencies,
    addresses: reach.addresses,
    secondPerson,
  }
  await tellBulletin(tx, actor, bulletin, 'bulletin.issued', detail)
}

function storyOf({ urgency, title }: HeldBulletin, number: number, reach: Reach): string {
  const ways = reach.channels
    .filter(({ addresses }) => addresses > 0)
    .map(({ name, addresses }) => `${name.vi} ${addresses} địa chỉ`)
  const by = ways.length > 0 ? ways.join(', ') : 'chưa đơn vị nào có địa chỉ'
  return `${bulletinName(urgency, number).vi.toLowerCase()} “${title}” tới ${reach.agencies} đơn vị (${by})`
}

/** Hands a message for each agency to the post office. */
async function post(
  tx: Db,
  given: {
    incident: Incident
    bulletin: HeldBulletin
    told: readonly Told[]
    channels: readonly DeclaredChannel[]
    number: number
    now: Date
  },
): Promise<void> {
  const { incident, bulletin, told, number, now } = given
  const { agencyId } = incident
  const messages = told.map(() => uuidv7(now))
  const ids = told.map(({ id }) => id)
  await sql`insert into platform.bulletin_agency (bulletin_id, told_id, agency_id, message_id)
    select ${bulletin.id}, t.told_id, ${agencyId}, t.message_id
    from unnest(${ids}::int[], ${messages}::uuid[]) t (told_id, message_id)`.execute(tx)
  const sender = await tx
    .selectFrom('platform.agency')
    .select('name')
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow()
  const title = bulletinSubject(bulletin.urgency, number, bulletin.title)
  const foot = `${sender.name} phát lúc ${localTime(iso(now))}, sự cố ${incident.number}.`
  const names = given.channels.map(channelName)
  await sql`select platform.post_bulletin(${bulletin.id}, ${agencyId}, ${messages}::uuid[], ${ids}::int[], ${title},
    ${`${bulletin.text}\n\n${foot}`}, ${names}::text[])`.execute(tx)
  await announce(tx, { kind: 'message', action: 'written', ids: messages, agencies: ids })
}
