import type { Mapping } from '../../core/import/guess-mapping.ts'
import type { ImportField } from '../../core/import/import-field.ts'
import { type Directory, readCell } from '../../core/import/read-cell.ts'
import { type DecimalSign, findDecimalSign } from '../../core/import/read-number.ts'
import type { Text } from '../../core/text.ts'
import type { Table } from './table.ts'
import type { ReadRow, RowFault } from './target.ts'

/** A column of the file that fills a field. */
export interface MappedColumn {
  readonly place: number
  readonly header: string
  readonly field: ImportField
  /** How it writes decimals. */
  readonly sign: DecimalSign
}

/** The columns that fill a field, each with how it writes decimals. */
export function mapColumns(table: Table, mapping: Mapping, fields: readonly ImportField[]): MappedColumn[] {
  return table.header.flatMap((header, place) => {
    const field = fields.find(({ key }) => key === mapping[place])
    if (!field) return []
    const isNumber = ['number', 'integer', 'money'].includes(field.field.kind)
    const sign = isNumber ? findDecimalSign(table.rows.map(({ cells }) => cells[place] ?? null)) : ','
    return [{ place, header, field, sign }]
  })
}

/** Reads the cells of one row for the fields that its columns fill. */
export function readRow(table: Table, index: number, columns: readonly MappedColumn[], names: Directory): ReadRow {
  const { line, cells } = table.rows[index] ?? { line: 0, cells: [] }
  const values = new Map<string, unknown>()
  const shown = new Map<string, Text>()
  const faults: RowFault[] = []
  for (const { place, field, sign } of columns) {
    const read = readCell(field.field, cells[place] ?? null, sign, names)
    if ('value' in read) {
      values.set(field.key, read.value)
      shown.set(field.key, read.shown)
    }
    // A personal value never stands in a fault's words.
    else faults.push({ ...read.fault, field: field.key, params: field.personal ? {} : read.fault.params })
  }
  if (cells.slice(table.header.length).some((cell) => cell !== null)) {
    faults.push({ code: 'too_many_cells', params: {}, field: null })
  }
  return { line, values, shown, faults }
}
