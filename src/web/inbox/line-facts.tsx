import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { formatMoment } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { usePlaceText } from '../kit/use-place-text.ts'
import { useText } from '../text/use-text.ts'

/** How bad a line is, where, and whose. */
export function LineFacts({ line: { alert, severity } }: { line: AlertLine }) {
  const { t } = useText()
  const placeText = usePlaceText()
  return (
    <p className="alert-facts">
      <b className={`text-${severity}`}>{t(`severity.${severity}`)}</b>
      <span>{placeText(alert)}</span>
      <span>{alert.agency.name}</span>
    </p>
  )
}

/** Who has an alert and since when, as told at `atMs` (milliseconds since 1970), and its incident; nothing in it can be pressed. */
export function LineHolder({ alert, atMs }: { alert: Alert; atMs: number }) {
  return (
    <p className="alert-facts">
      {alert.takenBy && (
        <span className="alert-who">
          <Icon name="user" size={12} />
          {alert.takenBy.name}
          {alert.takenAt && `, ${formatMoment(alert.takenAt, atMs)}`}
        </span>
      )}
      {alert.incident && <span>{alert.incident.number}</span>}
    </p>
  )
}
