import { readCsv } from './read-csv.ts'
import { readFeatures } from './read-features.ts'
import { readWorkbook } from './read-workbook.ts'
import { type Table, TableFault } from './table.ts'

/**
 * Reads a file by what it holds, whatever its name says; only where it holds no table, a `name` of a workbook tells what it should have been.
 * @throws {TableFault}
 */
export async function readTable(content: Uint8Array, sheet: string | null, name = ''): Promise<Table> {
  if (content.length === 0) throw new TableFault('file_is_empty')
  if (startsWith(content, [0x50, 0x4b, 0x03, 0x04])) return readWorkbook(content, sheet)
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0])) throw new TableFault('old_or_locked_workbook')
  if (startsWith(content, [0x25, 0x50, 0x44, 0x46])) throw new TableFault('unknown_format')
  return /\.xls[xm]?$/i.test(name) ? readAsText(content) : (readFeatures(content) ?? readCsv(content))
}

/** Reads what is named a workbook and is none: programs write tables of text under such names. */
function readAsText(content: Uint8Array): Table {
  try {
    const table = readCsv(content)
    if (table.header.length > 1) return table
  } catch (error) {
    if (!(error instanceof TableFault)) throw error
  }
  throw new TableFault('broken_workbook')
}

const startsWith = (content: Uint8Array, bytes: readonly number[]) => bytes.every((byte, at) => content[at] === byte)
