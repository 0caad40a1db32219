import { createHash } from 'node:crypto'
import { conflict } from '../../core/error.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { lockOpenIncident } from './incidents.ts'
import { lockOwnTask, tellChange, tellStep } from './tasks.ts'
import { addTimelineEntry } from './timeline.ts'

export interface EvidenceFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
}

/** What a file is evidence of, and the agencies that see it. */
type Owner = ({ readonly taskId: string } | { readonly incidentId: string }) & {
  readonly agencyId: number
  readonly issuerAgencyId: number
}

/** So many files of its own an incident holds at most; more belong to the tasks that they show. */
export const maxIncidentFiles = 200

/** Keeps a file with its SHA-256 as evidence of a task; it can never be changed. @returns its id */
export async function addTaskEvidence(tx: Db, actor: Actor, taskId: string, file: EvidenceFile): Promise<string> {
  const task = await lockOwnTask(tx, actor, taskId)
  const owner = { taskId, agencyId: task.agencyId, issuerAgencyId: task.issuerAgencyId }
  const { id, sha256 } = await keepFile(tx, actor, owner, file)
  await tellStep(tx, actor, task, 'evidence.added', file.name, id)
  await tellChange(tx, actor, task, 'evidence', { sha256, name: file.name })
  return id
}

/**
 * Keeps a file with its SHA-256 as evidence of an incident that is still open, such as a photo from the place; it can never be changed.
 * @returns its id
 * @throws {AppError} `not_found`, `incident_closed`, `incident_files`: it holds as many as it may
 */
export async function addIncidentEvidence(tx: Db, actor: Actor, id: string, file: EvidenceFile): Promise<string> {
  const { agencyId } = await lockOpenIncident(tx, id)
  const { count } = await tx
    .selectFrom('platform.evidence')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('incidentId', '=', id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= maxIncidentFiles) {
    const detail = `it holds ${maxIncidentFiles} files of its own already; give a task and add further files there`
    throw conflict('incident_files', detail)
  }
  const kept = await keepFile(tx, actor, { incidentId: id, agencyId, issuerAgencyId: agencyId }, file)
  const entry = { incidentId: id, agencyId, authorAgencyId: agencyId, by: actor }
  await addTimelineEntry(tx, { ...entry, kind: 'evidence.added', text: file.name, subject: kept.id })
  await writeAudit(tx, actor, {
    agencyId,
    action: 'incident.evidence_added',
    subject: { kind: 'incident', id },
    detail: { sha256: kept.sha256, name: file.name },
  })
  await announce(tx, { kind: 'incident', action: 'evidence', ids: [id], agencies: [agencyId] })
  return kept.id
}

async function keepFile(tx: Db, actor: Actor, owner: Owner, { name, mediaType, content }: EvidenceFile) {
  const now = new Date()
  const id = uuidv7(now)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const adding = { addedAt: now, addedBy: actor.accountId, addedByName: actor.name }
  await tx
    .insertInto('platform.evidence')
    .values({ id, ...owner, name, mediaType, sizeBytes: content.length, sha256, ...adding })
    .execute()
  const { agencyId, issuerAgencyId } = owner
  await tx
    .insertInto('platform.evidenceContent')
    .values({ evidenceId: id, agencyId, issuerAgencyId, content })
    .execute()
  return { id, sha256 }
}
