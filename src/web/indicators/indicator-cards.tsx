import type { IndicatorInfo } from '../../core/api/indicators.ts'
import { useIndicatorCourse } from '../api/indicators.ts'
import { useText } from '../text/use-text.ts'
import { Sparkline } from './sparkline.tsx'
import { useChangeText } from './use-change-text.ts'
import { useFigureText } from './use-figure-text.ts'

interface CardProps {
  readonly info: IndicatorInfo
  readonly period: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Card({ info, period, isChosen, onChoose }: CardProps) {
  const { t, local } = useText()
  const figureText = useFigureText()
  const changeText = useChangeText()
  const { data, error } = useIndicatorCourse(info.key, period)
  const values = data?.points.map(({ value }) => value) ?? []
  const [before = null, now = null] = values.slice(-2)
  return (
    <li className={`card indicator-card${isChosen ? ' indicator-chosen' : ''}`}>
      <button type="button" aria-pressed={isChosen} onClick={onChoose}>
        {local(info.name)}
      </button>
      <div className="indicator-card-figure">
        <b>{error ? t('indicator.notRead') : data ? figureText(now, info.unit) : '…'}</b>
        <Sparkline values={values} />
      </div>
      <p className="quiet">{data ? changeText(before, now, info.unit) : '\u00a0'}</p>
    </li>
  )
}

/** Every indicator with its value in a period, what changed since the one before, and its course; one of them is chosen. */
export function IndicatorCards(props: {
  items: readonly IndicatorInfo[]
  chosen: string
  period: string
  onChoose: (key: string) => void
}) {
  const { t } = useText()
  return (
    <ul className="indicator-cards" aria-label={t('indicator.pick')}>
      {props.items.map((info) => (
        <Card
          key={info.key}
          info={info}
          period={props.period}
          isChosen={info.key === props.chosen}
          onChoose={() => props.onChoose(info.key)}
        />
      ))}
    </ul>
  )
}
