import { AppError } from '../../core/error.ts'
import { guessMapping } from '../../core/import/guess-mapping.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import { type ImportRow, readContent } from './import-store.ts'
import { openTable } from './open-table.ts'
import { sampleOf } from './receive-file.ts'
import type { ImportTarget } from './target.ts'

/** Another sheet of the workbook, its columns guessed anew. @throws {AppError} `bad_request` where there is no such sheet */
export async function readSheet(wall: Wall, actor: Actor, target: ImportTarget, row: ImportRow, sheet: string) {
  if (!row.sheets.includes(sheet)) {
    const message = `the workbook has ${row.sheets.join(', ')}`
    throw new AppError('bad_request', 400, { detail: `sheet: ${message}`, errors: [{ path: 'sheet', message }] })
  }
  const { content, fields } = await wall.read(actor, async (tx) => ({
    content: await readContent(tx, row.id),
    fields: await target.fields(tx, actor),
  }))
  const table = await openTable(content, sheet)
  return {
    sheet,
    header: [...table.header],
    rowCount: table.rows.length,
    mapping: guessMapping(table.header, fields).map((field) => field ?? ''),
    sample: sampleOf(table),
  }
}

/** @throws {AppError} when a mapping does not fit the columns, or two columns fill one field */
export function refuseMapping(
  mapping: readonly (string | null)[],
  columns: number,
  fields: readonly { readonly key: string }[],
): void {
  const keys = new Set(fields.map(({ key }) => key))
  const used = mapping.filter((field): field is string => field !== null && field !== '')
  const unknown = used.find((field) => !keys.has(field))
  const twice = used.find((field, at) => used.indexOf(field) !== at)
  const message =
    mapping.length !== columns
      ? `the file has ${columns} columns, the mapping ${mapping.length}`
      : unknown !== undefined
        ? `no field «${unknown}» here; see /api/import-targets`
        : twice !== undefined
          ? `two columns fill «${twice}»; leave one out`
          : null
  if (message !== null)
    throw new AppError('bad_request', 400, { detail: `mapping: ${message}`, errors: [{ path: 'mapping', message }] })
}
