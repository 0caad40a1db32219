import { z } from 'zod'
import { type AreaKind, areaKinds, kindOf, kindsOfLevel, levelOf } from '../../core/area-kind.ts'
import type { ListFaultCode } from '../../core/area-list-fault.ts'
import { AppError } from '../../core/error.ts'
import { fold } from '../../core/fold.ts'
import { addLocalDays, type LocalDate } from '../../core/local-time.ts'

/** A unit as a new list names it. */
export interface ListedUnit {
  /** The line of the file it stands on, for errors; the first row of a JSON list is 1. */
  readonly line: number
  readonly code: string
  readonly name: string
  readonly kind: AreaKind
  readonly parentCode: string | null
  readonly validFrom: LocalDate
  readonly replaces: readonly string[]
}

export interface ListFault {
  readonly line: number
  readonly column: string
  readonly code: ListFaultCode
  readonly message: string
  /** What the page's own words for `code` name. */
  readonly params?: Readonly<Record<string, string | number>>
}

const columns = ['code', 'name', 'kind', 'parent', 'valid_from', 'replaces'] as const
type Column = (typeof columns)[number]
type Cells = Partial<Record<Column, string>>

const mostFaults = 200

/** @throws {AppError} `list_has_errors`, each with the line and the column it stands in */
export function refuseList(faults: readonly ListFault[]): never {
  const [first] = faults
  const errors = faults.slice(0, mostFaults).map(({ line, column, code, message, params }) => ({
    path: `content.${line}.${column}`,
    message: `line ${line}, ${column}: ${message}`,
    code,
    ...(params ? { params } : {}),
  }))
  const more = faults.length > 1 ? ` (${faults.length} errors in all)` : ''
  throw new AppError('list_has_errors', 400, { detail: `${first ? errors[0]?.message : ''}${more}`, errors })
}

/** Reads a list row by row. @throws {AppError} `list_has_errors` when any cell is wrong: all that are, at once */
export function readList(format: 'csv' | 'json', content: string, validFrom: LocalDate): ListedUnit[] {
  const rows = format === 'csv' ? readCsv(content) : readJson(content)
  const faults: ListFault[] = []
  if (rows.length === 0) refuseList([{ line: 1, column: 'code', code: 'no_rows', message: 'the list has no row' }])
  const lines = new Map<string, number>()
  const units = rows.flatMap(({ line, cells }) => {
    const wrong: Wrong = (column, code, message, params = {}) => {
      faults.push({ line, column, code, message, params })
      return null
    }
    const unit = readUnit(cells, validFrom, wrong)
    const earlier = unit ? lines.get(unit.code) : undefined
    if (unit && earlier !== undefined)
      wrong('code', 'twice', `${unit.code} stands on line ${earlier} already`, { code: unit.code, line: earlier })
    if (unit) lines.set(unit.code, earlier ?? line)
    return unit ? [{ line, ...unit }] : []
  })
  if (faults.length > 0) refuseList(faults)
  return units
}

const viKinds: readonly (readonly [string, AreaKind, string])[] = [
  ['tinh', 'province', 'Tỉnh'],
  ['thanh pho', 'city', 'Thành phố'],
  ['xa', 'commune', 'Xã'],
  ['phuong', 'ward', 'Phường'],
  ['dac khu', 'special_zone', 'Đặc khu'],
]

type Wrong = (column: Column, code: ListFaultCode, message: string, params?: ListFault['params']) => null

function readUnit(cells: Cells, validFrom: LocalDate, wrong: Wrong) {
  const text = (column: Column) => (cells[column] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  const code = text('code')
  const level = levelOf(code)
  if (level === null || level === 'district') {
    const message = `«${code}» is no code: 2 digits for a province, 5 for a commune, with their leading zeros`
    return wrong('code', 'not_a_code', message, { text: code })
  }
  const typedKind = text('kind')
  const named = text('name')
  if (named === '') return wrong('name', 'name_empty', 'is empty')
  const begins = viKinds.find(([word]) => fold(named).startsWith(`${word} `))
  const stated = viKinds.find(([word, kind]) => fold(typedKind) === word || typedKind === kind)
  if (typedKind !== '' && !stated) {
    const params = { text: typedKind, kinds: kindWords(level).join(', ') }
    return wrong('kind', 'unknown_kind', `«${typedKind}» is none of ${kindList(level)}`, params)
  }
  if (stated && begins && stated !== begins) {
    const message = `is «${typedKind}», but the name begins with «${begins[2]}»`
    return wrong('kind', 'kind_differs', message, { text: typedKind, begins: begins[2] })
  }
  const kind = stated ?? begins
  if (!kind) return wrong('kind', 'kind_empty', 'is empty, and the name does not begin with the word of its kind')
  if (!kindsOfLevel[level].includes(kind[1])) {
    const params = { text: kind[2], code, kinds: kindWords(level).join(', ') }
    return wrong('kind', 'kind_of_level', `«${kind[2]}» is no kind for the code ${code}: ${kindList(level)}`, params)
  }
  const bare = begins ? named.slice(begins[0].length + 1) : named
  const name = `${kind[2]} ${bare}`
  const parent = text('parent')
  if (level === 'province' && parent !== '')
    return wrong('parent', 'province_has_parent', 'a province has none: leave it empty')
  if (level === 'commune' && levelOf(parent) !== 'province') {
    return wrong('parent', 'not_a_province', `«${parent}» is no code of a province: 2 digits`, { text: parent })
  }
  const typedDay = text('valid_from')
  const day = readDay(typedDay || validFrom)
  if (day === null) {
    const message = `«${typedDay}» is no day: write yyyy-mm-dd or dd/mm/yyyy`
    return wrong('valid_from', 'not_a_day', message, { text: typedDay })
  }
  const replaces = text('replaces')
    .split(/[ ;]+/)
    .filter((old) => old !== '')
  const noCode = replaces.find((old) => levelOf(old) !== level)
  if (noCode !== undefined)
    return wrong('replaces', 'not_replaced', `«${noCode}» is no code of the same level`, { text: noCode })
  return { code, name, kind: kindOf(code, name), parentCode: parent || null, validFrom: day, replaces }
}

const kindsAt = (level: 'province' | 'commune') =>
  viKinds.filter(([, kind]) => areaKinds.includes(kind) && kindsOfLevel[level].includes(kind))

const kindWords = (level: 'province' | 'commune') => kindsAt(level).map(([, , word]) => word)

function kindList(level: 'province' | 'commune'): string {
  return kindsAt(level)
    .map(([, kind, word]) => `${word} (${kind})`)
    .join(', ')
}

function readDay(text: string): LocalDate | null {
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const day = local ? `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}` : text
  try {
    return addLocalDays(day, 0)
  } catch {
    return null
  }
}

const JsonRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))

function readJson(content: string): { line: number; cells: Cells }[] {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    const message = `the file is no JSON: ${(error as Error).message}`
    refuseList([{ line: 1, column: 'code', code: 'not_json', message }])
  }
  const parsed = JsonRows.safeParse(value)
  if (!parsed.success) {
    const place = Number(parsed.error.issues[0]?.path[0] ?? 0)
    const message = 'the list must be an array of objects with texts'
    refuseList([{ line: place + 1, column: 'code', code: 'not_rows', message }])
  }
  return parsed.data.map((row, place) => {
    const unknown = Object.keys(row).find((key) => !columns.some((column) => column === key))
    if (unknown !== undefined) refuseList([{ line: place + 1, column: unknown, ...unknownColumn }])
    const cells = Object.fromEntries(columns.map((column) => [column, String(row[column] ?? '')]))
    return { line: place + 1, cells }
  })
}

const unknownColumn = {
  code: 'unknown_column' as const,
  message: `no such column; there are ${columns.join(', ')}`,
  params: { columns: columns.join(', ') },
}

function readCsv(content: string): { line: number; cells: Cells }[] {
  const [head, ...rows] = cutCsv(content.replace(/^\ufeff/, ''))
  const names = (head?.cells ?? []).map((name) => fold(name))
  const faults = names
    .filter((name) => !columns.some((column) => column === name))
    .map((name) => ({ line: 1, column: name, ...unknownColumn }))
  const missing = (['code', 'name'] as const).filter((name) => !names.includes(name))
  const without = missing.map((name) => ({
    line: 1,
    column: name,
    code: 'column_missing' as const,
    message: 'the first line does not name this column',
  }))
  if (faults.length + without.length > 0) refuseList([...faults, ...without])
  return rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ''])),
    }))
}

/** RFC 4180; the separator is whichever of comma, semicolon and tab the first line has most of. */
function cutCsv(text: string): { line: number; cells: string[] }[] {
  const first = text.split(/\r?\n/, 1)[0] ?? ''
  const count = (mark: string) => first.split(mark).length
  const separator = [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
  const rows: { line: number; cells: string[] }[] = []
  let [line, cell, isQuoted] = [1, '', false]
  let row: { line: number; cells: string[] } = { line, cells: [] }
  for (let place = 0; place < text.length; place += 1) {
    const letter = text.charAt(place)
    if (letter === '\n') line += 1
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (text.charAt(place + 1) === '"') {
        cell += '"'
        place += 1
      } else isQuoted = false
    } else if (letter === '"' && cell === '') isQuoted = true
    else if (letter === separator || letter === '\n') {
      row.cells.push(cell.replace(/\r$/, ''))
      cell = ''
      if (letter === '\n') {
        rows.push(row)
        row = { line, cells: [] }
      }
    } else cell += letter
  }
  if (isQuoted) {
    const message = 'a quotation mark is not closed'
    refuseList([{ line: row.line, column: 'name', code: 'quote_open', message }])
  }
  return [...rows, { ...row, cells: [...row.cells, cell.replace(/\r$/, '')] }]
}
