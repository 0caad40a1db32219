import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ImportCounts, ImportPreviewRow } from '../../core/api/imports.ts'
import type { Mapping } from '../../core/import/guess-mapping.ts'
import { isFilled } from '../../core/lifecycle.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { openNames } from './name-directory.ts'
import { mapColumns, readRow } from './read-rows.ts'
import type { Table } from './table.ts'
import type { CheckTools, ImportTarget, Outcome, ReadRow, RowFault } from './target.ts'

/** Rows that are checked or written at once. */
export const chunkRows = 1_000
const previewRows = 20
const faultyPreviewRows = 20

/** What an import would do, row by row. */
export interface ImportPlan {
  readonly outcomes: readonly Outcome[]
  readonly counts: ImportCounts
  readonly faults: readonly (RowFault & { readonly line: number; readonly place: number | null })[]
  readonly preview: readonly ImportPreviewRow[]
  /** For each row what it would do, so that two plans can be compared. */
  readonly marks: readonly string[]
}

/** Called between chunks with the rows that are through. @throws to stop */
export type OnProgress = (done: number) => Promise<void>

/** Reads and checks every row of a file; writes nothing. */
export async function planImport(
  tx: Db,
  actor: Actor,
  target: ImportTarget,
  table: Table,
  mapping: Mapping,
  tools: CheckTools,
  onProgress: OnProgress,
): Promise<ImportPlan> {
  const fields = await target.fields(tx, actor)
  const columns = mapColumns(table, mapping, fields)
  const moduleId = target.key.split('.')[1] ?? ''
  const named = columns.map(({ field, place }) => ({
    field: field.field,
    cells: field.field.kind === 'record' ? table.rows.map(({ cells }) => cells[place] ?? null) : [],
  }))
  const names = await openNames(tx, moduleId, named)
  const places = new Map(columns.map(({ field, place }) => [field.key, place]))
  const outcomes: Outcome[] = []
  const preview: ImportPreviewRow[] = []
  const seen = new Map<string, number>()
  let faultyShown = 0
  for (let start = 0; start < table.rows.length; start += chunkRows) {
    const rows = table.rows.slice(start, start + chunkRows).map((_, at) => readRow(table, start + at, columns, names))
    const checked = await target.check(tx, actor, rows, tools, seen)
    for (const [at, outcome] of checked.entries()) {
      outcomes.push(outcome)
      const row = rows[at]
      const isFaulty = outcome.outcome === 'faulty'
      if (!row || preview.length - faultyShown >= previewRows || (isFaulty && faultyShown >= faultyPreviewRows))
        continue
      if (isFaulty) faultyShown += 1
      preview.push({ line: row.line, outcome: outcome.outcome, cells: showCells(row, outcome) })
    }
    await onProgress(outcomes.length)
    // Whoever else asks the centre something is answered between two chunks.
    await setImmediate()
  }
  const faults = outcomes.flatMap((one) =>
    one.outcome === 'faulty'
      ? one.faults.map((fault) => ({ ...fault, line: one.line, place: places.get(fault.field ?? '') ?? null }))
      : [],
  )
  return { outcomes, counts: countOutcomes(outcomes), faults, preview, marks: outcomes.map(markOf) }
}

function showCells(row: ReadRow, outcome: Outcome): ImportPreviewRow['cells'] {
  return [...row.shown]
    .filter(([field]) => isFilled(row.values.get(field)))
    .map(([field, text]) => {
      const was = 'before' in outcome ? outcome.before?.get(field) : undefined
      return { field, text, ...(was === undefined ? {} : { before: was }) }
    })
}

function countOutcomes(outcomes: readonly Outcome[]): ImportCounts {
  const counts = { new: 0, changed: 0, unchanged: 0, faulty: 0 }
  for (const { outcome } of outcomes) counts[outcome] += 1
  return counts
}

/** One letter for what a row does, and a short hash of what it says: 9 characters. */
function markOf(one: Outcome): string {
  const says = one.outcome === 'faulty' ? one.faults.map(({ code, field }) => [code, field]) : one.says
  const hash = createHash('sha256')
    .update(JSON.stringify(says) ?? '')
    .digest('hex')
    .slice(0, 8)
  return `${one.outcome === 'unchanged' ? '=' : one.outcome[0]}${hash}`
}
