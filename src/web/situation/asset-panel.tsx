import '../assets/asset-page.css'
import { useState } from 'react'
import type { Alert } from '../../core/api/alerts.ts'
import type { Asset, Series } from '../../core/api/assets.ts'
import { useAsset } from '../api/assets.ts'
import { useSummary } from '../api/situation.ts'
import { AssetHistory } from '../assets/asset-history.tsx'
import { AssetLinks } from '../assets/asset-links.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatValue } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { Segments } from '../kit/segments.tsx'
import { usePlaceText } from '../kit/use-place-text.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'
import { type AlertLevel, alertLevelsOf } from './alert-levels.ts'
import { AssetActions } from './asset-actions.tsx'
import { hoursOf, type WindowName, windowFor, windowNames } from './chart-window.ts'
import { LastValue } from './last-value.tsx'
import { ReadingsChart } from './readings-chart.tsx'
import { SeriesList } from './series-list.tsx'
import { ThingsAround } from './things-around.tsx'

const none: AlertLevel[] = []

/** The course of the chosen series over the chosen stretch; before a choice over the one that suits its beat. */
function Course({ asset, series, levels }: { asset: Asset; series: Series; levels: AlertLevel[] }) {
  const { t } = useText()
  const { data: summary } = useSummary()
  const [chosen, setChosen] = useState<WindowName>()
  const window = chosen ?? windowFor(series, summary?.replay?.speed ?? null)
  return (
    <>
      <div className="block chart-window">
        <Segments
          label={t('asset.window')}
          value={window}
          options={windowNames.map((name) => [name, t(`assetPanel.${name}`)] as const)}
          onChange={setChosen}
        />
      </div>
      <ReadingsChart
        key={`${series.key} ${window}`}
        asset={asset.code}
        series={series}
        levels={levels}
        hours={hoursOf(window)}
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
  const placeText = usePlaceText()
  const { data: asset, error, refetch } = useAsset(props.code)
  const [picked, setPicked] = useState<string>()
  const series = asset?.series.find((each) => each.key === picked) ?? asset?.series[0]
  const levels = asset && series?.key === 'water_level' ? alertLevelsOf(asset.attributes) : none
  return (
    <SidePanel
      label={t('assets.detail')}
      title={asset?.name ?? t('alert.asset')}
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
                [t('assets.area'), placeText(asset)],
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
