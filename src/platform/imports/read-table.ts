import { readCsv } from './read-csv.ts'
import { readFeatures } from './read-features.ts'
import { readWorkbook } from './read-workbook.ts'
import { type Table, TableFault } from './table.ts'

/** Reads a file by what it holds, whatever its name says. @throws {TableFault} */
export async function readTable(content: Uint8Array, sheet: string | null): Promise<Table> {
  if (content.length === 0) throw new TableFault('file_is_empty')
  if (startsWith(content, [0x50, 0x4b, 0x03, 0x04])) return readWorkbook(content, sheet)
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0])) throw new TableFault('old_or_locked_workbook')
  if (startsWith(content, [0x25, 0x50, 0x44, 0x46])) throw new TableFault('unknown_format')
  return readFeatures(content) ?? readCsv(content)
}

const startsWith = (content: Uint8Array, bytes: readonly number[]) => bytes.every((byte, at) => content[at] === byte)
