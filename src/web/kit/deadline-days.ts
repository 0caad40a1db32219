import type { ClockState } from '../../core/api/records.ts'
import { localDateOf } from '../../core/local-time.ts'

const dayMs = 86_400_000

/**
 * Days of the calendar that a deadline is over, or until it comes: how late what is overdue or was done late, how near what is due
 * soon. Days are those of Asia/Ho_Chi_Minh. Null where a figure says nothing: in time, done in time, or late within the day itself.
 */
export function deadlineDays(
  clock: { readonly state: ClockState; readonly dueAt: string; readonly stoppedAt: string | null },
  nowMs: number,
): number | null {
  const until = clock.stoppedAt === null ? new Date(nowMs) : new Date(clock.stoppedAt)
  const dayOf = (instant: Date) => Date.parse(localDateOf(instant)) / dayMs
  const days = dayOf(until) - dayOf(new Date(clock.dueAt))
  if (clock.state === 'due_soon') return Math.max(0, -days)
  return (clock.state === 'overdue' || clock.state === 'done_late') && days > 0 ? days : null
}
