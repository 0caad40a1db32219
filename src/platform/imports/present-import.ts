import type { Import, ImportDetail, ImportFault, ImportFieldInfo } from '../../core/api/imports.ts'
import { ImportCounts, ImportPreviewRow } from '../../core/api/imports.ts'
import { faultText } from '../../core/import/fault-text.ts'
import { fieldHint } from '../../core/import/field-hint.ts'
import { type FaultCode, faultCodes, type ImportField } from '../../core/import/import-field.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import type { ImportRuns } from './import-runs.ts'
import { type ImportRow, parseNote } from './import-store.ts'
import type { ImportTarget } from './target.ts'

const working = new Set(['checking', 'applying', 'undoing'])

const personOf = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** Imports with the names of their agencies. A run that nobody works on any more was interrupted. */
export async function presentImports(
  tx: Db,
  rows: readonly ImportRow[],
  targets: ReadonlyMap<string, ImportTarget>,
  runs: Pick<ImportRuns, 'isLive'>,
): Promise<Import[]> {
  const ids = [...new Set(rows.map(({ agencyId }) => agencyId)), 0]
  const agencies = await tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name'])
    .where('id', 'in', ids)
    .execute()
  const known = new Map(agencies.map((agency) => [agency.id, agency]))
  return rows.map((row) => {
    const target = targets.get(row.target)
    const isLive = working.has(row.state) && runs.isLive(row.runId)
    return {
      id: row.id,
      target: {
        key: row.target,
        name: target?.name ?? { vi: row.target, en: row.target },
        plural: target?.plural ?? { vi: row.target, en: row.target },
        page: target?.page ?? '/',
      },
      fileName: row.fileName,
      sizeBytes: row.sizeBytes,
      agency: known.get(row.agencyId) ?? { id: row.agencyId, code: '', name: '' },
      createdAt: iso(row.createdAt),
      createdBy: { id: row.createdBy, name: row.createdByName },
      state: working.has(row.state) && !isLive ? 'interrupted' : row.state,
      rows: row.rowCount,
      counts: row.counts === null ? null : ImportCounts.parse(row.counts),
      progress: isLive ? { done: row.done, total: row.rowCount * (row.state === 'checking' ? 1 : 2) } : null,
      appliedAt: isoOrNull(row.appliedAt),
      appliedBy: personOf(row.appliedBy, row.appliedByName),
      undoneAt: isoOrNull(row.undoneAt),
      undoneBy: personOf(row.undoneBy, row.undoneByName),
    }
  })
}

export const presentField = (field: ImportField): ImportFieldInfo => ({
  key: field.key,
  label: field.label,
  hint: fieldHint(field),
  required: field.required,
  personal: field.personal,
})

/** Who brought the file saw it; others see its cells where the type has nothing personal or they may see that. */
export const maySeeCells = (actor: Actor, target: ImportTarget, row: ImportRow): boolean =>
  row.createdBy === actor.accountId || target.readPersonal === null || actor.permissions.has(target.readPersonal)

export const mayChange = (actor: Actor, target: ImportTarget, row: ImportRow): boolean =>
  actor.permissions.has(target.permissions.create) &&
  actor.agencyIds.includes(row.agencyId) &&
  maySeeCells(actor, target, row)

/** One import with its columns, first rows and what the last work on it said. */
export async function presentDetail(
  tx: Db,
  actor: Actor,
  row: ImportRow,
  target: ImportTarget,
  targets: ReadonlyMap<string, ImportTarget>,
  runs: ImportRuns,
): Promise<ImportDetail> {
  const [shown] = await presentImports(tx, [row], targets, runs)
  if (!shown) throw new TypeError('one import gives one answer')
  const fields = await target.fields(tx, actor)
  const content = await tx
    .selectFrom('platform.dataImportContent')
    .select(['sample', 'preview'])
    .where('importId', '=', row.id)
    .executeTakeFirst()
  const seesCells = maySeeCells(actor, target, row)
  const sample = seesCells ? ((content?.sample ?? []) as string[][]) : [] // Written at the upload in this form.
  const preview = seesCells ? ImportPreviewRow.array().parse(content?.preview ?? []) : []
  const filled = new Set(row.mapping)
  return {
    ...shown,
    format: row.format,
    dialect: row.dialect,
    sheets: row.sheets,
    sheet: row.sheet,
    fields: fields.map(presentField),
    columns: row.header.map((header, place) => ({
      header,
      field: row.mapping[place] || null,
      samples: sample.flatMap((cells) => cells[place] || []).slice(0, 3),
    })),
    missing: fields.filter(({ key, required }) => required && !filled.has(key)).map(({ key }) => key),
    preview,
    note: parseNote(row.note),
    hasContent: content !== undefined,
    mayChange: mayChange(actor, target, row),
  }
}

const isCode = (code: string): code is FaultCode => (faultCodes as readonly string[]).includes(code)

/** A fault of a row as page and corrected file tell it. */
export function presentFault(
  row: ImportRow,
  fault: { id: number; line: number; place: number | null; field: string | null; code: string; params: unknown },
): ImportFault {
  const params = fault.params as Record<string, string | number> // Written by keepPlan in this form.
  const code = isCode(fault.code) ? fault.code : 'refused'
  return {
    id: fault.id,
    line: fault.line,
    column: fault.place === null ? null : (row.header[fault.place] ?? null),
    field: fault.field,
    code,
    params,
    message: { vi: faultText({ code, params }, 'vi'), en: faultText({ code, params }, 'en') },
  }
}
