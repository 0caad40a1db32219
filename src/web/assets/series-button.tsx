import type { Series } from '../../core/api/assets.ts'
import { Age } from '../kit/age.tsx'
import { useSeriesAge } from '../kit/use-age.ts'
import { useText } from '../text/use-text.ts'
import { useValueWords } from './use-value-words.ts'

/** A series with its newest value and the age of that, which chooses what the chart draws. `look`: the class that its parts begin with. */
export function SeriesButton(props: {
  look: 'asset-tile' | 'series-line'
  series: Series
  isChosen: boolean
  onChoose: () => void
}) {
  const { look, series } = props
  const { t, local } = useText()
  const say = useValueWords()
  const isSilent = useSeriesAge(series).freshness === 'silent'
  return (
    <button
      type="button"
      className={`${look}${isSilent ? ` ${look}-silent` : ''}`}
      aria-pressed={props.isChosen}
      onClick={props.onChoose}
    >
      <span className={`${look}-name`}>{local(series.name)}</span>
      <b>{series.lastValue === null ? t('common.empty') : say(series, series.lastValue)}</b>
      <Age series={series} />
    </button>
  )
}
