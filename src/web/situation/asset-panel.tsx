import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Alert } from '../../core/api/alerts.ts'
import type { Asset, Series } from '../../core/api/assets.ts'
import { useOpenAlerts } from '../api/alerts.ts'
import { useAsset } from '../api/assets.ts'
import { Age } from '../kit/age.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber, formatValue } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { Facts, Segments, SidePanel } from '../kit/panel.tsx'
import { useSeriesAge } from '../kit/use-age.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'
import { type AlertLevel, alertLevelsOf, standing } from './alert-levels.ts'
import { OriginLine } from './origin-line.tsx'
import { ReadingsChart } from './readings-chart.tsx'

function LastValue({ asset, series, levels }: { asset: Asset; series: Series; levels: AlertLevel[] }) {
  const { t, language } = useText()
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
        <span>{series.lastValue === null ? t('common.empty') : formatNumber(series.lastValue, language)}</span>
        <small>{series.unit}</small>
        {where?.next && (
          <span className="to-next">
            {t('assets.toNext', {
              value: formatValue(where.next.missing, series.unit, language),
              n: where.next.level,
            })}
          </span>
        )}
      </p>
      <OriginLine origin={series.origin} sourceAt={series.lastSourceAt} />
    </div>
  )
}

function AssetAlerts({ code, onAlert }: { code: string; onAlert: (alert: Alert) => void }) {
  const { t, local } = useText()
  const { items } = useOpenAlerts(code)
  return (
    <div className="block">
      <h3>{t('assets.openAlerts')}</h3>
      {items?.length === 0 && <p className="quiet">{t('assets.noAlerts')}</p>}
      <ul className="mini-alerts">
        {items?.map((alert) => (
          <li key={alert.id}>
            <Mark kind={alert.severity} held={alert.handling !== 'new'} />
            <button type="button" className="link prose" onClick={() => onAlert(alert)}>
              {local(alert.title)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The chosen asset: its value now with its age, its course, its facts and its open alerts. */
export function AssetPanel(props: { code: string; onClose: () => void; onAlert: (alert: Alert) => void }) {
  const { t, language, local } = useText()
  const { duration } = useWords()
  const { data: asset, error, refetch } = useAsset(props.code)
  const [picked, setPicked] = useState<string>()
  const series = asset?.series.find((each) => each.key === picked) ?? asset?.series[0]
  const levels = asset ? alertLevelsOf(asset.attributes) : []
  return (
    <SidePanel
      label={t('assets.detail')}
      title={asset?.name ?? props.code}
      onClose={props.onClose}
      actions={
        <Link className="btn btn-plain" to="/thiet-bi/$code" params={{ code: props.code }}>
          {t('asset.open')}
        </Link>
      }
    >
      {!asset && !error && <Loading />}
      {error && !asset && <ErrorBox error={error} onRetry={() => refetch()} />}
      {asset && asset.series.length > 1 && series && (
        <div className="block">
          <Segments
            label={t('alert.value')}
            value={series.key}
            options={asset.series.map((each) => [each.key, local(each.name)] as const)}
            onChange={setPicked}
          />
        </div>
      )}
      {asset && !series && <p className="block quiet">{t('assets.noSeries')}</p>}
      {asset && series && (
        <>
          <LastValue asset={asset} series={series} levels={levels} />
          <ReadingsChart asset={asset.code} series={series} levels={levels} />
        </>
      )}
      {asset && (
        <>
          <AssetAlerts code={asset.code} onAlert={props.onAlert} />
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
