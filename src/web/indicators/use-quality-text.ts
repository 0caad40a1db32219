import type { QualityTally, QualityWord } from '../../core/quality.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** The four words, and what each says of what an indicator is counted from: how many of how many, or why it is not known. */
export function useQualityText(basis: 'devices' | 'tasks' | 'records') {
  const { t, language } = useText()
  const number = (value: number) => formatNumber(value, language)
  return {
    wordOf: (word: QualityWord) => t(`quality.word.${word}`),
    sentenceOf: (word: QualityWord, tally: QualityTally) =>
      tally === null
        ? t(`quality.unknown.${basis}.${word}`)
        : t(`quality.of.${basis}.${word}`, { good: number(tally.good), of: number(tally.of) }),
  }
}
