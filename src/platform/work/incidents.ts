import { conflict, notFound } from '../../core/error.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { addStep } from '../alerts/steps.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { nextNumber } from './numbers.ts'
import { addTimelineEntry } from './timeline.ts'

/** Opens an incident from an alert, which is taken by the way if nobody has it. @returns the incident's id */
export async function openIncident(tx: Db, actor: Actor, alertId: string, title?: string): Promise<string> {
  const alert = await tx
    .selectFrom('platform.alert')
    .selectAll()
    .where('id', '=', alertId)
    .forUpdate()
    .executeTakeFirst()
  if (!alert) throw notFound(`alert ${alertId}`)
  if (alert.incidentId) throw conflict('in_incident', 'this alert is part of an incident already; open that one')
  if (alert.handling === 'done' || alert.handling === 'dismissed') {
    throw conflict('already_finished', 'this alert is finished already')
  }
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
  const taking = alert.takenAt ? {} : { takenAt: now, takenBy: actor.accountId, takenByName: actor.name }
  await tx
    .updateTable('platform.alert')
    .set({ handling: 'in_work', incidentId: id, ...taking })
    .where('id', '=', alertId)
    .execute()
  const { agencyId } = alert
  await addStep(tx, { alertId, agencyId, at: now, action: 'in_work', by: actor, comment: number })
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'incident.opened', text: title ?? alert.titleVi })
  await addTimelineEntry(tx, { ...entry, kind: 'alert.joined', text: alert.titleVi, subject: alertId })
  await writeAudit(tx, actor, {
    agencyId,
    action: 'incident.opened',
    subject: { kind: 'incident', id },
    detail: { number, alertId },
  })
  await announce(tx, { kind: 'incident', action: 'opened', ids: [id], agencies: [agencyId] })
  await announce(tx, { kind: 'alert', action: 'in_work', ids: [alertId], agencies: [agencyId] })
  return id
}

/** An open incident, locked until the commit. @throws {AppError} `not_found`, `incident_closed` */
export async function lockOpenIncident(tx: Db, id: string) {
  const incident = await tx
    .selectFrom('platform.incident')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!incident) throw notFound(`incident ${id}`)
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
 * Closes an incident whose tasks are all done, and finishes its alerts: that is when they count as handled.
 * @throws {AppError} `tasks_open` naming them
 */
export async function closeIncident(tx: Db, actor: Actor, id: string, note: string): Promise<void> {
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
  const now = new Date()
  const { agencyId } = incident
  await tx
    .updateTable('platform.incident')
    .set({ state: 'closed', closedAt: now, closedBy: actor.accountId, closedByName: actor.name })
    .where('id', '=', id)
    .execute()
  const alerts = await tx
    .updateTable('platform.alert')
    .set({ handling: 'done', doneAt: now })
    .where('incidentId', '=', id)
    .where('handling', '=', 'in_work')
    .returning('id')
    .execute()
  for (const alert of alerts) await addStep(tx, { alertId: alert.id, agencyId, at: now, action: 'done', by: actor })
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'incident.closed', text: note })
  const subject = { kind: 'incident', id }
  await writeAudit(tx, actor, { agencyId, action: 'incident.closed', subject, detail: { number: incident.number } })
  await announce(tx, { kind: 'incident', action: 'closed', ids: [id], agencies: [agencyId] })
  if (alerts.length > 0)
    await announce(tx, { kind: 'alert', action: 'done', ids: alerts.map((alert) => alert.id), agencies: [agencyId] })
}
