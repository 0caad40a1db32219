import type { Language, Text } from '../../core/text.ts'
import type { Register } from '../api/records.ts'
import { lowerFirst } from '../assets/lower-first.ts'
import { formatDateTime, formatNumber, formatSize } from '../kit/format.ts'
import { fieldsOf } from '../registers/register-fields.ts'
import { detailLabels, valueWords } from './detail-labels.ts'

/** What the page can call by name; each answers undefined for what it does not know. */
export interface KnownNames {
  readonly language: Language
  readonly yes: string
  readonly no: string
  readonly agency: (id: unknown) => string | undefined
  readonly account: (id: unknown) => string | undefined
  readonly role: (id: unknown) => string | undefined
  readonly verb: (id: unknown) => string | undefined
  /** Words that other pages have for names of ours, by what they are of: `handling`, `reach`, `relation`, `step`, `unit`. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Of the kind that the row is about, or that it brings in. */
  readonly register: (key: string) => Register | undefined
}

type Write = (value: unknown, names: KnownNames, kind: string) => string

const mostShown = 20
const nothing = '–'
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isInstant = (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)

/** The words of a key, or the key as words. */
export const labelOf = (key: string, language: Language): string =>
  detailLabels[key]?.[language] ??
  key.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, (_, one, other) => `${one} ${other.toLowerCase()}`)

const plainText: Write = (value, names, kind) => {
  if (value === null || value === undefined || value === '') return nothing
  if (typeof value === 'boolean') return value ? names.yes : names.no
  if (typeof value === 'number') return formatNumber(value, names.language)
  if (typeof value === 'string') return isInstant(value) ? formatDateTime(value) : value
  if (Array.isArray(value)) return listText(value, names, kind, plainText)
  if (!isPlain(value)) return String(value)
  return Object.entries(value)
    .map(([key, each]) => `${labelOf(key, names.language)}: ${detailText(key, each, names, kind)}`)
    .join('; ')
}

function listText(values: readonly unknown[], names: KnownNames, kind: string, write: Write): string {
  const words = [...new Set(values.map((each) => write(each, names, kind)))]
  if (words.length === 0) return nothing
  const more = words.length - mostShown
  const rest: Text = { vi: ` và ${more} mục khác`, en: ` and ${more} more` }
  return words.slice(0, mostShown).join(', ') + (more > 0 ? rest[names.language] : '')
}

/** A word of ours, or the value as it stands. */
const wordOf =
  (of: string): Write =>
  (value, names, kind) => {
    // `condition.threshold` is a part of the condition.
    const key = String(value).split('.')[0] ?? ''
    const known = names.words[of]?.[String(value)]
    if (known !== undefined) return lowerFirst(known)
    return (
      valueWords[of]?.[String(value)]?.[names.language] ??
      valueWords[of]?.[key]?.[names.language] ??
      plainText(value, names, kind)
    )
  }

const numbered = (value: unknown) => `#${value}`

function fieldText(value: unknown, names: KnownNames, kind: string): string {
  const register = names.register(kind)
  const field = register && fieldsOf(register).find(({ key }) => key === value)
  return field?.field.label[names.language] ?? labelOf(String(value), names.language)
}

const writers: Readonly<Record<string, Write>> = {
  accountId: (id, names) => names.account(id) ?? numbered(id),
  // Rows of before kept the number of the account, not the name.
  commander: (who, names, kind) =>
    typeof who === 'number' ? (names.account(who) ?? numbered(who)) : plainText(who, names, kind),
  agency: (id, names) => names.agency(id) ?? numbered(id),
  successorId: (id, names, kind) => (id === null ? plainText(id, names, kind) : (names.agency(id) ?? numbered(id))),
  bytes: (bytes, names) => formatSize(Number(bytes), names.language),
  sizeBytes: (bytes, names) => formatSize(Number(bytes), names.language),
  // Numbers of rows are names, not amounts.
  ids: (id) => String(id),
  id: (id) => String(id),
  version: (version) => String(version),
  roles: (id, names) => names.role(id) ?? String(id),
  permissions: (verb, names) => names.verb(verb) ?? String(verb),
  fields: fieldText,
  target: (target, names, kind) => {
    const key = String(target).replace(/^(record|asset)\./, '')
    return names.register(key)?.plural[names.language] ?? wordOf('target')(key, names, kind)
  },
  ...Object.fromEntries(
    ['handling', 'reach', 'relation', 'step', 'unit', 'outside', 'changed', 'stage', 'reason', 'countsAs'].map((of) => [
      of,
      wordOf(of),
    ]),
  ),
}

/** One value of a row's detail as a person reads it. `kind` is that of the thing that the row is about. */
export function detailText(key: string, value: unknown, names: KnownNames, kind: string): string {
  const write = writers[key] ?? plainText
  if (isPlain(value) && 'from' in value && 'to' in value && Object.keys(value).length === 2)
    return `${detailText(key, value.from, names, kind)} → ${detailText(key, value.to, names, kind)}`
  // What an object says has names of its own.
  if (isPlain(value)) return plainText(value, names, kind)
  return Array.isArray(value) ? listText(value, names, kind, write) : write(value, names, kind)
}
