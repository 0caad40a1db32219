import type { Series } from '../../core/api/assets.ts'
import { SeriesButton } from '../assets/series-button.tsx'
import { useText } from '../text/use-text.ts'
import './series-list.css'

/** Everything an asset reports, each with its newest value and the age of that; choosing one draws its course. */
export function SeriesList(props: { series: readonly Series[]; chosen: Series; onChoose: (key: string) => void }) {
  const { t } = useText()
  return (
    <fieldset className="series-list">
      <legend className="visually-hidden">{t('alert.value')}</legend>
      {props.series.map((series) => (
        <SeriesButton
          look="series-line"
          key={series.key}
          series={series}
          isChosen={series.key === props.chosen.key}
          onChoose={() => props.onChoose(series.key)}
        />
      ))}
    </fieldset>
  )
}
