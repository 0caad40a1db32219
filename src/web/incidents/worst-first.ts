import type { Alert } from '../../core/api/alerts.ts'
import { severities } from '../../core/severity.ts'

/** Alerts of an incident as one looks for them: what still fires before what has calmed, the worst first, then as they began. */
export function worstFirst<One extends Pick<Alert, 'condition' | 'severity' | 'firedAt'>>(
  alerts: readonly One[],
): One[] {
  return alerts.toSorted(
    (a, b) =>
      Number(a.condition !== 'firing') - Number(b.condition !== 'firing') ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      Date.parse(a.firedAt) - Date.parse(b.firedAt),
  )
}
