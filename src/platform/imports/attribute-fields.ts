import { formFieldsOf } from '../../core/form-field.ts'
import type { ImportField } from '../../core/import/import-field.ts'
import type { AssetType } from '../../core/module.ts'

/** The fields of an asset type's attributes, as its form has them; what they may hold is checked by the type's own schema. */
export function attributeFields(type: AssetType): ImportField[] {
  return Object.entries(formFieldsOf(type.attributes)).flatMap(([key, field]): ImportField[] => {
    // Several texts are a setting's, no attribute's.
    if (field.kind === 'lines') return []
    const { label, hint, required = false } = field
    return [{ key: `attributes.${key}`, label, ...(hint ? { hint } : {}), required, personal: false, field }]
  })
}
