import type { Series } from '../../core/api/assets.ts'
import { bindUnits } from '../text/bind-units.ts'
import { useText } from '../text/use-text.ts'
import { valueWords } from './value-words.ts'

/** Says values of series in the language of the page. */
export function useValueWords() {
  const { language } = useText()
  return (series: Pick<Series, 'words' | 'unit'>, value: number): string =>
    bindUnits(valueWords(series, value, language))
}
