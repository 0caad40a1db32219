import type { Alert } from '../../core/api/alerts.ts'

/** So much later the centre may learn of a value as it comes: no word is due about that. */
const usualMs = 5 * 60_000

/**
 * What must be said about the times of an alert: values that are replayed or simulated may carry times that run faster than the clock,
 * by which the centre knows, counts ages and sets deadlines. `measured`: it fired by theirs; `received`: it is a silence, which goes by
 * the clock while its values do not. Null where there is nothing to say.
 */
export function alertClockOf(
  alert: Pick<Alert, 'origin' | 'judgedBy' | 'firedAt' | 'raisedAt'>,
): Alert['judgedBy'] | null {
  if (alert.origin === 'device') return null
  if (alert.judgedBy === 'received') return 'received'
  return Date.parse(alert.raisedAt) - Date.parse(alert.firedAt) > usualMs ? 'measured' : null
}
