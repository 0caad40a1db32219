import { sql } from 'kysely'
import type { IncidentFigure, NewFigure } from '../../core/api/incident-picture.ts'
import { AppError } from '../../core/error.ts'
import { localDateOf } from '../../core/local-time.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import { announce } from '../live/events.ts'
import { lockOpenIncident } from './incidents.ts'
import { addTimelineEntry } from './timeline.ts'

/** Clocks of people differ by so much at most. */
const aheadMs = 5 * 60_000

function wrongField(path: string, message: string): AppError {
  return new AppError('bad_figure', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
}

/**
 * Keeps a figure that somebody was told, and writes it into the story of an open incident.
 * @throws {AppError} `not_found`, `incident_closed`, `bad_figure` naming the field
 */
export async function tellFigure(tx: Db, actor: Actor, id: string, figure: NewFigure): Promise<void> {
  const incident = await lockOpenIncident(tx, id)
  const kind = await tx
    .selectFrom('platform.figureKind')
    .selectAll()
    .where('key', '=', figure.kind)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
  if (!kind) throw wrongField('kind', 'no such kind of figure is asked for')
  const { value, whole, source } = figure
  if (kind.hasWhole !== (whole !== null))
    throw wrongField('whole', kind.hasWhole ? 'say of how many' : 'this kind has no whole')
  if (whole !== null && whole < value) throw wrongField('whole', 'the whole is less than its part')
  const now = new Date()
  const at = new Date(figure.at)
  if (at.getTime() > now.getTime() + aheadMs) throw wrongField('at', 'lies in the future')
  const { agencyId } = incident
  await tx
    .insertInto('platform.incidentFigure')
    .values({
      ...{ id: uuidv7(now), incidentId: id, agencyId, kind: kind.key, value, whole, at, source, enteredAt: now },
      byId: actor.accountId,
      byName: actor.name,
    })
    .execute()
  const said = [number(value), whole === null ? '' : `/ ${number(whole)}`, kind.unitVi].filter(Boolean).join(' ')
  const text = `${kind.nameVi} ${said} (${source}, lúc ${momentText(at)})`
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'figure.told', text, subject: kind.key })
  const detail = { kind: kind.key, value, whole, at: iso(at) }
  await writeAudit(tx, actor, { agencyId, action: 'incident.figure_told', subject: { kind: 'incident', id }, detail })
  await announce(tx, { kind: 'incident', action: 'figure', ids: [id], agencies: [agencyId] })
}

const number = (value: number) => value.toLocaleString('vi-VN')
/** `14:26 ngày 21/11`, of Asia/Ho_Chi_Minh. */
function momentText(at: Date): string {
  const [, month, day] = localDateOf(at).split('-')
  const time = at.toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' })
  return `${time} ngày ${day}/${month}`
}

/** The last figure of each kind that was told of an incident, in the order of kinds: the latest by when it holds, then by when it was told. */
export async function readFigures(tx: Db, incidentId: string): Promise<IncidentFigure[]> {
  const rows = await tx
    .selectFrom('platform.incidentFigure as f')
    .innerJoin('platform.figureKind as k', 'k.key', 'f.kind')
    .distinctOn('f.kind')
    .select(['f.id', 'f.value', 'f.whole', 'f.at', 'f.source', 'f.enteredAt', 'f.byId', 'f.byName'])
    .select(['k.key', 'k.nameVi', 'k.nameEn', 'k.unitVi', 'k.unitEn', 'k.hasWhole', 'k.position'])
    .where('f.incidentId', '=', incidentId)
    .orderBy('f.kind')
    .orderBy('f.at', 'desc')
    .orderBy(sql`f.id`, 'desc')
    .execute()
  return rows
    .sort((one, other) => one.position - other.position)
    .map((row) => ({
      id: row.id,
      kind: {
        key: row.key,
        name: { vi: row.nameVi, en: row.nameEn },
        unit: { vi: row.unitVi, en: row.unitEn },
        hasWhole: row.hasWhole,
      },
      value: row.value,
      whole: row.whole,
      at: iso(row.at),
      source: row.source,
      enteredAt: iso(row.enteredAt),
      by: { id: row.byId, name: row.byName },
    }))
}
