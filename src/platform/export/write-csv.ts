import type { Cell, ExportTable } from './table.ts'

/** A table as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to see that it is UTF-8. */
export function exportCsv({ header, rows }: ExportTable): string {
  return `\ufeff${[header, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`
}

function writeCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = defuse(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). */
const defuse = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)
