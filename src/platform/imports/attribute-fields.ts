import { z } from 'zod'
import type { Field } from '../../core/field.ts'
import type { ImportField } from '../../core/import/import-field.ts'
import type { AssetType } from '../../core/module.ts'

interface Shape {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly anyOf?: readonly Shape[]
  readonly maxLength?: number
}

/** The fields of an asset type's attributes, drawn from their schema; what they may hold is checked by the schema itself. */
export function attributeFields(type: AssetType): ImportField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(type.attributes, { unrepresentable: 'any', io: 'input' })
  return Object.entries(properties).map(([key, shape]) => {
    const { label, field } = fieldOf(key, shape as Shape) // A JSON Schema, of which these few words are read.
    return { key: `attributes.${key}`, label, required: required.includes(key), personal: false, field }
  })
}

function fieldOf(key: string, shape: Shape): { label: ImportField['label']; field: Field } {
  const known = shape.anyOf?.find(({ type }) => type !== 'null') ?? shape
  const name = shape.title ?? known.title ?? key
  const label = { vi: name, en: name }
  const options = known.enum?.flatMap((value) => (typeof value === 'string' ? [value] : []))
  if (options && options.length > 0) {
    return {
      label,
      field: { kind: 'choice', label, options: options.map((one) => ({ key: one, label: { vi: one, en: one } })) },
    }
  }
  switch ([known.type].flat().find((type) => type !== 'null')) {
    case 'integer':
      return { label, field: { kind: 'integer', label } }
    case 'number':
      return { label, field: { kind: 'number', label } }
    case 'boolean':
      return { label, field: { kind: 'yes_no', label } }
    default:
      return { label, field: { kind: 'text', label, maxLength: known.maxLength ?? 500 } }
  }
}
