import '../assets/asset-page.css'
import { useState } from 'react'
import type { Alert } from '../../core/api/alerts.ts'
import type { Asset, Series } from '../../core/api/assets.ts'
import { useAsset } from '../api/assets.ts'
import { AssetHistory } from '../assets/asset-history.tsx'
import { AssetLinks } from '../assets/asset-links.tsx'
import { Age } from '../kit/age.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber, formatValue } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { Segments } from '../kit/segments.tsx'
import { useSeriesAge } from '../kit/use-age.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'
import { type AlertLevel, alertLevelsOf, standing } from './alert-levels.ts'
import { AssetActions } from './asset-actions.tsx'
import { OriginLine } from './origin-line.tsx'
import { ReadingsChart } from './readings-chart.tsx'
import { RiverOutlook } from './river-outlook.tsx'
import { SeriesList } from './series-list.tsx'
import { ThingsAround } from './things-around.tsx'

const none: AlertLevel[] = []

function LastValue({ asset, series, levels }: { asset: Asset; series: Series; levels: AlertLevel[] }) {
  const { t, language, local } = useText()
  const word = series.words?.[String(series.lastValue)]
  const silent = useSeriesAge(series).freshness === 'silent'
  const where = series.lastValue === null || levels.length === 0 ? undefined : standing(series.lastValue, levels)
  return (
    <div className={`block${silent ? ' value-silent' : ''}`}>
      <div className="value-head">
        {asset.severity && <Mark kind={asset.severity} />}
        {where && (
          <b className={asset.severity ? `text-${asset.severity}` : ''}>
            {where.reached > 0 ? t('assets.above', { n: where.reached }) : t('assets.below')}
          </b>
        )}
        <span className="grow" />
        <Age series={series} />
      </div>
      <p className="big-value">
        <span>
          {series.lastValue === null
            ? t('common.empty')
            : word
              ? local(word)
              : formatNumber(series.lastValue, language)}
        </span>
        <small>{word ? '' : series.unit}</small>
        {where && <RiverOutlook asset={asset.code} series={series} next={where.next} />}
      </p>
      <OriginLine origin={series.origin} sourceAt={series.lastSourceAt} />
      <p className="quiet">{t('assetPanel.owner', { agency: asset.agency.name })}</p>
    </div>
  )
}

const windows = { hour: 1, day: 24, week: 168, month: 30 * 24, year: 365 * 24 } as const
type WindowName = keyof typeof windows
const windowNames: readonly WindowName[] = ['hour', 'day', 'week', 'month', 'year']

/** The course of the chosen series over the chosen stretch; without a choice over about a hundred of its beats. */
function Course({ asset, series, levels }: { asset: Asset; series: Series; levels: AlertLevel[] }) {
  const { t } = useText()
  const [window, setWindow] = useState<WindowName | 'beats'>('beats')
  const hours = window === 'beats' ? undefined : windows[window]
  return (
    <>
      <div className="block chart-window">
        <Segments
          label={t('asset.window')}
          value={window}
          options={windowNames.map((name) => [name, t(`assetPanel.${name}`)] as const)}
          onChange={(name) => setWindow(name === window ? 'beats' : name)}
        />
      </div>
      <ReadingsChart
        key={`${series.key} ${window}`}
        asset={asset.code}
        series={series}
        levels={levels}
        {...(hours === undefined ? {} : { hours })}
      />
    </>
  )
}

/** The chosen asset: its values now with their age, their course, its alerts, what it hangs on, its facts, and what can be done. */
export function AssetPanel(props: {
  code: string
  onClose: () => void
  onAlert: (alert: Alert) => void
  onAsset: (code: string) => void
}) {
  const { t, language, local } = useText()
  const { duration } = useWords()
  const { data: asset, error, refetch } = useAsset(props.code)
  const [picked, setPicked] = useState<string>()
  const series = asset?.series.find((each) => each.key === picked) ?? asset?.series[0]
  const levels = asset && series?.key === 'water_level' ? alertLevelsOf(asset.attributes) : none
  return (
    <SidePanel
      label={t('assets.detail')}
      title={asset?.name ?? props.code}
      onClose={props.onClose}
      actions={asset && <AssetActions asset={asset} />}
    >
      {!asset && !error && <Loading />}
      {error && !asset && <ErrorBox error={error} onRetry={() => refetch()} />}
      {asset && asset.series.length > 1 && series && (
        <SeriesList series={asset.series} chosen={series} onChoose={setPicked} />
      )}
      {asset && !series && <p className="block quiet">{t('assets.noSeries')}</p>}
      {asset && series && (
        <>
          <LastValue asset={asset} series={series} levels={levels} />
          <Course asset={asset} series={series} levels={levels} />
        </>
      )}
      {asset && (
        <>
          <ThingsAround asset={asset} />
          <AssetHistory code={asset.code} onAlert={props.onAlert} />
          <AssetLinks asset={asset} onAsset={props.onAsset} />
          <div className="block">
            <Facts
              items={[
                [t('assets.type'), local(asset.typeName)],
                [t('assets.agency'), asset.agency.name],
                [t('assets.area'), asset.area?.name ?? t(asset.position ? 'asset.outside' : 'common.noArea')],
                [t('assets.code'), asset.code],
                ...(series
                  ? [
                      [
                        t('assets.cadence'),
                        t('assets.cadenceValue', { duration: duration(series.cadenceS * 1_000, true) }),
                      ] as const,
                    ]
                  : []),
                ...levels.map(
                  (level) =>
                    [
                      t('assets.levelName', { n: level.level }),
                      formatValue(level.value, series?.unit ?? 'm', language),
                    ] as const,
                ),
              ]}
            />
          </div>
        </>
      )}
    </SidePanel>
  )
}
