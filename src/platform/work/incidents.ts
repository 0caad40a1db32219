import { sql } from 'kysely'
import { conflict, notFound } from '../../core/error.ts'
import { severities } from '../../core/severity.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { dropHandover } from './end-handover.ts'
import { nextNumber } from './numbers.ts'
import { addTimelineEntry } from './timeline.ts'

/** What is told of an incident renews every alert on screen; of so many at most it is told by name. */
const mostTold = 100

/**
 * Opens an incident from an alert, which is taken by the way if nobody has it. What stands in a line below it comes along, as far as the
 * actor handles it: a power cut is one incident, not one for each device. @returns the incident's id
 */
export async function openIncident(tx: Db, actor: Actor, alertId: string, title?: string): Promise<string> {
  const { alert, joining } = await lockJoining(tx, alertId)
  const now = new Date()
  const id = uuidv7(now)
  const number = await nextNumber(tx, 'SC', now)
  await tx
    .insertInto('platform.incident')
    .values({
      id,
      number,
      title: title ?? alert.titleVi,
      severity: alert.severity,
      agencyId: alert.agencyId,
      areaCode: alert.areaCode,
      openedAt: now,
      openedBy: actor.accountId,
      openedByName: actor.name,
    })
    .execute()
  const { agencyId } = alert
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'incident.opened', text: title ?? alert.titleVi })
  await takeIn(tx, actor, { id, number, agencyId }, { alert, joining }, now)
  await writeAudit(tx, actor, {
    agencyId,
    action: 'incident.opened',
    subject: { kind: 'incident', id },
    detail: { number, alertId },
  })
  await announce(tx, { kind: 'incident', action: 'opened', ids: [id], agencies: [agencyId] })
  return id
}

/**
 * Puts an alert, with what stands in the line below it, into an incident that is open already, as {@link openIncident} does into a new
 * one. An incident becomes as severe as the worst that joins it.
 * @throws {AppError} `not_found`, `incident_closed`, `in_incident`, `already_finished`
 */
export async function joinIncident(tx: Db, actor: Actor, incidentId: string, alertId: string): Promise<void> {
  const incident = await lockOpenIncident(tx, incidentId)
  const { alert, joining } = await lockJoining(tx, alertId)
  await takeIn(tx, actor, incident, { alert, joining }, new Date())
  const { number, agencyId } = incident
  const severity = severities.find((each) => each === alert.severity || each === incident.severity) ?? alert.severity
  await tx.updateTable('platform.incident').set({ severity }).where('id', '=', incidentId).execute()
  await writeAudit(tx, actor, {
    agencyId,
    action: 'incident.joined',
    subject: { kind: 'incident', id: incidentId },
    detail: { number, alertId },
  })
  await announce(tx, { kind: 'incident', action: 'joined', ids: [incidentId], agencies: [agencyId] })
}

type Joining = Awaited<ReturnType<typeof lockJoining>>

/** The alert that is asked for and what comes along with it, locked. @throws {AppError} `not_found`, `in_incident`, `already_finished` */
async function lockJoining(tx: Db, alertId: string) {
  const joining = await lockLineOf(tx, alertId)
  const alert = joining.find(({ id }) => id === alertId)
  if (!alert) throw notFound(`alert ${alertId}`)
  if (alert.incidentId) throw conflict('in_incident', 'this alert is part of an incident already; open that one')
  if (alert.handling === 'done' || alert.handling === 'dismissed') {
    throw conflict('already_finished', 'this alert is finished already')
  }
  return { alert, joining }
}

/** Makes alerts parts of an incident: they are worked on from now, by who had them or else by who does this. */
async function takeIn(
  tx: Db,
  actor: Actor,
  incident: { readonly id: string; readonly number: string; readonly agencyId: number },
  { alert, joining }: Joining,
  now: Date,
): Promise<void> {
  const { id, number, agencyId } = incident
  const text = joining.length === 1 ? alert.titleVi : `${alert.titleVi} (và ${joining.length - 1} cảnh báo cùng dòng)`
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'alert.joined', text, subject: alert.id })
  const ids = sql<string>`any(${joining.map((each) => each.id)}::uuid[])`
  await sql`update platform.alert set handling = 'in_work', incident_id = ${id}, taken_at = coalesce(taken_at, ${now}),
    taken_by_name = case when taken_at is null then ${actor.name} else taken_by_name end,
    taken_by = case when taken_at is null then ${actor.accountId} else taken_by end
    where id = ${ids}`.execute(tx)
  await sql`insert into platform.alert_step (alert_id, agency_id, at, action, by_id, by_name, comment)
    select id, agency_id, ${now}, 'in_work', ${actor.accountId}, ${actor.name}, ${number}
    from platform.alert where id = ${ids} order by id`.execute(tx)
  const agencies = [...new Set(joining.map((each) => each.agencyId))]
  await announce(tx, {
    kind: 'alert',
    action: 'in_work',
    ids: joining.slice(0, mostTold).map((each) => each.id),
    agencies,
  })
}

/** An alert, and what stands in the line that it heads and nobody works on yet; locked in the order in which whole lines are. */
const lockLineOf = (tx: Db, id: string) =>
  tx
    .selectFrom('platform.alert')
    .selectAll()
    .where((is) =>
      is.or([is('id', '=', id), is.and([is('lineId', '=', id), is('handling', 'in', ['new', 'taken'] as const)])]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()

/** An incident, locked until the commit. @throws {AppError} `not_found` */
export async function lockIncident(tx: Db, id: string) {
  const incident = await tx
    .selectFrom('platform.incident')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!incident) throw notFound(`incident ${id}`)
  return incident
}

/** An open incident, locked until the commit. @throws {AppError} `not_found`, `incident_closed` */
export async function lockOpenIncident(tx: Db, id: string) {
  const incident = await lockIncident(tx, id)
  if (incident.state === 'closed') throw conflict('incident_closed', `incident ${incident.number} is closed`)
  return incident
}

export async function addNote(tx: Db, actor: Actor, id: string, text: string): Promise<void> {
  const incident = await lockOpenIncident(tx, id)
  const { agencyId } = incident
  await addTimelineEntry(tx, { incidentId: id, agencyId, authorAgencyId: agencyId, kind: 'note', by: actor, text })
  await announce(tx, { kind: 'incident', action: 'note', ids: [id], agencies: [agencyId] })
}

/**
 * Closes an incident whose tasks are all done, and finishes its alerts: that is when they count as handled, or as false alarms.
 * @param falseAlarm there was nothing; `note` says how that is known
 * @throws {AppError} `not_found`, `incident_closed`, `tasks_open` naming them
 */
export async function closeIncident(
  tx: Db,
  actor: Actor,
  id: string,
  note: string,
  falseAlarm: boolean,
): Promise<void> {
  const incident = await lockOpenIncident(tx, id)
  const open = await tx
    .selectFrom('platform.task')
    .select('title')
    .where('incidentId', '=', id)
    .where('state', '<>', 'done')
    .execute()
  if (open.length > 0) {
    const titles = open.map((task) => `«${task.title}»`).join(', ')
    throw conflict('tasks_open', `${open.length} tasks are not done yet: ${titles}; finish them first`)
  }
  await dropHandover(tx, actor, id)
  const now = new Date()
  const { agencyId } = incident
  await tx
    .updateTable('platform.incident')
    .set({
      state: 'closed',
      stage: 'closed',
      falseAlarm,
      closedAt: now,
      closedBy: actor.accountId,
      closedByName: actor.name,
    })
    .where('id', '=', id)
    .execute()
  const alerts = await tx
    .updateTable('platform.alert')
    .set({ handling: 'done', doneAt: now, falseAlarm })
    .where('incidentId', '=', id)
    .where('handling', '=', 'in_work')
    .returning(['id', 'agencyId'])
    .execute()
  const ids = alerts.map((alert) => alert.id)
  await sql`insert into platform.alert_step (alert_id, agency_id, at, action, by_id, by_name)
    select id, agency_id, ${now}, 'done', ${actor.accountId}, ${actor.name}
    from platform.alert where id = any(${ids}::uuid[]) order by id`.execute(tx)
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'incident.closed', text: note })
  const subject = { kind: 'incident', id }
  const detail = { number: incident.number, ...(falseAlarm ? { falseAlarm } : {}) }
  await writeAudit(tx, actor, { agencyId, action: 'incident.closed', subject, detail })
  await announce(tx, { kind: 'incident', action: 'closed', ids: [id], agencies: [agencyId] })
  const agencies = [...new Set(alerts.map((alert) => alert.agencyId))]
  if (alerts.length > 0) await announce(tx, { kind: 'alert', action: 'done', ids: ids.slice(0, mostTold), agencies })
}
