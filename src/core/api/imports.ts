import { z } from 'zod'
import { AccountRef, AgencyRef, Instant, LocalText, Uuid } from './common.ts'

/** What can be imported: a record type (`record.directives.directive`), an asset type (`asset.river_station`), or agencies (`agency`). */
export const ImportTargetKey = z.string().regex(/^(record\.[a-z0-9-]+\.[a-z0-9_]+|asset\.[a-z0-9_]+|agency)$/)

export const ImportFieldInfo = z
  .object({
    key: z.string(),
    label: LocalText,
    /** What may stand in a cell, in words. */
    hint: LocalText,
    required: z.boolean(),
    personal: z.boolean(),
  })
  .meta({ id: 'ImportField' })
export type ImportFieldInfo = z.infer<typeof ImportFieldInfo>

export const ImportTargetInfo = z
  .object({
    key: ImportTargetKey,
    kind: z.enum(['record', 'asset', 'agency']),
    /** The field of work, the type, and several of it. */
    module: LocalText,
    name: LocalText,
    plural: LocalText,
    /** Where what was imported is seen. */
    page: z.string(),
    fields: z.array(ImportFieldInfo),
  })
  .meta({ id: 'ImportTarget' })
export type ImportTargetInfo = z.infer<typeof ImportTargetInfo>

/** `interrupted`: the server ended while it worked on it; nothing was kept of that, and it can be done again. */
export const ImportState = z
  .enum(['uploaded', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'interrupted'])
  .meta({ id: 'ImportState' })
export type ImportState = z.infer<typeof ImportState>

export const ImportCounts = z
  .object({ new: z.int(), changed: z.int(), unchanged: z.int(), faulty: z.int() })
  .meta({ id: 'ImportCounts' })
export type ImportCounts = z.infer<typeof ImportCounts>

const params = z.record(z.string(), z.union([z.string(), z.number()]))

export const Import = z
  .object({
    id: Uuid,
    target: z.object({ key: z.string(), name: LocalText, plural: LocalText, page: z.string() }),
    fileName: z.string(),
    sizeBytes: z.int(),
    agency: AgencyRef,
    createdAt: Instant,
    createdBy: AccountRef,
    state: ImportState,
    rows: z.int(),
    /** Null until the rows were checked. */
    counts: ImportCounts.nullable(),
    /** Rows that the work under way is through with; of `rows`, twice over where it checks and then writes. */
    progress: z.object({ done: z.int(), total: z.int() }).nullable(),
    appliedAt: Instant.nullable(),
    appliedBy: AccountRef.nullable(),
    undoneAt: Instant.nullable(),
    undoneBy: AccountRef.nullable(),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>

/** A row of the file as it would become, in words; `line` as a person finds it in the file. */
export const ImportPreviewRow = z
  .object({
    line: z.int(),
    outcome: z.enum(['new', 'changed', 'unchanged', 'faulty']),
    /** `before`: what stands there now, where it changes. */
    cells: z.array(z.object({ field: z.string(), text: LocalText, before: z.string().optional() })),
  })
  .meta({ id: 'ImportPreviewRow' })
export type ImportPreviewRow = z.infer<typeof ImportPreviewRow>

export const ImportFault = z
  .object({
    id: z.int(),
    line: z.int(),
    /** The column's header; null where no column fills the field, or the row as a whole is wrong. */
    column: z.string().nullable(),
    field: z.string().nullable(),
    code: z.string(),
    params,
    /** What is wrong and how to mend it. */
    message: LocalText,
  })
  .meta({ id: 'ImportFault' })
export type ImportFault = z.infer<typeof ImportFault>

/** What the last work on an import has to say. */
export const ImportNote = z
  .object({
    /** `failed`, `differs` (rows changed since the check), `undo_refused` (what stands against it). */
    code: z.string(),
    detail: z.string().nullable(),
    lines: z.array(z.int()),
    /** What stands against taking it back, by name. */
    against: z.array(z.object({ name: z.string(), reason: z.string(), page: z.string() })),
    /** Of those, how many there are in all. */
    count: z.int(),
  })
  .meta({ id: 'ImportNote' })
export type ImportNote = z.infer<typeof ImportNote>

export const ImportDetail = Import.extend({
  format: z.enum(['csv', 'xlsx', 'geojson']),
  dialect: z.string(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  fields: z.array(ImportFieldInfo),
  /** Columns of the file with the field each fills, and its first values where the asker may see them. */
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable(), samples: z.array(z.string()) })),
  /** Needed fields that no column fills. */
  missing: z.array(z.string()),
  preview: z.array(ImportPreviewRow),
  note: ImportNote.nullable(),
  /** Whether the file is still kept. */
  hasContent: z.boolean(),
  /** Whether the asker may go on with it. */
  mayChange: z.boolean(),
}).meta({ id: 'ImportDetail' })
export type ImportDetail = z.infer<typeof ImportDetail>

export const ImportEdit = z
  .strictObject({
    /** Another sheet of the workbook: it is read anew, and its columns are guessed anew. */
    sheet: z.string().max(100).optional(),
    /** The field of each column, in order; null leaves a column out. */
    mapping: z.array(z.string().max(100).nullable()).max(200).optional(),
  })
  .meta({ id: 'ImportEdit' })

export const ImportApply = z
  .strictObject({ goodOnly: z.boolean().default(false).describe('leave faulty rows out instead of refusing') })
  .meta({ id: 'ImportApply' })
