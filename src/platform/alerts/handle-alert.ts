import { conflict, notFound } from '../../core/error.ts'
import { undoMs } from '../../core/undo.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { readAlertSettings } from './settings.ts'
import { checkShelf } from './shelve.ts'
import { addStep } from './steps.ts'

type Handling = 'new' | 'taken' | 'in_work' | 'done' | 'dismissed'

async function lockAlert(tx: Db, id: string) {
  const alert = await tx.selectFrom('platform.alert').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!alert) throw notFound(`alert ${id}`)
  return alert
}

async function told(
  tx: Db,
  actor: Actor,
  alert: { id: string; agencyId: number; handling: Handling },
  action: string,
  comment = '',
  detail: object = {},
): Promise<void> {
  await addStep(tx, {
    alertId: alert.id,
    agencyId: alert.agencyId,
    at: new Date(),
    action,
    by: actor,
    comment: comment || undefined,
  })
  await writeAudit(tx, actor, {
    agencyId: alert.agencyId,
    action: `alert.${action}`,
    subject: { kind: 'alert', id: alert.id },
    detail: { from: alert.handling, ...detail },
  })
  await announce(tx, { kind: 'alert', action, ids: [alert.id], agencies: [alert.agencyId] })
}

/** One officer takes it. @throws {AppError} `already_taken` naming who has it; taking again what one has is no error */
export async function takeAlert(tx: Db, actor: Actor, id: string, comment = ''): Promise<void> {
  const alert = await lockAlert(tx, id)
  if (alert.handling !== 'new') {
    if (alert.takenBy === actor.accountId && alert.handling === 'taken') return
    const who = alert.takenByName ? ` by ${alert.takenByName}` : ''
    throw conflict(
      'already_taken',
      `this alert is ${alert.handling.replace('_', ' ')}${who}; open it to see who has it`,
    )
  }
  await tx
    .updateTable('platform.alert')
    .set({ handling: 'taken', takenAt: new Date(), takenBy: actor.accountId, takenByName: actor.name })
    .where('id', '=', id)
    .execute()
  await told(tx, actor, alert, 'taken', comment)
}

/** Takes back one's own taking within seconds. @throws {AppError} `cannot_undo` */
export async function releaseAlert(tx: Db, actor: Actor, id: string): Promise<void> {
  const alert = await lockAlert(tx, id)
  const isOwn = alert.handling === 'taken' && alert.takenBy === actor.accountId
  if (!isOwn || !alert.takenAt || Date.now() - alert.takenAt.getTime() > undoMs) {
    throw conflict('cannot_undo', 'only the one who took it can undo that, within 10 seconds')
  }
  await tx
    .updateTable('platform.alert')
    .set({ handling: 'new', takenAt: null, takenBy: null, takenByName: null })
    .where('id', '=', id)
    .execute()
  await told(tx, actor, alert, 'released')
}

/** Ends the handling without work, with a reason. @throws {AppError} `already_finished`, `in_incident` */
export async function dismissAlert(tx: Db, actor: Actor, id: string, reason: string): Promise<void> {
  const alert = await lockAlert(tx, id)
  if (alert.handling === 'done' || alert.handling === 'dismissed') {
    throw conflict('already_finished', 'this alert is finished already')
  }
  if (alert.incidentId) throw conflict('in_incident', 'this alert is part of an incident; close the incident instead')
  const taking = alert.takenAt ? {} : { takenAt: new Date(), takenBy: actor.accountId, takenByName: actor.name }
  await tx
    .updateTable('platform.alert')
    .set({ handling: 'dismissed', doneAt: new Date(), ...taking })
    .where('id', '=', id)
    .execute()
  await told(tx, actor, alert, 'dismissed', reason)
}

/** Lays an alert aside until a time, with a reason; again with another time. @throws {AppError} as {@link checkShelf}; `already_finished` */
export async function shelveAlert(
  tx: Db,
  actor: Actor,
  id: string,
  shelf: { until: string; reason: string },
): Promise<void> {
  const alert = await lockAlert(tx, id)
  const until = new Date(shelf.until)
  if (alert.handling === 'done' || alert.handling === 'dismissed') {
    throw conflict('already_finished', 'this alert is finished already')
  }
  checkShelf(until, alert.severity, await readAlertSettings(tx), new Date())
  await tx
    .updateTable('platform.alert')
    .set({ shelvedUntil: until, shelvedBy: actor.accountId, shelvedByName: actor.name, shelvedReason: shelf.reason })
    .where('id', '=', id)
    .execute()
  await told(tx, actor, alert, 'shelved', shelf.reason, { until: until.toISOString() })
}

/** Brings back what was laid aside; what is not, stays as it is. */
export async function unshelveAlert(tx: Db, actor: Actor, id: string): Promise<void> {
  const alert = await lockAlert(tx, id)
  if (!alert.shelvedUntil) return
  await tx
    .updateTable('platform.alert')
    .set({ shelvedUntil: null, shelvedBy: null, shelvedByName: null, shelvedReason: null })
    .where('id', '=', id)
    .execute()
  await told(tx, actor, alert, 'unshelved')
}
