import { Link } from '@tanstack/react-router'
import type { AlertDetail } from '../../core/api/alerts.ts'
import { useAlert } from '../api/alerts.ts'
import { useAsset } from '../api/assets.ts'
import { lineBy } from '../inbox/line-by.ts'
import { useLineOf } from '../inbox/use-line-of.ts'
import { Moment, Since } from '../kit/age.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber, formatValue } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'
import { AlertActions } from './alert-actions.tsx'
import { AlertClock } from './alert-clock.tsx'
import { alertDeadline } from './alert-deadline.ts'
import { AlertHead } from './alert-head.tsx'
import { AlertReadings } from './alert-readings.tsx'
import { AlertSteps } from './alert-steps.tsx'
import { OriginLine } from './origin-line.tsx'

function AlertFacts({ alert, onAsset }: { alert: AlertDetail; onAsset: (code: string) => void }) {
  const { t, language, local } = useText()
  const value = (n: number) => formatValue(n, alert.unit, language)
  return (
    <div className="block">
      <Facts
        items={[
          [
            t('alert.asset'),
            <button key="asset" type="button" className="link" onClick={() => onAsset(alert.asset.code)}>
              {alert.asset.name}
            </button>,
          ],
          [t('alert.rule'), local(alert.rule.name)],
          [t('alert.value'), <b key="value">{value(alert.value)}</b>],
          [t('alert.threshold'), value(alert.threshold)],
          [
            t(alert.judgedBy === 'received' ? 'alert.silentAt' : 'alert.firedAt'),
            <Moment key="fired" at={alert.firedAt} />,
          ],
          [t('alert.raisedAt'), <Moment key="raised" at={alert.raisedAt} />],
          ...(alert.resolvedAt ? [[t('alert.resolvedAt'), <Moment key="r" at={alert.resolvedAt} />] as const] : []),
          [t('assets.area'), alert.area?.name ?? t('common.noArea')],
          [t('assets.agency'), alert.agency.name],
          [
            t('alert.due'),
            <span key="due" className="pair">
              <DeadlineChip state={alertDeadline(alert, serverNow())} /> <Moment at={alert.dueAt} />
            </span>,
          ],
          [t('alert.takenBy'), alert.takenBy ? alert.takenBy.name : t('alert.nobody')],
          ...(alert.doneAt ? [[t('alert.doneAt'), <Moment key="done" at={alert.doneAt} />] as const] : []),
          [
            t('alert.incident'),
            alert.incident ? (
              <Link key="incident" className="link" to="/su-co/$id" params={{ id: alert.incident.id }}>
                {alert.incident.number}
              </Link>
            ) : (
              t('alert.noIncident')
            ),
          ],
        ]}
      />
      <AlertClock alert={alert} />
    </div>
  )
}

/** The chosen alert: what happened, who has it, what was done, and the readings it came from. */
export function AlertPanel(props: { id: string; onClose: () => void; onAsset: (code: string) => void }) {
  const { t, language } = useText()
  const line = useLineOf(props)
  const { data: alert, error, refetch } = useAlert(props.id)
  const { data: asset } = useAsset(alert?.asset.code)
  const cadenceS = asset?.series.find((series) => series.key === alert?.series)?.cadenceS
  return (
    <SidePanel
      label={t('alert.label')}
      title={t('alert.kicker')}
      onClose={props.onClose}
      actions={alert && <AlertActions alert={alert} />}
    >
      {!alert && !error && <Loading rows={8} />}
      {error && !alert && <ErrorBox error={error} onRetry={() => refetch()} />}
      {alert && (
        <>
          <div className="block">
            <AlertHead alert={alert}>
              <span className="quiet">
                <Since at={alert.raisedAt} />
              </span>
            </AlertHead>
            {line?.by && <p className="quiet">{t(lineBy(line.by), { n: formatNumber(line.count - 1, language) })}</p>}
            <OriginLine origin={alert.origin} sourceAt={null} />
          </div>
          <AlertFacts alert={alert} onAsset={props.onAsset} />
          <AlertSteps title={t('alert.steps')} steps={alert.steps} />
          {cadenceS !== undefined && <AlertReadings alert={alert} cadenceS={cadenceS} />}
        </>
      )}
    </SidePanel>
  )
}
