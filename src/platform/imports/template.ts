import { fieldHint } from '../../core/import/field-hint.ts'
import type { ImportField } from '../../core/import/import-field.ts'
import type { Language } from '../../core/text.ts'
import type { ExportTable } from '../export/table.ts'
import type { ImportTarget } from './target.ts'

/** An empty table to be filled: a column for each field, and a line, passed over when it is read, of what may stand in each. */
export function templateOf(target: ImportTarget, fields: readonly ImportField[], language: Language): ExportTable {
  // A point is given by its degrees; as a drawing it comes from a map.
  const hasDegrees = fields.some(({ key }) => key === 'lon')
  const shown = fields.filter(({ key }) => key !== 'geometry' || !hasDegrees)
  return {
    name: target.plural[language],
    header: shown.map(({ label }) => label[language]),
    rows: [shown.map((field, at) => `${at === 0 ? '# ' : ''}${fieldHint(field)[language]}`)],
  }
}
