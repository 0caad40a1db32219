import { EncryptedFileError } from 'hucre'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import type { ImportCell } from '../../core/import/import-field.ts'
import { checkZip } from './check-zip.ts'
import { cutHeader, maxRows, type Table, TableFault, type TableRow } from './table.ts'

/** Titles and empty rows above and between are read too, within reason. */
const readAtMost = maxRows + 1_000

/** Reads one sheet of a workbook, the first one that holds anything unless another is named; formulas by their last value. @throws {TableFault} */
export async function readWorkbook(content: Uint8Array, wanted: string | null): Promise<Table> {
  checkZip(content)
  try {
    const sheets = await readSheetNames(content)
    for (const sheet of wanted !== null && sheets.includes(wanted) ? [wanted] : sheets) {
      const rows = await readSheet(content, sheet)
      const isEmpty = rows.every(({ cells }) => cells.every((cell) => cell === null))
      if (isEmpty && wanted === null) continue
      return { format: 'xlsx', dialect: 'XLSX', sheets, sheet, ...cutHeader(rows) }
    }
    throw new TableFault('file_is_empty')
  } catch (error) {
    if (error instanceof TableFault) throw error
    throw new TableFault(error instanceof EncryptedFileError ? 'old_or_locked_workbook' : 'broken_workbook')
  }
}

async function readSheetNames(content: Uint8Array): Promise<string[]> {
  const names: string[] = []
  await readXlsx(content, {
    sheets: ({ name }) => {
      names.push(name)
      return false
    },
  })
  return names
}

async function readSheet(content: Uint8Array, sheet: string): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const { index, values } of streamXlsxRows(content, { sheet })) {
    rows.push({ line: index + 1, cells: values.map(plainCell) })
    if (rows.length > readAtMost) throw new TableFault('too_many_rows', { max: maxRows })
  }
  return rows
}

/** A date of a workbook has no time zone: it is what the clock on the wall showed. */
function plainCell(value: string | number | boolean | Date | null): ImportCell {
  if (typeof value === 'string') return value.trim() === '' ? null : value.normalize('NFC')
  if (!(value instanceof Date)) return value
  if (Number.isNaN(value.getTime())) return null
  // Fractions of a day do not come out to the millisecond.
  const text = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}
