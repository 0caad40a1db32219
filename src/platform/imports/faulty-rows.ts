import type { ImportCell } from '../../core/import/import-field.ts'
import type { Language } from '../../core/text.ts'
import type { ExportTable } from '../export/table.ts'
import type { Table } from './table.ts'

const words = {
  vi: { line: 'Dòng trong tệp gốc', fault: 'Lỗi cần sửa', row: 'Cả dòng' },
  en: { line: 'Line of the first file', fault: 'To be mended', row: 'The row' },
}

interface Fault {
  readonly line: number
  readonly column: string | null
  readonly field: string | null
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly message: Readonly<Record<Language, string>>
}

/** The faulty rows as they stand in the file, with what is wrong with each: mended and uploaded again, only they are imported. */
export function faultyRows(
  table: Table,
  faults: readonly Fault[],
  labelOf: (field: string) => string | undefined,
  language: Language,
): ExportTable {
  const byLine = Map.groupBy(faults, ({ line }) => line)
  const text = ({ column, field, message }: Fault) =>
    `${column ?? (field ? labelOf(field) : undefined) ?? words[language].row}: ${message[language]}`
  const rows = table.rows.flatMap(({ line, cells }) => {
    const found = byLine.get(line)
    if (!found) return []
    const own = table.header.map((_, place) => plain(cells[place] ?? null))
    return [[...own, line, found.map(text).join(' ')]]
  })
  return { name: '', header: [...table.header, words[language].line, words[language].fault], rows }
}

/** Dates as people write them; numbers with a decimal comma, so that the file reads like the rest of it. */
function plain(cell: ImportCell): string | null {
  if (cell === null) return null
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  const day = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?)?$/.exec(cell)
  return day ? `${day[3]}/${day[2]}/${day[1]}${day[4] ? ` ${day[4]}` : ''}` : cell
}
