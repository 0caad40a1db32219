import type { AlertDetail } from '../../core/api/alerts.ts'
import { ApiProblem } from '../api/client.ts'
import { usePastAlert, usePastAsset } from '../api/past.ts'
import { Moment } from '../kit/age.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatValue } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { usePlaceText } from '../kit/use-place-text.ts'
import { AlertHead } from '../situation/alert-head.tsx'
import { AlertSteps } from '../situation/alert-steps.tsx'
import { useText } from '../text/use-text.ts'
import { PastChart } from './past-chart.tsx'

/** The series of an alert up to `at`, as soon as the asset is known as it was then. */
function AlertChart({ alert, at }: { alert: AlertDetail; at: string }) {
  const { data: asset } = usePastAsset(alert.asset.code, at)
  return asset?.code === alert.asset.code ? <PastChart asset={asset} series={alert.series} /> : null
}

/** The chosen alert as it stood at `at` (ISO): its state, the course of its series, who had it, and what had been done by then. */
export function PastAlertPanel(props: {
  id: string
  at: string
  onClose: () => void
  onAsset: (code: string) => void
}) {
  const { t, local, language } = useText()
  const placeText = usePlaceText()
  const { data: alert, error, refetch } = usePastAlert(props.id, props.at)
  const wasNotOpen = error instanceof ApiProblem && error.status === 404
  return (
    <SidePanel label={t('alert.label')} title={t('past.alert')} onClose={props.onClose}>
      {!alert && !error && <Loading rows={8} />}
      {wasNotOpen && <EmptyState icon="minus" title={t('past.notOpen')} hint={t('past.notOpenHint')} />}
      {error && !wasNotOpen && <ErrorBox error={error} onRetry={() => refetch()} />}
      {alert && !error && (
        <>
          <div className="block">
            <AlertHead alert={alert} />
          </div>
          <AlertChart alert={alert} at={props.at} />
          <div className="block">
            <Facts
              items={[
                [
                  t('alert.asset'),
                  <button key="asset" type="button" className="link" onClick={() => props.onAsset(alert.asset.code)}>
                    {alert.asset.name}
                  </button>,
                ],
                [t('alert.rule'), local(alert.rule.name)],
                [t('alert.value'), formatValue(alert.value, alert.unit, language)],
                [t('alert.threshold'), formatValue(alert.threshold, alert.unit, language)],
                [t('alert.raisedAt'), <Moment key="raised" at={alert.raisedAt} />],
                [t('assets.area'), placeText(alert)],
                [t('assets.agency'), alert.agency.name],
                [t('alert.takenBy'), alert.takenBy?.name ?? t('alert.nobody')],
                [t('alert.incident'), alert.incident?.number ?? t('alert.noIncident')],
              ]}
            />
          </div>
          <AlertSteps title={t('past.steps')} steps={alert.steps} />
        </>
      )}
    </SidePanel>
  )
}
