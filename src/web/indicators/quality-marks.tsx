import './quality.css'
import type { Quality } from '../../core/api/indicators.ts'
import { type QualityState, type QualityWord, qualityState, qualityWords } from '../../core/quality.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useQualityText } from './use-quality-text.ts'

const icons: Record<QualityState, IconName> = { yes: 'check', partly: 'minus', no: 'close', unknown: 'minus' }

/** Right, complete, clean, alive: a tick, a dash or a cross each; how many of how many is in the tooltip. */
export function QualityMarks({ quality, basis }: { quality: Quality; basis: Basis }) {
  const { wordOf, sentenceOf } = useQualityText(basis)
  return (
    <ul className="quality">
      {qualityWords.map((word) => {
        const state = qualityState(quality[word])
        const sentence = sentenceOf(word, quality[word])
        return (
          <li key={word} className={`quality-${state}`} title={sentence}>
            <Icon name={icons[state]} size={12} />
            <span aria-hidden="true">{wordOf(word)}</span>
            <span className="visually-hidden">{sentence}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** The same in sentences, for where there is room. */
export function QualityLines({ quality, basis }: { quality: Quality; basis: Basis }) {
  const { wordOf, sentenceOf } = useQualityText(basis)
  return (
    <ul className="quality-lines">
      {qualityWords.map((word: QualityWord) => {
        const state = qualityState(quality[word])
        return (
          <li key={word} className={`quality-${state}`}>
            <Icon name={icons[state]} size={14} />
            <b>{wordOf(word)}</b>
            <span>{sentenceOf(word, quality[word])}</span>
          </li>
        )
      })}
    </ul>
  )
}

export type Basis = 'devices' | 'tasks' | 'records'
