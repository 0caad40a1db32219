import { z } from 'zod'
import { type Field, fieldFault } from './field.ts'
import type { Text } from './text.ts'

declare module 'zod' {
  /** What a schema of attributes or settings says of itself, so that a form can be drawn from it. */
  interface GlobalMeta {
    readonly label?: Text
    readonly hint?: Text
    readonly unit?: string
    /** Words for the values of an enumeration, by value. */
    readonly options?: Readonly<Record<string, Text>>
    /** A column of the list. */
    readonly listed?: boolean
    readonly multiline?: boolean
    /** A password or key: written, never shown; only among settings of channels. */
    readonly secret?: boolean
  }
}

/** Several texts, one a line: only among settings. */
interface LinesField {
  readonly kind: 'lines'
  readonly label: Text
  readonly hint?: Text
  readonly required?: boolean
  readonly listed?: boolean
}

/** A field of a form that is drawn from a Zod object: of an asset's attributes or a connector's settings. */
export type FormField = (Field & { readonly secret?: boolean }) | LinesField
export type FormFields = Readonly<Record<string, FormField>>

/** The part of JSON Schema that such a field comes out as. */
interface Property {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Property[]
  readonly items?: Property
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly label?: Text
  readonly hint?: Text
  readonly unit?: string
  readonly options?: Readonly<Record<string, Text>>
  readonly listed?: boolean
  readonly multiline?: boolean
  readonly secret?: boolean
}

const longestText = 500

/**
 * The fields of a Zod object in the order they are declared, as a form, a list and an export need them.
 * @throws {TypeError} with the sentence of {@link formFault}
 */
export function formFieldsOf(object: z.ZodObject): FormFields {
  return Object.fromEntries(
    readFields(object).map(([key, field]) => {
      if (typeof field === 'string') throw new TypeError(field)
      return [key, field]
    }),
  )
}

/** Why no form can be drawn from a Zod object, as a sentence that says how to mend it; null when one can. */
export function formFault(object: z.ZodObject): string | null {
  for (const [, field] of readFields(object)) if (typeof field === 'string') return field
  return null
}

function readFields(object: z.ZodObject): (readonly [string, FormField | string])[] {
  // Zod's own JSON Schema: its shape is the standard's, ours are the words that `meta` put there.
  const schema = z.toJSONSchema(object, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>
    required?: readonly string[]
  }
  return Object.entries(schema.properties ?? {}).map(([key, property]) => [
    key,
    readField(key, property, schema.required?.includes(key) ?? false),
  ])
}

function readField(key: string, outer: Property, isRequired: boolean): FormField | string {
  const alternatives = outer.anyOf?.filter(({ type }) => type !== 'null') ?? []
  const property = { ...alternatives[0], ...outer }
  const types = [property.type ?? 'this'].flat().filter((type) => type !== 'null')
  if (alternatives.length > 1 || types.length > 1)
    return `field ${key}: one kind of value, please; a form has one control for it`
  const { label, hint, unit, listed, multiline } = property
  if (!label?.vi?.trim() || !label.en?.trim())
    return `field ${key}: give it words in both languages, .meta({ label: { vi: '…', en: '…' } })`
  const isNullable = outer.anyOf !== undefined || Array.isArray(outer.type)
  const [type] = types
  const base = {
    label,
    ...(hint ? { hint } : {}),
    ...(listed ? { listed } : {}),
    ...(isRequired && !isNullable ? { required: true } : {}),
  }
  const limits = { ...limit('min', property.minimum), ...limit('max', property.maximum), ...(unit ? { unit } : {}) }
  if (property.enum) {
    const missing = property.enum.find((value) => !property.options?.[value])
    if (missing !== undefined) return `field ${key}: give «${missing}» words in both languages, .meta({ options: … })`
    const options = property.enum.map((value) => ({ key: value, label: property.options?.[value] ?? label }))
    return checked(key, { ...base, kind: 'choice', options })
  }
  if (type === 'integer') return checked(key, { ...base, kind: 'integer', ...limits })
  if (type === 'number') return checked(key, { ...base, kind: 'number', ...limits })
  if (type === 'boolean') return checked(key, { ...base, kind: 'yes_no' })
  if (type === 'array' && property.items?.type === 'string') return { ...base, kind: 'lines' }
  if (property.type !== 'string')
    return `field ${key}: no form control for ${property.type ?? 'this'}; use texts, numbers`
  if (property.format === 'uri') return checked(key, { ...base, kind: 'link' })
  if (property.format === 'date') return checked(key, { ...base, kind: 'date' })
  const maxLength = property.maxLength ?? longestText
  const { secret } = property
  return checked(key, {
    ...base,
    kind: 'text',
    maxLength,
    ...(multiline ? { multiline } : {}),
    ...(secret ? { secret } : {}),
  })
}

// Keys of attributes and settings are no columns, so only what a field says of itself is looked at.
const checked = (key: string, field: Field & { readonly secret?: boolean }): FormField | string =>
  field.kind === 'choice' ? (fieldFault('choice', field)?.replace('choice', key) ?? field) : field

/** Zod writes the limits of safe integers where none are declared. */
const limit = (name: 'min' | 'max', value: number | undefined) =>
  value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? {} : { [name]: value }
