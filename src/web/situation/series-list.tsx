import type { Series } from '../../core/api/assets.ts'
import { useValueWords } from '../assets/use-value-words.ts'
import { Age } from '../kit/age.tsx'
import { useSeriesAge } from '../kit/use-age.ts'
import { useText } from '../text/use-text.ts'
import './series-list.css'

function Line(props: { series: Series; isChosen: boolean; onChoose: () => void }) {
  const { series } = props
  const { t, local } = useText()
  const say = useValueWords()
  const isSilent = useSeriesAge(series).freshness === 'silent'
  return (
    <button
      type="button"
      className={`series-line${isSilent ? ' series-line-silent' : ''}`}
      aria-pressed={props.isChosen}
      onClick={props.onChoose}
    >
      <span className="series-line-name">{local(series.name)}</span>
      <b>{series.lastValue === null ? t('common.empty') : say(series, series.lastValue)}</b>
      <Age series={series} />
    </button>
  )
}

/** Everything an asset reports, each with its newest value and the age of that; choosing one draws its course. */
export function SeriesList(props: { series: readonly Series[]; chosen: Series; onChoose: (key: string) => void }) {
  const { t } = useText()
  return (
    <fieldset className="series-list">
      <legend className="visually-hidden">{t('alert.value')}</legend>
      {props.series.map((series) => (
        <Line
          key={series.key}
          series={series}
          isChosen={series.key === props.chosen.key}
          onChoose={() => props.onChoose(series.key)}
        />
      ))}
    </fieldset>
  )
}
