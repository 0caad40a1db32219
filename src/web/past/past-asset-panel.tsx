import { useState } from 'react'
import type { Alert } from '../../core/api/alerts.ts'
import type { PastAsset } from '../../core/api/past.ts'
import { ApiProblem } from '../api/client.ts'
import { usePastAsset } from '../api/past.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { OriginLine } from '../situation/origin-line.tsx'
import { useText } from '../text/use-text.ts'
import { PastChart } from './past-chart.tsx'

/** A value as it was, how old it was by then, and its course up to there where that is opened. */
function PastValue(props: { asset: PastAsset; series: PastAsset['series'][number]; isOpen: boolean }) {
  const { asset, series } = props
  const { t, local, language } = useText()
  const { duration } = useWords()
  const [isOpen, setOpen] = useState(props.isOpen)
  const nowMs = Date.parse(asset.now)
  const { value, receivedAt } = series
  const words = value === null ? undefined : series.words?.[String(value)]
  return (
    <>
      <div className={`block${series.silent ? ' value-silent' : ''}`}>
        <div className="value-head">
          <b>{local(series.name)}</b>
          <span className="grow" />
          <span className="quiet" title={receivedAt ? formatDateTime(receivedAt) : undefined}>
            {receivedAt === null
              ? t('age.never')
              : t(series.silent ? 'age.silent' : 'past.earlier', {
                  duration: duration(Math.max(0, nowMs - Date.parse(receivedAt))),
                })}
          </span>
        </div>
        <p className="big-value">
          <span>{words ? local(words) : value === null ? t('common.empty') : formatNumber(value, language)}</span>
          {!words && <small>{series.unit}</small>}
        </p>
        {series.origin && <OriginLine origin={series.origin} sourceAt={series.sourceAt} />}
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'past.hideChart' : 'past.showChart')}
        </button>
      </div>
      {isOpen && <PastChart asset={asset} series={series.key} />}
    </>
  )
}

/** The chosen asset as it stood at `at` (ISO): its last values by then and the alerts that were open. */
export function PastAssetPanel(props: {
  code: string
  at: string
  onClose: () => void
  onAlert: (alert: Pick<Alert, 'id'>) => void
}) {
  const { t, local } = useText()
  const { data: asset, error, refetch } = usePastAsset(props.code, props.at)
  const wasNotThere = error instanceof ApiProblem && error.status === 404
  return (
    <SidePanel label={t('assets.detail')} title={asset?.name ?? t('alert.asset')} onClose={props.onClose}>
      {!asset && !error && <Loading />}
      {wasNotThere && <EmptyState icon="minus" title={t('past.notInUse')} />}
      {error && !wasNotThere && <ErrorBox error={error} onRetry={() => refetch()} />}
      {asset && !error && (
        <>
          {asset.series.map((series, index) => (
            <PastValue key={`${asset.code} ${series.key}`} asset={asset} series={series} isOpen={index === 0} />
          ))}
          <div className="block">
            <h3>{t('past.alerts')}</h3>
            {asset.alerts.length === 0 && <p className="quiet">{t('past.none')}</p>}
            <ul className="mini-alerts">
              {asset.alerts.map((alert) => (
                <li key={alert.id}>
                  <Mark kind={alert.severity} held={alert.handling !== 'new'} />
                  <button type="button" className="link prose" onClick={() => props.onAlert(alert)}>
                    {local(alert.title)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
          <div className="block">
            <Facts
              items={[
                [t('assets.type'), local(asset.typeName)],
                [t('assets.agency'), asset.agency.name],
                [t('assets.area'), asset.area?.name ?? t('common.noArea')],
                [t('assets.code'), asset.code],
              ]}
            />
          </div>
        </>
      )}
    </SidePanel>
  )
}
