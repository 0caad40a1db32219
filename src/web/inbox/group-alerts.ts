import type { Alert } from '../../core/api/alerts.ts'
import { severities } from '../../core/severity.ts'

export const inboxGroups = ['fresh', 'taken', 'calmed'] as const
export type InboxGroup = (typeof inboxGroups)[number]

/** Where an alert stands in the inbox: nobody has it, somebody has it, or its cause is gone and it waits to be closed. */
export function groupOf(alert: Pick<Alert, 'handling' | 'condition'>): InboxGroup {
  if (alert.condition === 'resolved') return 'calmed'
  return alert.handling === 'new' ? 'fresh' : 'taken'
}

/**
 * The inbox in its order: group, then severity, then newest. `held` keeps one line in the group where it was while the pointer
 * or the focus is on it, so that nothing moves under a hand.
 */
export function groupAlerts<A extends Pick<Alert, 'id' | 'handling' | 'condition' | 'severity' | 'firedAt'>>(
  alerts: readonly A[],
  held: { id: string; group: InboxGroup } | null = null,
): { group: InboxGroup; items: A[] }[] {
  const where = (alert: A) => (held?.id === alert.id ? held.group : groupOf(alert))
  const ordered = [...alerts].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      Date.parse(b.firedAt) - Date.parse(a.firedAt) ||
      a.id.localeCompare(b.id),
  )
  return inboxGroups
    .map((group) => ({ group, items: ordered.filter((alert) => where(alert) === group) }))
    .filter(({ items }) => items.length > 0)
}
