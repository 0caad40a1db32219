import type { Series } from '../../core/api/assets.ts'
import type { Language } from '../../core/text.ts'
import { formatValue } from '../kit/format.ts'

/**
 * A value of a series as a person reads it: words where it stands for a state, else the figure with its unit, as fine as alert levels are
 * written; rounded to less, a river at 4.46 m would read as one at its level of 4.5 m.
 */
export function valueWords({ words, unit }: Pick<Series, 'words' | 'unit'>, value: number, language: Language): string {
  return words?.[String(value)]?.[language] ?? formatValue(value, unit, language)
}
