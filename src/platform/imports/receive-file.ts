import { createHash } from 'node:crypto'
import { guessMapping } from '../../core/import/guess-mapping.ts'
import type { ImportCell } from '../../core/import/import-field.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Table } from './table.ts'
import type { ImportTarget } from './target.ts'

const sampleRows = 5

export const sampleOf = (table: Table): string[][] =>
  table.rows.slice(0, sampleRows).map(({ cells }) => cells.map((cell: ImportCell) => String(cell ?? '').slice(0, 80)))

/** Keeps a file that was read, with its columns guessed. Nothing is checked yet. @returns the import's id */
export async function receiveFile(
  tx: Db,
  actor: Actor,
  target: ImportTarget,
  agencyId: number,
  file: { readonly name: string; readonly content: Buffer },
  table: Table,
): Promise<string> {
  const now = new Date()
  const id = uuidv7(now)
  const mapping = guessMapping(table.header, await target.fields(tx, actor))
  await tx
    .insertInto('platform.dataImport')
    .values({
      id,
      agencyId,
      target: target.key,
      fileName: file.name,
      sizeBytes: file.content.length,
      sha256: createHash('sha256').update(file.content).digest('hex'),
      format: table.format,
      dialect: table.dialect,
      sheets: [...table.sheets],
      sheet: table.sheet,
      header: [...table.header],
      mapping: mapping.map((field) => field ?? ''),
      rowCount: table.rows.length,
      state: 'uploaded',
      createdBy: actor.accountId,
      createdByName: actor.name,
    })
    .execute()
  await tx
    .insertInto('platform.dataImportContent')
    .values({ importId: id, agencyId, content: file.content, sample: JSON.stringify(sampleOf(table)) })
    .execute()
  const subject = { kind: 'import', id }
  const detail = { target: target.key, rows: table.rows.length, sizeBytes: file.content.length }
  await writeAudit(tx, actor, { agencyId, action: 'import.uploaded', subject, detail })
  return id
}
