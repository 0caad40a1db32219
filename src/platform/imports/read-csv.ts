import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from './decode-text.ts'
import { cutHeader, type Table, TableFault, type TableRow } from './table.ts'

const separators = [';', ',', '\t', '|'] as const
const looked = 200

/** Reads separated values in whatever encoding and with whatever separator they are. @throws {TableFault} */
export function readCsv(content: Uint8Array): Table {
  const { text, encoding } = decodeText(content)
  // Excel may say the separator itself, in a line of its own.
  const said = /^sep=(.)\r?\n/i.exec(text)
  const body = said ? text.slice(said[0].length) : text
  const separator = said?.[1] ?? findSeparator(body)
  const rows = readRows(body, separator, undefined, said ? 1 : 0)
  const name = separator === '\t' ? 'tab' : separator
  return { format: 'csv', dialect: `${encoding} (${name})`, sheets: [], sheet: null, ...cutHeader(rows) }
}

/** The separator that cuts the first rows most evenly into the most cells. */
function findSeparator(text: string): string {
  const scores = separators.map((separator) => {
    try {
      const widths = readRows(text, separator, looked).map(({ cells }) => cells.length)
      const counts = Map.groupBy(widths, (width) => width)
      const [usual = [0], ...others] = [...counts.values()].sort((a, b) => b.length - a.length)
      const width = usual[0] ?? 0
      const even = usual.length / (usual.length + others.reduce((sum, { length }) => sum + length, 0))
      return { separator, score: width > 1 ? even + Math.min(width, 50) / 100 : 0 }
    } catch {
      return { separator, score: 0 }
    }
  })
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).separator
}

function readRows(text: string, separator: string, to?: number, offset = 0): TableRow[] {
  try {
    let last = offset
    const rows = parse(text, {
      delimiter: separator,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      ...(to === undefined ? {} : { to }),
      // With `info` each row comes with where it ends; the types know of the option only where no other is given.
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return rows.map(({ record, info }) => {
      const line = last + 1
      last = info.lines + offset
      return { line, cells: record.map((cell) => (cell === '' ? null : cell.normalize('NFC'))) }
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error.lines ?? 0) + offset
    throw new TableFault(error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote_not_closed' : 'not_a_table', { line })
  }
}
