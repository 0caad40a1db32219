import { sql } from 'kysely'
import type { Commander } from '../../core/api/incident-picture.ts'
import { AppError, conflict } from '../../core/error.ts'
import { localDateOf } from '../../core/local-time.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { dropHandover } from './end-handover.ts'
import { lockOpenIncident } from './incidents.ts'
import { addTimelineEntry } from './timeline.ts'

/** The post of account `c` that holds on a day and began last, where it is in sight. */
export const titleOn = (day: string) => sql<string | null>`(select p.title from platform.agency_post p
  where p.account_id = c.id and p.valid_from <= ${day} and (p.valid_to is null or p.valid_to > ${day})
  order by p.agency_id = c.agency_id desc, p.valid_from desc, p.id desc limit 1)`

/** People who may sign in, of the agencies in sight, by name. */
export async function listCommanders(tx: Db): Promise<Commander[]> {
  const rows = await selectActive(tx)
    .innerJoin('platform.agency as ag', 'ag.id', 'c.agencyId')
    .select(['c.id', 'c.name', 'ag.id as agencyId', 'ag.code as agencyCode', 'ag.name as agencyName'])
    .select(titleOn(localDateOf(new Date())).as('title'))
    .orderBy('c.name')
    .orderBy('c.id')
    .execute()
  return rows.map(({ id, name, agencyId, agencyCode, agencyName, title }) => ({
    account: { id, name },
    agency: { id: agencyId, code: agencyCode, name: agencyName },
    title,
  }))
}

const selectActive = (tx: Db) => tx.selectFrom('platform.account as c').where('c.disabledAt', 'is', null)

/**
 * Names who leads an open incident from now on, and writes it into its story. A hand-over that waits is taken back: whoever was
 * asked would take the command from a person who never offered it.
 * @throws {AppError} `not_found`, `incident_closed`, `bad_commander`: nobody in sight who may sign in; `same_commander`
 */
export async function nameCommander(tx: Db, actor: Actor, id: string, accountId: number): Promise<void> {
  const incident = await lockOpenIncident(tx, id)
  if (incident.commanderId === accountId) throw conflict('same_commander', 'this person leads it already')
  const account = await selectActive(tx).select(['c.id', 'c.name']).where('c.id', '=', accountId).executeTakeFirst()
  if (!account) {
    const message = 'choose somebody of your own agencies who may sign in'
    throw new AppError('bad_commander', 400, {
      detail: `accountId: ${message}`,
      errors: [{ path: 'accountId', message }],
    })
  }
  await dropHandover(tx, actor, id)
  const { agencyId } = incident
  await tx
    .updateTable('platform.incident')
    .set({ commanderId: account.id, commanderName: account.name })
    .where('id', '=', id)
    .execute()
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'commander.named', text: account.name, subject: String(account.id) })
  await writeAudit(tx, actor, {
    agencyId,
    action: 'incident.commander_named',
    subject: { kind: 'incident', id },
    detail: { from: incident.commanderName, to: account.name, accountId: account.id },
  })
  await announce(tx, { kind: 'incident', action: 'commander', ids: [id], agencies: [agencyId] })
}
