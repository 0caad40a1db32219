import type { Alert } from '../../core/api/alerts.ts'
import { useText } from '../text/use-text.ts'
import { alertClockOf } from './two-clocks.ts'

/** Says by which clock the times of an alert go, where they go by two. */
export function AlertClock({ alert }: { alert: Alert }) {
  const { t } = useText()
  const clock = alertClockOf(alert)
  return clock && <p className="quiet alert-clock">{t(`alert.clock.${clock}`)}</p>
}
