import { createHash } from 'node:crypto'
import type { Evidence } from '../../core/api/work.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import type { EvidenceFile } from '../work/evidence.ts'
import { presentEvidence } from '../work/read-work.ts'
import type { RecordKind } from './record-kind.ts'
import { lockRecord } from './stored-record.ts'

/** Keeps a file with its SHA-256 beside a record that is not in a final state; it can never be changed. */
export async function addRecordFile(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  id: string,
  file: EvidenceFile,
): Promise<Evidence> {
  const record = await lockRecord(tx, kind, id)
  if (![record.agencyId, ...record.sharedWith].some((agency) => actor.agencyIds.includes(agency)))
    throw notFound(`${kind.key} ${id}`)
  if (kind.record.lifecycle.states[record.state]?.isFinal)
    throw conflict('not_editable', `the record is ${record.state}: it stays as it is`)
  const now = new Date()
  const owners = { agencyId: record.agencyId, sharedWith: [...record.sharedWith] }
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  const row = {
    id: uuidv7(now),
    name: file.name,
    mediaType: file.mediaType,
    sizeBytes: file.content.length,
    sha256,
    addedAt: now,
    addedBy: actor.accountId,
    addedByName: actor.name,
  }
  const of = { recordType: kind.key, recordId: id, ...owners }
  await tx
    .insertInto('platform.recordFile')
    .values({ ...row, ...of })
    .execute()
  const content = { fileId: row.id, recordId: id, ...owners, content: file.content }
  await tx.insertInto('platform.recordFileContent').values(content).execute()
  await tx
    .insertInto('platform.recordHistory')
    .values({
      ...of,
      at: now,
      byId: actor.accountId,
      byName: actor.name,
      kind: 'file_added',
      comment: file.name,
      changes: JSON.stringify({ file: { from: null, to: sha256 } }),
      version: record.version,
    })
    .execute()
  const agencyId = actor.agencyIds.includes(record.agencyId) ? record.agencyId : actor.agencyId
  const subject = { kind: kind.key, id }
  await writeAudit(tx, actor, { agencyId, action: 'record.file_added', subject, detail: { name: file.name, sha256 } })
  const agencies = [record.agencyId, ...record.sharedWith]
  await announce(tx, { kind: 'record', action: `${kind.key} file_added`, ids: [id], agencies })
  return presentEvidence(row)
}

export const readRecordFiles = async (tx: Db, id: string): Promise<Evidence[]> => {
  const rows = await tx.selectFrom('platform.recordFile').selectAll().where('recordId', '=', id).orderBy('id').execute()
  return rows.map(presentEvidence)
}

/** A file's name and bytes as they were added. @throws {AppError} `not_found`, `evidence_damaged` */
export async function readRecordFile(tx: Db, kind: RecordKind, id: string, fileId: string) {
  const file = await tx
    .selectFrom('platform.recordFile as f')
    .innerJoin('platform.recordFileContent as c', 'c.fileId', 'f.id')
    .select(['f.name', 'f.sha256', 'c.content'])
    .where('f.id', '=', fileId)
    .where('f.recordId', '=', id)
    .where('f.recordType', '=', kind.key)
    .executeTakeFirst()
  if (!file) throw notFound(`file ${fileId}`)
  if (createHash('sha256').update(file.content).digest('hex') !== file.sha256) {
    throw new AppError('evidence_damaged', 500, {
      detail: 'the stored file no longer has its SHA-256; tell the administrator',
    })
  }
  return file
}
