import type { Series } from '../../core/api/assets.ts'
import { formatValue } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** A value of a series as a person reads it: words where it stands for a state, else the figure with its unit. */
export function useValueWords() {
  const { language, local } = useText()
  return ({ words, unit }: Pick<Series, 'words' | 'unit'>, value: number): string => {
    const word = words?.[String(value)]
    return word ? local(word) : formatValue(value, unit, language, 1)
  }
}
