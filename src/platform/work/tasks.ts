import type { SayWhyLate } from '../../core/api/late-reasons.ts'
import type { CompleteTask, NewTask } from '../../core/api/work.ts'
import { addLength } from '../../core/deadline.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import { termColumns } from '../calendar/term-columns.ts'
import type { Db } from '../db/pool.ts'
import { sayWhyLate } from '../late/sayings.ts'
import { announce } from '../live/events.ts'
import { lockOpenIncident } from './incidents.ts'
import { addTimelineEntry } from './timeline.ts'

type TaskRow = Awaited<ReturnType<typeof lockTask>>

/** Gives a task of an incident to an agency, due in working days of the province's calendar. @returns the task's id */
export async function assignTask(tx: Db, actor: Actor, incidentId: string, wanted: NewTask): Promise<string> {
  const incident = await lockOpenIncident(tx, incidentId)
  const agency = await tx
    .selectFrom('platform.agency')
    .select(['id', 'name'])
    .where('id', '=', wanted.agencyId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (!agency) {
    const message = `no agency in force has the number ${wanted.agencyId}`
    throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'agencyId', message }] })
  }
  const now = new Date()
  const id = uuidv7(now)
  const calendar = await loadCalendar(tx)
  await tx
    .insertInto('platform.task')
    .values({
      id,
      incidentId,
      incidentNumber: incident.number,
      incidentTitle: incident.title,
      title: wanted.title,
      instructions: wanted.instructions,
      agencyId: agency.id,
      issuerAgencyId: incident.agencyId,
      givenBy: actor.agencyId,
      assignedAt: now,
      assignedBy: actor.accountId,
      assignedByName: actor.name,
      ...termColumns(wanted.term),
      dueAt: addLength(calendar, now, wanted.term),
    })
    .execute()
  const { agencyId } = incident
  const text = `${wanted.title} — ${agency.name}`
  await addTimelineEntry(tx, {
    incidentId,
    agencyId,
    authorAgencyId: agencyId,
    kind: 'task.assigned',
    by: actor,
    text,
    subject: id,
  })
  await tellChange(tx, actor, { id, incidentId, agencyId: agency.id, issuerAgencyId: agencyId }, 'assigned')
  return id
}

/** The task, locked until the commit. @throws {AppError} `not_found` */
export async function lockTask(tx: Db, id: string) {
  const task = await tx.selectFrom('platform.task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!task) throw notFound(`task ${id}`)
  return task
}

/** The task, for a person of the agency that must do it. @throws {AppError} `not_your_task`, `task_done` */
export async function lockOwnTask(tx: Db, actor: Actor, id: string) {
  const task = await lockTask(tx, id)
  if (!actor.agencyIds.includes(task.agencyId)) {
    throw new AppError('not_your_task', 403, { detail: 'only the agency that was given the task can work on it' })
  }
  if (task.state === 'done') throw conflict('task_done', 'this task is done; its evidence stays as it is')
  return task
}

export async function acceptTask(tx: Db, actor: Actor, id: string): Promise<void> {
  const task = await lockOwnTask(tx, actor, id)
  if (task.state !== 'assigned') return
  await tx
    .updateTable('platform.task')
    .set({ state: 'accepted', acceptedAt: new Date(), acceptedBy: actor.accountId, acceptedByName: actor.name })
    .where('id', '=', id)
    .execute()
  await tellStep(tx, actor, task, 'task.accepted', task.title)
  await tellChange(tx, actor, task, 'accepted')
}

/** Finishes a task, and says why late where that is given. @throws {AppError} `evidence_missing`: what was done must be shown by a file; as `explainTask` */
export async function completeTask(tx: Db, actor: Actor, id: string, { result, late }: CompleteTask): Promise<void> {
  const task = await lockOwnTask(tx, actor, id)
  const evidence = await tx
    .selectFrom('platform.evidence')
    .select('id')
    .where('taskId', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (!evidence) throw conflict('evidence_missing', 'add a file that shows what was done, then finish the task')
  const now = new Date()
  const accepting =
    task.state === 'assigned' ? { acceptedAt: now, acceptedBy: actor.accountId, acceptedByName: actor.name } : {}
  await tx
    .updateTable('platform.task')
    .set({ state: 'done', doneAt: now, doneBy: actor.accountId, doneByName: actor.name, result, ...accepting })
    .where('id', '=', id)
    .execute()
  await tellStep(tx, actor, task, 'task.done', `${task.title}: ${result}`)
  await tellChange(tx, actor, task, 'done')
  if (late) await explainTask(tx, actor, { ...task, doneAt: now }, late)
}

/** Says why a task is or was late, for the agency that must do it. @throws {AppError} as `sayWhyLate`, and `not_found` */
export async function explainLateTask(tx: Db, actor: Actor, id: string, said: SayWhyLate): Promise<void> {
  await explainTask(tx, actor, await lockTask(tx, id), said)
}

async function explainTask(tx: Db, actor: Actor, task: TaskRow, said: SayWhyLate): Promise<void> {
  await sayWhyLate(tx, actor, { taskId: task.id }, { ...task, sharedWith: [task.issuerAgencyId] }, said)
  await tellChange(tx, actor, task, 'late_explained', said)
}

/** Writes what happened to a task into the story of its incident. */
export async function tellStep(
  tx: Db,
  actor: Actor,
  task: TaskRow,
  kind: 'task.accepted' | 'evidence.added' | 'task.done' | 'task.undone',
  text: string,
  subject = task.id,
): Promise<void> {
  await addTimelineEntry(tx, {
    incidentId: task.incidentId,
    agencyId: task.issuerAgencyId,
    authorAgencyId: task.agencyId,
    kind,
    by: actor,
    text,
    subject,
  })
}

/** Tells the audit and every open page that a task changed. */
export async function tellChange(
  tx: Db,
  actor: Actor,
  task: Pick<TaskRow, 'id' | 'incidentId' | 'agencyId' | 'issuerAgencyId'>,
  action: string,
  detail: object = {},
): Promise<void> {
  const { id, agencyId, issuerAgencyId } = task
  const own = actor.agencyIds.includes(agencyId) ? agencyId : issuerAgencyId
  await writeAudit(tx, actor, { agencyId: own, action: `task.${action}`, subject: { kind: 'task', id }, detail })
  await announce(tx, { kind: 'task', action, ids: [id], agencies: [...new Set([agencyId, issuerAgencyId])] })
  await announce(tx, { kind: 'incident', action: `task_${action}`, ids: [task.incidentId], agencies: [issuerAgencyId] })
}
