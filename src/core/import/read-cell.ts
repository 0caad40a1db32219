import type { Choice, Field } from '../field.ts'
import { fold } from '../fold.ts'
import type { Text } from '../text.ts'
import type { CellFault, ImportCell, ImportField } from './import-field.ts'
import { readDay, readInstant } from './read-date.ts'
import { type DecimalSign, readNumber } from './read-number.ts'

/** What a name in a cell may stand for: found by its code or name; several where it fits more than one. */
export interface Found<Id> {
  readonly id: Id
  /** As a fault names it. */
  readonly name: string
}

/** Looks up what cells name; how is the platform's. */
export interface Directory {
  agency(text: string): readonly Found<number>[]
  area(text: string): readonly Found<string>[]
  /** Records of a type by number or title. */
  record(type: string, text: string): readonly Found<string>[]
}

/** A cell as a value of its field and how a person reads that, or what is wrong with it. `null` stands for an empty cell. */
export type ReadCell = { readonly value: unknown; readonly shown: Text } | { readonly fault: CellFault }

const both = (text: string): Text => ({ vi: text, en: text })
const read = (value: unknown, shown = both(String(value ?? ''))): ReadCell => ({ value, shown })

const fault = (code: CellFault['code'], params: CellFault['params'] = {}): ReadCell => ({ fault: { code, params } })

/** Reads a cell for a field as people write it; never guesses: what can mean two things is a fault. */
export function readCell(field: ImportField['field'], cell: ImportCell, sign: DecimalSign, names: Directory): ReadCell {
  const text = cellText(cell)
  if (text === '') return read(null)
  switch (field.kind) {
    case 'text':
    case 'asset':
    case 'code':
      return read(text)
    case 'integer':
    case 'money':
    case 'number':
      return readFigure(field, cell, text, sign)
    case 'degrees':
      return readDegrees(cell, text)
    case 'yes_no':
      return readYesNo(cell, text)
    case 'date':
      return readTime(readDay(text), 'not_a_date')
    case 'instant':
      return readTime(readInstant(text), 'not_an_instant')
    case 'choice':
      return readChoice(field.options, text)
    case 'choices':
      return each(text, (part) => readChoice(field.options, part))
    case 'agency':
      return one(names.agency(text), 'unknown_agency', 'several_agencies', text)
    case 'agencies':
      return each(text, (part) => one(names.agency(part), 'unknown_agency', 'several_agencies', part))
    case 'area':
      return one(names.area(areaText(text)), 'unknown_area', 'several_areas', text)
    case 'record':
      return one(names.record(field.of, text), 'unknown_record', 'several_records', text)
    case 'link':
      return /^https?:\/\/\S+$/i.test(text) ? read(text) : fault('not_a_link')
    case 'geometry':
      return readGeometry(text)
  }
}

/** The text of a cell: trimmed, composed, without the apostrophe that spreadsheets are given against formulas. */
export function cellText(cell: ImportCell): string {
  if (cell === null) return ''
  const text = String(cell).normalize('NFC').trim()
  return /^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text
}

function readFigure(
  field: Extract<Field, { kind: 'integer' | 'money' | 'number' }>,
  cell: ImportCell,
  text: string,
  sign: DecimalSign,
): ReadCell {
  const unit = field.kind === 'money' ? (/(vn[dđ]|đồng|đ|₫)\.?$/i.exec(text)?.[0] ?? '') : (field.unit ?? '')
  const number = typeof cell === 'number' ? cell : readNumber(text, sign, unit)
  if (number === null || typeof cell === 'boolean') return fault('not_a_number')
  if (number === 'unclear') return fault('unclear_number')
  return field.kind === 'number' || Number.isInteger(number)
    ? read(number, {
        vi: number.toLocaleString('vi-VN', { maximumFractionDigits: 15 }),
        en: number.toLocaleString('en-GB', { maximumFractionDigits: 15 }),
      })
    : fault('not_whole')
}

/** Degrees are below 181: a lone dot or comma is always before decimals. */
function readDegrees(cell: ImportCell, text: string): ReadCell {
  const number = typeof cell === 'number' ? cell : Number(text.replace(/[°\s]/g, '').replace(',', '.') || Number.NaN)
  return Number.isFinite(number) ? read(number) : fault('not_degrees')
}

const yes = new Set(['co', 'x', 'v', '✓', '✔', 'dung', 'true', 'yes', 'y', '1', 'c'])
const no = new Set(['khong', 'sai', 'false', 'no', 'n', '0', 'k', 'khong co'])

function readYesNo(cell: ImportCell, text: string): ReadCell {
  const word = fold(text)
  if (cell === true || yes.has(word)) return read(true, { vi: 'Có', en: 'Yes' })
  return cell === false || no.has(word) ? read(false, { vi: 'Không', en: 'No' }) : fault('not_yes_or_no')
}

function readChoice(options: readonly Choice[], text: string): ReadCell {
  const exact = options.filter(({ key, label }) => key === text || label.vi === text || label.en === text)
  const word = fold(text)
  const alike = options.filter(({ key, label }) => [key, label.vi, label.en].some((name) => fold(name) === word))
  const [option, second] = exact.length === 1 ? exact : alike
  if (option && !second) return read(option.key, option.label)
  const shown = options.slice(0, 12).map(({ label }) => label.vi)
  return fault('unknown_choice', { options: shown.join('; ') + (options.length > shown.length ? '; …' : '') })
}

function one<Id>(
  found: readonly Found<Id>[],
  none: CellFault['code'],
  several: CellFault['code'],
  text: string,
): ReadCell {
  const [first, second] = found
  if (!first) return fault(none, { text })
  if (!second) return read(first.id, both(first.name))
  const names = found.slice(0, 5).map(({ name }) => name)
  return fault(several, { text, names: names.join('; ') + (found.length > names.length ? '; …' : '') })
}

function each(text: string, readPart: (part: string) => ReadCell): ReadCell {
  const parts = text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const found = new Map<unknown, Text>()
  for (const part of parts) {
    const one = readPart(part)
    if ('fault' in one) return one
    found.set(one.value, one.shown)
  }
  const shown = [...found.values()]
  return read([...found.keys()], { vi: shown.map(({ vi }) => vi).join('; '), en: shown.map(({ en }) => en).join('; ') })
}

function readTime(found: string | null, none: CellFault['code']): ReadCell {
  if (found === null) return fault(none)
  if (found === 'no_such_day') return fault('no_such_day')
  const local = found.length === 10 ? found : new Date(new Date(found).getTime() + 7 * 3_600_000).toISOString()
  const day = local.slice(0, 10).split('-').reverse().join('/')
  return read(found, both(found.length === 10 ? day : `${day} ${local.slice(11, 16)}`))
}

/** A spreadsheet takes the leading zeros of a code away. */
const areaText = (text: string) =>
  /^\d{3,4}$/.test(text) ? text.padStart(5, '0') : /^\d$/.test(text) ? `0${text}` : text

function readGeometry(text: string): ReadCell {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'type' in value) return read(value, both(String(value.type)))
  } catch {
    // Not JSON: said below.
  }
  return fault('not_a_geometry')
}
