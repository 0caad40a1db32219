import type { Field } from '../../core/field.ts'
import type { Text } from '../../core/text.ts'
import type { NewRecord, Register, Values } from '../api/records.ts'

/** A field as a page works with it: declared ones by their key, an administrator's own as `extra.key`. */
export interface NamedField {
  readonly key: string
  readonly field: Field
}

/** Every field of a register in reading order: the declared ones, then an administrator's own. */
export const fieldsOf = (register: Register): NamedField[] => [
  ...Object.entries(register.fields).map(([key, field]) => ({ key, field })),
  ...register.extraFields.map(({ key, field }) => ({ key: `extra.${key}`, field })),
]

/** Fields under a common heading; null for those before the first heading. */
export interface FieldGroup {
  readonly label: Text | null
  readonly fields: readonly NamedField[]
}

/** Fields in groups as declared; an administrator's own stand under `extra`. Groups without a field are left out. */
export function groupsOf(fields: readonly NamedField[], extra: Text): FieldGroup[] {
  const groups: { label: Text | null; fields: NamedField[] }[] = [{ label: null, fields: [] }]
  for (const each of fields) {
    const label = each.field.group ?? (each.key.startsWith('extra.') ? extra : null)
    if (label && label !== groups.at(-1)?.label) groups.push({ label, fields: [] })
    groups.at(-1)?.fields.push(each)
  }
  return groups.filter((group) => group.fields.length > 0)
}

/** One flat set of values of a record, keyed as {@link fieldsOf} names them, with its commune as `areaCode` and its drawing as `geometry`. */
export function flatValues(record: {
  values: Values
  extra: Values
  area?: { code: string } | null
  geometry?: unknown
}): Values {
  const extra = Object.entries(record.extra).map(([key, value]): [string, unknown] => [`extra.${key}`, value])
  return {
    ...record.values,
    ...Object.fromEntries(extra),
    areaCode: record.area?.code ?? null,
    geometry: record.geometry ?? null,
  }
}

/** A flat set as the API takes it. */
export function bodyOf(flat: Values): Omit<NewRecord, 'agencyId'> {
  const { areaCode, geometry, ...rest } = flat
  const entries = Object.entries(rest)
  const values = Object.fromEntries(entries.filter(([key]) => !key.startsWith('extra.')))
  const added = entries
    .filter(([key]) => key.startsWith('extra.'))
    .map(([key, value]) => [key.slice(6), value] as const)
  return {
    values,
    ...(added.length > 0 ? { extra: Object.fromEntries(added) } : {}),
    ...(areaCode === undefined ? {} : { areaCode: areaCode === null ? null : String(areaCode) }),
    ...(geometry === undefined ? {} : { geometry }),
  }
}

/** A column of the list. Where the list is narrow rank 3 goes first and rank 1 last. */
export interface Column {
  readonly key: string
  readonly label: Text
  readonly field: Field
  readonly rank: 1 | 2 | 3
  /** What the API sorts by; null where it cannot. */
  readonly sort: string | null
}

const sortable = new Set<Field['kind']>([
  ...(['text', 'integer', 'number', 'money', 'yes_no', 'date', 'instant', 'choice', 'link'] as const),
])
const figures = new Set<Field['kind']>(['integer', 'number', 'money', 'date', 'instant'])

/** Whether values of a field stand at the right, as figures and days do. */
export const isFigure = (field: Field): boolean => figures.has(field.kind)

/** The listed fields as columns, besides number, title, agency, state and deadline. */
export function columnsOf(register: Register): Column[] {
  const listed = fieldsOf(register).filter(({ key, field }) => field.listed && key !== register.titleField)
  return listed.map(({ key, field }) => ({
    key,
    label: field.label,
    field,
    rank: field.kind === 'date' ? 1 : field.kind === 'text' || field.kind === 'link' ? 3 : 2,
    sort: sortable.has(field.kind) ? key : null,
  }))
}

/** The owner's column goes first where another agency is named already. */
export const ownerRank = (columns: readonly Column[]): 2 | 3 =>
  columns.some(({ field }) => field.kind === 'agency') ? 3 : 2

/** In which order columns go where the list is narrow: by rank, within a rank the last first. `agency` and `updated_at` go with them. */
export function droppingOrder(columns: readonly Column[]): string[] {
  const all = [
    ...columns.map(({ key, rank }) => ({ key, rank: rank as number })),
    { key: 'agency', rank: ownerRank(columns) },
    { key: 'updated_at', rank: 3 },
  ]
  return all
    .toReversed()
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ key }) => key)
}

/** Whether a value says nothing without the name of its field: a day, a number, a yes. */
export const needsLabel = (field: Field): boolean => isFigure(field) || field.kind === 'yes_no'

/** Fields that a person may filter by choosing from a list. */
export const askable = (register: Register): NamedField[] =>
  fieldsOf(register).filter(
    ({ key, field }) =>
      !field.personal &&
      (['choice', 'choices', 'yes_no'].includes(field.kind) ||
        (!key.startsWith('extra.') && ['agency', 'agencies'].includes(field.kind))),
  )

/** A record type that refers to another, through one of its fields. */
export interface NextLink {
  readonly register: Register
  readonly field: string
}

/** What can follow a record of this register: the types of its module that refer to it. */
export function nextOf(register: Register, all: readonly Register[]): NextLink[] {
  return all
    .filter((each) => each.module.id === register.module.id)
    .flatMap((each) =>
      Object.entries(each.fields).flatMap(([key, field]) =>
        field.kind === 'record' && field.of === register.type ? [{ register: each, field: key }] : [],
      ),
    )
}
