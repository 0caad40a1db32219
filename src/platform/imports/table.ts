import type { ImportCell } from '../../core/import/import-field.ts'

/** A row as a file holds it; `line` as a person finds it: the line of a text, the row of a sheet, the number of a feature. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly ImportCell[]
}

export type FileFormat = 'csv' | 'xlsx' | 'geojson'

/** A file as a table. */
export interface Table {
  readonly format: FileFormat
  /** How it was read, e.g. `UTF-8 (;)`. */
  readonly dialect: string
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

/** A file that cannot be read as a table; `code` is one of the texts of imports. */
export class TableFault extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'TableFault'
    this.code = code
    this.params = params
  }
}

/** More are not read in one go. */
export const maxRows = 100_000
export const maxColumns = 200

const isFilled = (cell: ImportCell | undefined) =>
  cell !== undefined && cell !== null && (typeof cell !== 'string' || cell.trim() !== '')

/**
 * Takes the header from the first row with two filled cells: titles above it are passed over. A row below it that begins with # is the
 * template's own hint; empty rows are left out, rows after them keep their line.
 * @throws {TableFault}
 */
export function cutHeader(all: readonly TableRow[]): { header: string[]; rows: TableRow[] } {
  const filled = all.filter(({ cells }) => cells.some(isFilled))
  const head = filled.find(({ cells }) => cells.filter(isFilled).length > 1) ?? filled[0]
  if (!head) throw new TableFault('file_is_empty')
  const header = head.cells.map((cell) =>
    String(cell ?? '')
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  while (header.length > 0 && header.at(-1) === '') header.pop()
  if (header.length > maxColumns) throw new TableFault('too_many_columns', { max: maxColumns })
  const below = filled.slice(filled.indexOf(head) + 1)
  const rows = String(below[0]?.cells.find(isFilled) ?? '').startsWith('#') ? below.slice(1) : below
  if (rows.length === 0) throw new TableFault('no_rows')
  if (rows.length > maxRows) throw new TableFault('too_many_rows', { max: maxRows })
  return { header, rows }
}
