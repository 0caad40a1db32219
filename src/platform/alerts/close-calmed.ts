import { sql } from 'kysely'
import type { Calmed, LineClosed, LineDone } from '../../core/api/alerts.ts'
import { type AppError, conflict, notFound } from '../../core/error.ts'
import { undoMs } from '../../core/undo.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { lockLine, type OfLine } from './handle-line.ts'
import { calmedIds, type LineFilter } from './read-lines.ts'
import { anyOf, type Handled, tellHandled } from './tell-handled.ts'

interface Standing extends Handled {
  readonly condition: 'firing' | 'resolved'
  readonly incidentId: string | null
}

const isWaited = ({ handling }: Handled) => handling === 'new' || handling === 'taken'
const isClosable = (alert: Standing) => alert.condition === 'resolved' && alert.incidentId === null && isWaited(alert)

/** Why none of these can be closed. */
function refusal(alerts: readonly Standing[]): AppError {
  if (alerts.some(({ condition }) => condition === 'firing')) {
    return conflict('still_firing', 'this alert still fires; close it once it has calmed, or dismiss it with a reason')
  }
  if (alerts.some(({ handling }) => handling === 'in_work')) {
    return conflict('in_incident', 'this alert is part of an incident; close the incident instead')
  }
  return conflict('already_finished', 'this alert is finished already')
}

/** Closes at one moment what can be closed of these; they count as handled from when they calmed (decision 32). */
async function close(tx: Db, actor: Actor, all: readonly Standing[], note: string, line?: string): Promise<LineClosed> {
  const [some, at] = [all.filter(isClosable), new Date()]
  await tx.updateTable('platform.alert').set({ handling: 'done', doneAt: at }).where('id', '=', anyOf(some)).execute()
  await tellHandled(tx, actor, some, { action: 'closed', at, line, comment: note })
  return { changed: some.length, left: all.length - some.length, at: at.toISOString() }
}

const lock = (tx: Db) =>
  tx
    .selectFrom('platform.alert as al')
    .select(['al.id', 'al.agencyId', 'al.handling', 'al.condition', 'al.incidentId'])
    // In one order, as the keeper of lines does: two that lock crosswise would wait for each other.
    .orderBy('al.id')
    .forUpdate()

/** Closes one alert that has calmed and is in no incident. @throws {AppError} `still_firing`, `in_incident`, `already_finished`; 404 */
export async function closeAlert(tx: Db, actor: Actor, id: string, note = ''): Promise<void> {
  const alerts = await lock(tx).where('al.id', '=', id).execute()
  if (alerts.length === 0) throw notFound(`alert ${id}`)
  if (!alerts.some(isClosable)) throw refusal(alerts)
  await close(tx, actor, alerts, note)
}

/** Closes what can be closed of a line, in its group. @throws {AppError} as {@link closeAlert} where that is nothing */
export async function closeLine(tx: Db, actor: Actor, line: OfLine, note = ''): Promise<LineClosed> {
  const alerts = await lockLine(tx, line)
  if (!alerts.some(isClosable)) throw refusal(alerts)
  return close(tx, actor, alerts, note, line.id)
}

/** How many of the group of the calmed, narrowed, can be closed now, and how many are left to their incidents. */
export async function countCalmed(tx: Db, rule: string | undefined, filter: LineFilter): Promise<Omit<Calmed, 'at'>> {
  const isFree = sql`al.incident_id is null and al.handling in ('new', 'taken')`
  const { rows } = await sql<Omit<Calmed, 'at'>>`
    select count(*) filter (where ${isFree})::int as closable, count(*) filter (where not (${isFree}))::int as in_incident
    from platform.alert al where al.id in (${calmedIds(rule, filter)})`.execute(tx)
  return rows[0] ?? { closable: 0, inIncident: 0 }
}

/**
 * Closes what can be closed of the group of the calmed, narrowed.
 * @param by what the centre learnt later to have calmed stays: nobody was told of it
 */
export async function closeCalmed(
  tx: Db,
  actor: Actor,
  which: { rule: string | undefined; filter: LineFilter; by: Date; note?: string | undefined },
): Promise<LineClosed> {
  const { rule, filter, by, note } = which
  const alerts = await lock(tx)
    .where(sql<boolean>`al.id in (${calmedIds(rule, filter)})`)
    .where(sql<boolean>`coalesce(al.calmed_at, '-infinity') <= ${by}`)
    .execute()
  return close(tx, actor, alerts, note ?? '')
}

/** Takes back one closing of one's own, named by its moment, within seconds. @throws {AppError} `cannot_undo` */
export async function reopen(tx: Db, actor: Actor, at: Date): Promise<LineDone> {
  const isInTime = Date.now() - at.getTime() <= undoMs
  const alerts = !isInTime
    ? []
    : await lock(tx)
        .where('al.handling', '=', 'done')
        .where('al.doneAt', '=', at)
        .where(sql<boolean>`exists (select from platform.alert_step s
          where s.alert_id = al.id and s.action = 'closed' and s.at = ${at} and s.by_id = ${actor.accountId})`)
        .execute()
  if (alerts.length === 0) {
    throw conflict('cannot_undo', 'only the one who closed them can undo that, within 10 seconds')
  }
  await sql`update platform.alert set handling = case when taken_at is null then 'new' else 'taken' end, done_at = null
    where id = ${anyOf(alerts)}`.execute(tx)
  await tellHandled(tx, actor, alerts, { action: 'unclosed' })
  return { changed: alerts.length, left: 0 }
}
