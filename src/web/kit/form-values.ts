import type { FormField, FormFields } from '../../core/form-field.ts'

/** What is being typed, by field, as text. */
export type DraftValues = Readonly<Record<string, string>>

/** What is wrong with a value that was typed; the page puts it into words. */
export type Fault =
  | { key: 'required' | 'badNumber' | 'badLink' | 'badDay' }
  | { key: 'between'; min: number; max: number }

/** Values as they are typed into a form. */
export function draftOf(fields: FormFields, values: Readonly<Record<string, unknown>>): DraftValues {
  return Object.fromEntries(
    Object.keys(fields).map((key) => {
      const value = values[key]
      if (value === null || value === undefined) return [key, '']
      return [key, Array.isArray(value) ? value.join('\n') : String(value)]
    }),
  )
}

/** What was typed as the server takes it; what is left empty is left out. Numbers may be written with a comma. */
export function readDraft(
  fields: FormFields,
  draft: DraftValues,
): { values: Record<string, unknown>; faults: Record<string, Fault> } {
  const values: Record<string, unknown> = {}
  const faults: Record<string, Fault> = {}
  for (const [key, field] of Object.entries(fields)) {
    const text = (draft[key] ?? '').trim()
    if (text === '') {
      if (field.required) faults[key] = { key: 'required' }
      continue
    }
    const fault = faultOf(field, text)
    if (fault) faults[key] = fault
    else values[key] = typedValue(field, text)
  }
  return { values, faults }
}

const numberOf = (text: string) => Number(text.replace(',', '.').replace('\u2212', '-'))

function typedValue(field: FormField, text: string): unknown {
  if (field.kind === 'integer' || field.kind === 'number') return numberOf(text)
  if (field.kind === 'yes_no') return text === 'true'
  if (field.kind === 'lines') return text.split('\n').flatMap((line) => line.trim() || [])
  return text
}

function faultOf(field: FormField, text: string): Fault | null {
  if (field.kind === 'link') return URL.canParse(text) && /^https?:/i.test(text) ? null : { key: 'badLink' }
  if (field.kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(text) ? null : { key: 'badDay' }
  if (field.kind !== 'integer' && field.kind !== 'number') return null
  const number = numberOf(text)
  if (Number.isNaN(number) || (field.kind === 'integer' && !Number.isInteger(number))) return { key: 'badNumber' }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field
  if (number >= min && number <= max) return null
  return Number.isFinite(min) && Number.isFinite(max) ? { key: 'between', min, max } : { key: 'badNumber' }
}
