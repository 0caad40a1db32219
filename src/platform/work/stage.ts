import type { z } from 'zod'
import type { MoveStage, WriteLessons } from '../../core/api/work.ts'
import { AppError, conflict } from '../../core/error.ts'
import { refuseStageMove, stageNames } from '../../core/incident-stage.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { lockIncident, lockOpenIncident } from './incidents.ts'
import { addTimelineEntry } from './timeline.ts'

/**
 * Moves an open incident on its way, from where the actor saw it stand, and writes it into the story. Of two who do it at once one is told.
 * @throws {AppError} `not_found`, `incident_closed`, `stage_moved` naming where it stands, `same_stage`, `comment_missing`
 */
export async function moveStage(tx: Db, actor: Actor, id: string, move: z.output<typeof MoveStage>): Promise<void> {
  const incident = await lockOpenIncident(tx, id)
  const { from, to, comment } = move
  if (incident.stage !== from) {
    throw conflict('stage_moved', `it stands at ${incident.stage} by now, not at ${from}; look again`)
  }
  const refusal = refuseStageMove(from, to, comment)
  if (refusal === 'comment_missing') {
    const message = 'say why it goes back'
    throw new AppError(refusal, 400, { detail: `comment: ${message}`, errors: [{ path: 'comment', message }] })
  }
  if (refusal) throw conflict(refusal, `it stands at ${to} already`)
  await tx.updateTable('platform.incident').set({ stage: to }).where('id', '=', id).execute()
  const { agencyId } = incident
  await addTimelineEntry(tx, {
    ...{ incidentId: id, agencyId, authorAgencyId: agencyId, by: actor, kind: 'stage.moved', subject: to },
    text: `${stageNames[from].vi} → ${stageNames[to].vi}`,
    ...(comment === '' ? {} : { comment }),
  })
  const detail = { from, to, ...(comment === '' ? {} : { why: comment }) }
  await writeAudit(tx, actor, { agencyId, action: 'incident.stage_moved', subject: { kind: 'incident', id }, detail })
  await announce(tx, { kind: 'incident', action: 'stage', ids: [id], agencies: [agencyId] })
}

/**
 * Writes what was learned of a closed incident. What was written before stays in the story.
 * @throws {AppError} `not_found`, `incident_open`, `lessons_written`: somebody else was first
 */
export async function writeLessons(tx: Db, actor: Actor, id: string, lessons: WriteLessons): Promise<void> {
  const { state, agencyId, number } = await lockIncident(tx, id)
  if (state === 'open')
    throw conflict('incident_open', `incident ${number} is open; lessons are written once it is closed`)
  const last = await tx
    .selectFrom('platform.timelineEntry')
    .select(['id', 'byName'])
    .where('incidentId', '=', id)
    .where('kind', '=', 'lessons.written')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if ((last?.id ?? null) !== lessons.replaces) {
    throw conflict('lessons_written', `${last?.byName ?? 'somebody'} wrote lessons since; look at them first`)
  }
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'lessons.written', text: lessons.text })
  const subject = { kind: 'incident', id }
  await writeAudit(tx, actor, { agencyId, action: 'incident.lessons_written', subject, detail: { text: lessons.text } })
  await announce(tx, { kind: 'incident', action: 'lessons', ids: [id], agencies: [agencyId] })
}
