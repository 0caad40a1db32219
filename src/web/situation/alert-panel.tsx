import { Link } from '@tanstack/react-router'
import type { Alert, AlertDetail } from '../../core/api/alerts.ts'
import type { Asset, Series } from '../../core/api/assets.ts'
import { useAlert } from '../api/alerts.ts'
import { useAsset } from '../api/assets.ts'
import { useValueWords } from '../assets/use-value-words.ts'
import { lineBy } from '../inbox/line-by.ts'
import { useLineOf } from '../inbox/use-line-of.ts'
import { Moment, Since } from '../kit/age.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber, formatValue } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { usePlaceText } from '../kit/use-place-text.ts'
import { useText } from '../text/use-text.ts'
import { AlertActions } from './alert-actions.tsx'
import { AlertClock } from './alert-clock.tsx'
import { alertDeadline } from './alert-deadline.ts'
import { AlertHead } from './alert-head.tsx'
import { alertLevelsOf } from './alert-levels.ts'
import { AlertReadings } from './alert-readings.tsx'
import { AlertSteps } from './alert-steps.tsx'
import { beatHours } from './chart-window.ts'
import { LastValue } from './last-value.tsx'
import { OriginLine } from './origin-line.tsx'
import { ReadingsChart } from './readings-chart.tsx'

const hourMs = 3_600_000
/** Further back the course says nothing about now. */
const mostHours = 168

/** So far back that the beginning of an alert stands in the course. */
const hoursSince = ({ firedAt }: Alert, series: Series) =>
  Math.min(
    mostHours,
    Math.max(beatHours(series), Math.ceil((Date.parse(series.lastAt ?? firedAt) - Date.parse(firedAt)) / hourMs) + 2),
  )

function AlertFacts(props: { alert: AlertDetail; series: Series | undefined; onAsset: (code: string) => void }) {
  const { alert, series, onAsset } = props
  const { t, language, local } = useText()
  const placeText = usePlaceText()
  const say = useValueWords()
  const value = (n: number) => formatValue(n, alert.unit, language)
  // A rule about how fast or how often has a unit of its own, and its figure is no state.
  const state = alert.judgedBy === 'measured' && series?.words && series.unit === alert.unit ? series : undefined
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
          ...(state
            ? [[local(state.name), <b key="value">{say(state, alert.value)}</b>] as const]
            : [
                [t('alert.value'), <b key="value">{value(alert.value)}</b>] as const,
                [t('alert.threshold'), value(alert.threshold)] as const,
              ]),
          [
            t(alert.judgedBy === 'received' ? 'alert.silentAt' : 'alert.firedAt'),
            <Moment key="fired" at={alert.firedAt} />,
          ],
          [t('alert.raisedAt'), <Moment key="raised" at={alert.raisedAt} />],
          ...(alert.resolvedAt ? [[t('alert.resolvedAt'), <Moment key="r" at={alert.resolvedAt} />] as const] : []),
          [t('assets.area'), placeText(alert)],
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

/** What the series of an alert says now, and its course up to now from before it fired. */
function AlertNow({ alert, asset, series }: { alert: AlertDetail; asset: Asset; series: Series }) {
  const { t, local } = useText()
  const levels = series.key === 'water_level' ? alertLevelsOf(asset.attributes) : []
  return (
    <>
      <LastValue {...{ asset, series, levels }} name={t('alert.now', { name: local(series.name) })} />
      <ReadingsChart asset={asset.code} series={series} levels={levels} hours={hoursSince(alert, series)} />
    </>
  )
}

/** The chosen alert: what happened, what is now, who has it, what was done, and the readings it came from. */
export function AlertPanel(props: { id: string; onClose: () => void; onAsset: (code: string) => void }) {
  const { t, language } = useText()
  const line = useLineOf(props)
  const { data: alert, error, refetch } = useAlert(props.id)
  const { data: asset } = useAsset(alert?.asset.code)
  const series = asset?.series.find((each) => each.key === alert?.series)
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
          {asset && series && <AlertNow alert={alert} asset={asset} series={series} />}
          <AlertFacts alert={alert} series={series} onAsset={props.onAsset} />
          <AlertSteps title={t('alert.steps')} steps={alert.steps} />
          {series && <AlertReadings alert={alert} series={series} />}
        </>
      )}
    </SidePanel>
  )
}
