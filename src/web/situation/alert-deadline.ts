import { handledAtOf } from '../../core/alert-outcome.ts'
import type { Alert } from '../../core/api/alerts.ts'
import type { DeadlineState } from '../../core/api/work.ts'

const soonMs = 4 * 3_600_000

/** How an alert stands to its deadline at `nowMs`: done in time or late, else in time, due within four hours, or overdue. */
export function alertDeadline(
  alert: Pick<Alert, 'dueAt' | 'doneAt' | 'calmedAt' | 'handling' | 'incident'>,
  nowMs: number,
): DeadlineState {
  const due = Date.parse(alert.dueAt)
  const handledAt = handledAtOf(alert)
  if (handledAt !== null) return Date.parse(handledAt) <= due ? 'done_in_time' : 'done_late'
  if (nowMs > due) return 'overdue'
  return due - nowMs <= soonMs ? 'due_soon' : 'in_time'
}
