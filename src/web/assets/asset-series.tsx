import { useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { Segments } from '../kit/segments.tsx'
import { alertLevelsOf } from '../situation/alert-levels.ts'
import { OriginLine } from '../situation/origin-line.tsx'
import { ReadingsChart } from '../situation/readings-chart.tsx'
import { useText } from '../text/use-text.ts'
import { Corrections } from './corrections.tsx'
import { SeriesButton } from './series-button.tsx'

/** Hours to look back. */
const windows = { day: 24, week: 168, month: 30 * 24, year: 365 * 24 } as const

/** What an asset reports: every series with its value and age, and the course of the chosen one. */
export function AssetSeries({ asset }: { asset: Asset }) {
  const { t } = useText()
  const [picked, setPicked] = useState<string>()
  const [window, setWindow] = useState<keyof typeof windows>('day')
  const chosen = asset.series.find(({ key }) => key === picked) ?? asset.series[0]
  if (!chosen) return <EmptyState icon="chart" title={t('assets.noSeries')} />
  const levels = chosen.key === 'water_level' ? alertLevelsOf(asset.attributes) : []
  return (
    <section className="block asset-values">
      <div className="asset-part-head">
        <h2 className="asset-part">{t('asset.values')}</h2>
        <Segments
          label={t('asset.window')}
          value={window}
          options={[
            ['day', t('asset.day')],
            ['week', t('asset.week')],
            ['month', t('course.month')],
            ['year', t('course.year')],
          ]}
          onChange={setWindow}
        />
      </div>
      <div className="asset-tiles">
        {asset.series.map((series) => (
          <SeriesButton
            look="asset-tile"
            key={series.key}
            series={series}
            isChosen={series === chosen}
            onChoose={() => setPicked(series.key)}
          />
        ))}
      </div>
      <ReadingsChart
        key={`${chosen.key} ${window}`}
        asset={asset.code}
        series={chosen}
        levels={levels}
        hours={windows[window]}
      />
      <Corrections asset={asset.code} series={chosen} hours={windows[window]} />
      {chosen.origin && chosen.origin !== 'device' && (
        <OriginLine origin={chosen.origin} sourceAt={chosen.lastSourceAt} />
      )}
    </section>
  )
}
