import { sql } from 'kysely'
import { z } from 'zod'
import { ImportNote } from '../../core/api/imports.ts'
import { conflict, notFound } from '../../core/error.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import type { ImportPlan } from './plan-import.ts'
import type { MadeRow } from './target.ts'

export type ImportRow = Awaited<ReturnType<typeof findImport>>

/** An import without its file. @throws {AppError} `not_found` */
export async function findImport(tx: Db, id: string) {
  const row = await tx.selectFrom('platform.dataImport').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`import ${id}`)
  return row
}

/** The file as it came. @throws {AppError} `import_cleared` */
export async function readContent(tx: Db, id: string): Promise<Buffer> {
  const row = await tx
    .selectFrom('platform.dataImportContent')
    .select('content')
    .where('importId', '=', id)
    .executeTakeFirst()
  if (!row) throw conflict('import_cleared', 'the file of this import is no longer kept; upload it again')
  return row.content
}

type Working = 'checking' | 'applying' | 'undoing'

/**
 * Takes an import for one run, of all that ask at once only one. `isLive`: whether a run is still at work; one that is not was
 * interrupted, and its import can be taken again.
 * @returns the import as it then stands
 * @throws {AppError} `not_found`, `import_is_busy`, `import_is_<state>`
 */
export async function claimImport(
  tx: Db,
  id: string,
  wanted: { readonly state: Working; readonly from: readonly string[]; readonly runId: string },
  isLive: (runId: string | null) => boolean,
): Promise<ImportRow> {
  const row = await tx.selectFrom('platform.dataImport').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound(`import ${id}`)
  const isWorking = ['checking', 'applying', 'undoing'].includes(row.state)
  if (isWorking && isLive(row.runId))
    throw conflict('import_is_busy', 'somebody is at work on this import; wait for it to end')
  const state = settledState(row.state)
  if (!wanted.from.includes(state)) throw conflict(`import_is_${state}`, `this import is ${state}`)
  return tx
    .updateTable('platform.dataImport')
    .set({ state: wanted.state, runId: wanted.runId, done: 0, note: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Where an import stands when the run that worked on it has ended without a word: it left nothing. */
export function settledState(state: ImportRow['state']) {
  const before = { checking: 'uploaded', applying: 'checked', undoing: 'applied' } as const
  return state in before ? before[state as Working] : state
}

/** Waits until no other transaction writes for this import, and makes sure that it is still this run's. */
export async function holdImport(tx: Db, id: string, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7316415, hashtext(${id}))`.execute(tx)
  const row = await findImport(tx, id)
  if (row.runId !== runId) throw conflict('import_is_busy', 'another run has taken this import meanwhile')
}

export async function keepProgress(tx: Db, id: string, runId: string, done: number): Promise<void> {
  await tx.updateTable('platform.dataImport').set({ done }).where('id', '=', id).where('runId', '=', runId).execute()
}

/** Writes what a check found, in place of what one before it found. */
export async function keepPlan(tx: Db, row: ImportRow, plan: ImportPlan): Promise<void> {
  const of = { importId: row.id, agencyId: row.agencyId }
  await tx.deleteFrom('platform.dataImportFault').where('importId', '=', row.id).execute()
  for (let start = 0; start < plan.faults.length; start += 5_000) {
    const rows = plan.faults.slice(start, start + 5_000).map(({ line, place, field, code, params }) => ({
      line,
      place,
      field,
      code,
      params,
    }))
    await sql`insert into platform.data_import_fault (import_id, agency_id, line, place, field, code, params)
      select ${row.id}, ${row.agencyId}, f.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as f(line int, place int, field text, code text, params jsonb)`.execute(tx)
  }
  await tx
    .updateTable('platform.dataImportContent')
    .set({ preview: JSON.stringify(plan.preview), outcomes: plan.marks.join('') })
    .where('importId', '=', of.importId)
    .execute()
  await tx
    .updateTable('platform.dataImport')
    .set({ state: 'checked', counts: JSON.stringify(plan.counts), done: row.rowCount })
    .where('id', '=', row.id)
    .execute()
}

/** For each row what the check said it would do. */
export async function readMarks(tx: Db, id: string): Promise<string[]> {
  const row = await tx
    .selectFrom('platform.dataImportContent')
    .select('outcomes')
    .where('importId', '=', id)
    .executeTakeFirst()
  return row?.outcomes.match(/.{9}/g) ?? []
}

export async function keepMadeRows(tx: Db, row: ImportRow, made: readonly MadeRow[]): Promise<void> {
  if (made.length === 0) return
  const rows = made.map(({ rowId, line, before, after }) => ({ row_id: rowId, line, before, after }))
  await sql`insert into platform.data_import_row (import_id, agency_id, row_id, line, before, after)
    select ${row.id}, ${row.agencyId}, r.row_id, r.line, nullif(r.before, 'null'), r.after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(row_id text, line int, before jsonb, after jsonb)`.execute(
    tx,
  )
}

export async function readMadeRows(tx: Db, id: string): Promise<MadeRow[]> {
  const rows = await tx
    .selectFrom('platform.dataImportRow')
    .select(['rowId', 'line', 'before', 'after'])
    .where('importId', '=', id)
    .orderBy('line')
    .execute()
  // Written by keepMadeRows in this very form.
  return rows.map(({ rowId, line, before, after }) => ({
    rowId,
    line,
    before: before as object | null,
    after: after as object,
  }))
}

/** Puts an import back where it stood, with what the run has to say. */
export async function endRun(tx: Db, id: string, runId: string, note: ImportNote): Promise<void> {
  const row = await tx.selectFrom('platform.dataImport').select('state').where('id', '=', id).executeTakeFirst()
  if (!row) return
  await tx
    .updateTable('platform.dataImport')
    .set({ state: settledState(row.state), note: JSON.stringify(note) })
    .where('id', '=', id)
    .where('runId', '=', runId)
    .execute()
}

/** Deletes the file, what was shown of it, and its faults. */
export async function clearContent(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('platform.dataImportFault').where('importId', '=', id).execute()
  await tx.deleteFrom('platform.dataImportContent').where('importId', '=', id).execute()
  await tx.updateTable('platform.dataImport').set({ contentClearedAt: sql`now()` }).where('id', '=', id).execute()
}

const Setting = z.object({ keptDays: z.number().positive() })

/** Deletes files that were kept for the days of the setting `imports`, and writes down that the centre did. */
export async function clearOldImports(tx: Db): Promise<void> {
  const setting = await tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'imports')
    .executeTakeFirst()
  const { keptDays } = Setting.catch({ keptDays: 30 }).parse(setting?.value)
  const old = await tx
    .selectFrom('platform.dataImport')
    .select(['id', 'agencyId', 'target'])
    .where('contentClearedAt', 'is', null)
    .where('createdAt', '<', sql<Date>`now() - make_interval(secs => ${keptDays * 86_400})`)
    .execute()
  for (const { id } of old) await clearContent(tx, id)
  const entries = old.map(({ id, agencyId, target }) => ({
    agencyId,
    action: 'import.cleared',
    subject: { kind: 'import', id },
    detail: { target, keptDays },
  }))
  await writeAudits(tx, null, entries)
}

export const parseNote = (note: unknown): ImportNote | null => (note === null ? null : ImportNote.parse(note))
