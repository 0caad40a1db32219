import { z } from 'zod'
import type { Text } from './text.ts'

/** What every field says of itself. */
interface FieldBase {
  readonly label: Text
  readonly hint?: Text
  /** Must be given on creation; a move may require more (see `Move.requires`). Default false. */
  readonly required?: boolean
  /**
   * Personal data: kept in a sibling table with its own policy; never in search, happenings, live events, logs or file names;
   * masked unless looked at, and the look is logged.
   */
  readonly personal?: boolean
  /** May be shown to the public. Never together with `personal`. */
  readonly public?: boolean
  /** Found by search over things. Never together with `personal`. */
  readonly searchable?: boolean
  /** Heading of the group that begins with this field in form and detail. */
  readonly group?: Text
  /** A column of the list, besides number, title, agency and state. */
  readonly listed?: boolean
}

/** One of several fixed values; the key is stored, the label shown. */
export interface Choice {
  readonly key: string
  readonly label: Text
}

/**
 * A field of a record: data, from which its column, request check, form control, list column, import and export are drawn. An
 * administrator's own fields are rows of this very form.
 */
export type Field =
  | (FieldBase & { readonly kind: 'text'; readonly maxLength: number; readonly multiline?: boolean })
  | (FieldBase & { readonly kind: 'integer'; readonly min?: number; readonly max?: number; readonly unit?: string })
  | (FieldBase & { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly unit?: string })
  /** Vietnamese đồng, whole. */
  | (FieldBase & { readonly kind: 'money' })
  | (FieldBase & { readonly kind: 'yes_no' })
  /** A calendar day, `yyyy-mm-dd`, without an instant. */
  | (FieldBase & { readonly kind: 'date' })
  /** An instant, ISO 8601 with its offset. */
  | (FieldBase & { readonly kind: 'instant' })
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Choice[] })
  | (FieldBase & { readonly kind: 'choices'; readonly options: readonly Choice[] })
  /** One agency, or several, by id. */
  | (FieldBase & { readonly kind: 'agency' })
  | (FieldBase & { readonly kind: 'agencies' })
  /** A commune, by code. */
  | (FieldBase & { readonly kind: 'area' })
  | (FieldBase & { readonly kind: 'link' })
  /** Another record of the same module, by id; also a link between the two things. */
  | (FieldBase & { readonly kind: 'record'; readonly of: string })
  /** An asset of a type of the same module, by its code; also a link between the two things. */
  | (FieldBase & { readonly kind: 'asset'; readonly of: string })

export type FieldKind = Field['kind']
export type Fields = Readonly<Record<string, Field>>

/** The check of one field's value; null stands for «not given». */
export function schemaOfField(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return z.string().trim().min(1).max(field.maxLength)
    case 'integer':
      return between(z.int(), field)
    case 'money':
      return z.int().min(0)
    case 'number':
      return between(z.number(), field)
    case 'yes_no':
      return z.boolean()
    case 'date':
      return z.iso.date().refine(hasYear, { params: { code: 'not_a_day' } })
    case 'instant':
      return z.iso.datetime({ offset: true }).refine(hasYear, { params: { code: 'not_an_instant' } })
    case 'choice':
      return z.enum(field.options.map((option) => option.key))
    case 'choices':
      return z.array(z.enum(field.options.map((option) => option.key))).max(field.options.length)
    case 'agency':
      return z.int().positive()
    case 'agencies':
      return z.array(z.int().positive()).max(200)
    case 'area':
      return z.string().regex(/^\d{2}$|^\d{5}$/, 'an area code of 2 or 5 digits')
    case 'link':
      return z.url({ protocol: /^https?$/ }).max(2_000)
    case 'record':
      return z.uuid()
    case 'asset':
      return z.string().min(1).max(64)
  }
}

/** The calendar of PostgreSQL has no year 0. */
const hasYear = (text: string) => !text.startsWith('000')

function between(schema: z.ZodNumber, { min, max }: { readonly min?: number; readonly max?: number }): z.ZodNumber {
  const above = min === undefined ? schema : schema.min(min)
  return max === undefined ? above : above.max(max)
}

/** The column type of a field in PostgreSQL. */
export function columnOfField(field: Field): string {
  const types: Record<FieldKind, string> = {
    text: 'text',
    link: 'text',
    choice: 'text',
    area: 'text',
    integer: 'bigint',
    money: 'bigint',
    number: 'double precision',
    yes_no: 'boolean',
    date: 'date',
    instant: 'timestamptz',
    choices: 'text[]',
    agency: 'integer',
    agencies: 'integer[]',
    record: 'uuid',
    asset: 'text',
  }
  return types[field.kind]
}

/** What is wrong with a field's declaration, as a sentence; null when nothing is. */
export function fieldFault(key: string, field: Field): string | null {
  if (!/^[a-z][a-z0-9_]{0,48}$/.test(key))
    return `field ${key}: write its key in lower-case letters, digits and underscores`
  if (reservedKeys.has(key)) return `field ${key}: every record has a column of this name already; choose another key`
  if (field.personal && (field.public || field.searchable || field.listed)) {
    return `field ${key}: personal data is never public, searchable or listed; drop one of them`
  }
  if (
    (field.kind === 'choice' || field.kind === 'choices') &&
    new Set(field.options.map((o) => o.key)).size !== field.options.length
  ) {
    return `field ${key}: two options have the same key`
  }
  if ((field.kind === 'choice' || field.kind === 'choices') && field.options.length === 0)
    return `field ${key}: give it options`
  return null
}

/** Columns that every record's table has, the key of its sibling, and those PostgreSQL gives every table. */
export const reservedKeys: ReadonlySet<string> = new Set([
  ...['record_id', 'ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid'],
  'id',
  'agency_id',
  'number',
  'state',
  'state_at',
  'area_code',
  'geometry',
  'shared_with',
  'created_at',
  'created_by',
  'created_by_name',
  'updated_at',
  'version',
  'extra',
])
