import { sql } from 'kysely'
import type { LineDone, LineGroup } from '../../core/api/alerts.ts'
import { notFound } from '../../core/error.ts'
import { undoMs } from '../../core/undo.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { isOfLine } from './read-lines.ts'
import { readAlertSettings } from './settings.ts'
import { checkShelf } from './shelve.ts'
import { anyOf, tellHandled } from './tell-handled.ts'

/** A line, and the group in which its alerts are meant. */
export interface OfLine {
  readonly id: string
  readonly group: LineGroup
}

/** The alerts of a line that stand in a group, locked until the commit. @throws {AppError} 404 where there is none to be seen */
export async function lockLine(tx: Db, { id, group }: OfLine) {
  // In one order, as the keeper of lines does: two that lock crosswise would wait for each other.
  const alerts = await tx
    .selectFrom('platform.alert as al')
    .select([
      'al.id',
      'al.agencyId',
      'al.handling',
      'al.severity',
      'al.incidentId',
      'al.takenAt',
      'al.takenBy',
      'al.condition',
    ])
    .where(isOfLine(id, group))
    .orderBy('al.id')
    .forUpdate()
    .execute()
  if (alerts.length === 0) throw notFound(`line ${id} in ${group}`)
  return alerts
}
type Locked = Awaited<ReturnType<typeof lockLine>>[number]

const told = (tx: Db, actor: Actor, line: OfLine, alerts: readonly Locked[], action: string, comment?: string) =>
  tellHandled(tx, actor, alerts, { action, line: line.id, comment })

const done = (all: readonly Locked[], changed: readonly Locked[]): LineDone => ({
  changed: changed.length,
  left: all.length - changed.length,
})

/** Takes every alert of the line that nobody has. @throws {AppError} 404 where there is none to be seen */
export async function takeLine(tx: Db, actor: Actor, line: OfLine, comment?: string): Promise<LineDone> {
  const all = await lockLine(tx, line)
  const free = all.filter(({ handling }) => handling === 'new')
  await tx
    .updateTable('platform.alert')
    .set({ handling: 'taken', takenAt: new Date(), takenBy: actor.accountId, takenByName: actor.name })
    .where('id', '=', anyOf(free))
    .execute()
  await told(tx, actor, line, free, 'taken', comment)
  return done(all, free)
}

/** Gives back what the actor took within the last seconds. */
export async function releaseLine(tx: Db, actor: Actor, line: OfLine): Promise<LineDone> {
  const all = await lockLine(tx, line)
  const nowMs = Date.now()
  const own = all.filter(
    ({ handling, takenBy, takenAt }) =>
      handling === 'taken' && takenBy === actor.accountId && takenAt !== null && nowMs - takenAt.getTime() <= undoMs,
  )
  await tx
    .updateTable('platform.alert')
    .set({ handling: 'new', takenAt: null, takenBy: null, takenByName: null })
    .where('id', '=', anyOf(own))
    .execute()
  await told(tx, actor, line, own, 'released')
  return done(all, own)
}

/** Finishes every alert of the line that is in no incident, with one reason. */
export async function dismissLine(tx: Db, actor: Actor, line: OfLine, reason: string): Promise<LineDone> {
  const all = await lockLine(tx, line)
  const open = all.filter(
    ({ handling, incidentId }) => incidentId === null && handling !== 'done' && handling !== 'dismissed',
  )
  await sql`update platform.alert set handling = 'dismissed', done_at = now(), taken_at = coalesce(taken_at, now()),
    taken_by_name = case when taken_at is null then ${actor.name} else taken_by_name end,
    taken_by = case when taken_at is null then ${actor.accountId} else taken_by end
    where id = ${anyOf(open)}`.execute(tx)
  await told(tx, actor, line, open, 'dismissed', reason)
  return done(all, open)
}

/** Lays the whole line aside. @throws {AppError} as checkShelf, by the worst of its alerts */
export async function shelveLine(
  tx: Db,
  actor: Actor,
  line: OfLine,
  shelf: { until: string; reason: string },
): Promise<LineDone> {
  const all = await lockLine(tx, line)
  const open = all.filter(({ handling }) => handling !== 'done' && handling !== 'dismissed')
  const [until, now, settings] = [new Date(shelf.until), new Date(), await readAlertSettings(tx)]
  for (const severity of new Set(open.map((alert) => alert.severity))) checkShelf(until, severity, settings, now)
  await tx
    .updateTable('platform.alert')
    .set({ shelvedUntil: until, shelvedBy: actor.accountId, shelvedByName: actor.name, shelvedReason: shelf.reason })
    .where('id', '=', anyOf(open))
    .execute()
  await told(tx, actor, line, open, 'shelved', shelf.reason)
  return done(all, open)
}

/** Brings the whole line back. */
export async function unshelveLine(tx: Db, actor: Actor, line: OfLine): Promise<LineDone> {
  const all = await lockLine(tx, { ...line, group: 'shelved' })
  await tx
    .updateTable('platform.alert')
    .set({ shelvedUntil: null, shelvedBy: null, shelvedByName: null, shelvedReason: null })
    .where('id', '=', anyOf(all))
    .execute()
  await told(tx, actor, line, all, 'unshelved')
  return done(all, all)
}
