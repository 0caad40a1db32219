import type { BoardIndicator } from '../../core/api/indicators.ts'
import { useText } from '../text/use-text.ts'
import { LateFromData } from './late-from-data.tsx'
import { Newest } from './newest.tsx'
import { QualityMarks } from './quality-marks.tsx'
import { Sparkline } from './sparkline.tsx'
import { useChangeText } from './use-change-text.ts'
import { useFigureText } from './use-figure-text.ts'
import { VerdictWords } from './verdict-words.tsx'

function Card(props: { item: BoardIndicator; period: string; isChosen: boolean; onChoose: () => void }) {
  const { local } = useText()
  const figureText = useFigureText()
  const changeText = useChangeText()
  const { item, period, isChosen, onChoose } = props
  const { indicator, figure, target, verdict } = item
  const values = item.points.map(({ value }) => value)
  return (
    <li className={`card indicator-card${isChosen ? ' indicator-chosen' : ''}`}>
      <button type="button" aria-pressed={isChosen} onClick={onChoose}>
        {local(indicator.name)}
      </button>
      <div className="indicator-card-figure">
        <b>{figureText(figure.value, indicator.unit)}</b>
        <Sparkline values={values} target={target?.value} isBad={verdict === 'missed'} />
      </div>
      <p className="indicator-card-target">
        <VerdictWords item={item} period={period} />
        <span>{changeText(values.at(-2) ?? null, figure.value, indicator.unit, period)}</span>
        <LateFromData item={item} form="byData" />
      </p>
      <div className="indicator-card-foot">
        <Newest at={item.newestAt} />
        <QualityMarks quality={item.quality} basis={indicator.basis} />
      </div>
    </li>
  )
}

/** The first four stand out; all are in the table. */
const most = 4

/** The first indicators with value, target, change, course, age and quality; one of them may be chosen. */
export function IndicatorCards(props: {
  items: readonly BoardIndicator[]
  period: string
  chosen: string | undefined
  onChoose: (key: string) => void
}) {
  const { t } = useText()
  return (
    <ul className="indicator-cards" aria-label={t('indicator.pick')}>
      {props.items.slice(0, most).map((item) => (
        <Card
          key={item.indicator.key}
          item={item}
          period={props.period}
          isChosen={item.indicator.key === props.chosen}
          onChoose={() => props.onChoose(item.indicator.key)}
        />
      ))}
    </ul>
  )
}
