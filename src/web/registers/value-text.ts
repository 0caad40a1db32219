import type { Record as RecordRow } from '../../core/api/records.ts'
import type { Field } from '../../core/field.ts'
import type { Language } from '../../core/text.ts'
import { formatDate, formatDateTime, formatNumber } from '../kit/format.ts'

export interface Wording {
  readonly language: Language
  readonly yes: string
  readonly no: string
  /** For a record whose name the asker does not get. */
  readonly other: string
}

const labelOf = (field: Field & { kind: 'choice' | 'choices' }, key: unknown, language: Language): string =>
  field.options.find((option) => option.key === key)?.label[language] ?? String(key)

/** A value as a person reads it; null where there is none. `refs` are the names that came with the record. */
export function valueText(field: Field, value: unknown, refs: RecordRow['refs'], words: Wording): string | null {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  const { language } = words
  const agency = (id: unknown) => refs.agencies.find((each) => each.id === id)?.name ?? `#${id}`
  switch (field.kind) {
    case 'yes_no':
      return value === true ? words.yes : words.no
    case 'integer':
    case 'number':
      return `${formatNumber(Number(value), language)}${field.unit ? `\u00a0${field.unit}` : ''}`
    case 'money':
      return `${formatNumber(Number(value), language)}\u00a0đ`
    case 'date':
      return formatDate(`${value}T00:00:00+07:00`)
    case 'instant':
      return formatDateTime(String(value))
    case 'choice':
      return labelOf(field, value, language)
    case 'choices':
      return (Array.isArray(value) ? value : []).map((key) => labelOf(field, key, language)).join(', ')
    case 'agency':
      return agency(value)
    case 'agencies':
      return (Array.isArray(value) ? value : []).map(agency).join(', ')
    case 'area':
      return refs.areas.find((area) => area.code === value)?.name ?? String(value)
    case 'record': {
      const record = refs.records.find((each) => each.id === value)
      return record ? [record.number, record.title].filter(Boolean).join(' · ') : words.other
    }
    case 'asset': {
      const asset = refs.assets.find((each) => each.code === value)
      return asset ? `${asset.name} (${asset.code})` : String(value)
    }
    case 'text':
    case 'link':
      return String(value)
  }
}
