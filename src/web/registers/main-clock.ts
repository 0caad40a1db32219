import type { Record as RecordRow } from '../../core/api/records.ts'

type Clock = RecordRow['deadlines'][number]

const urgency: readonly Clock['state'][] = ['overdue', 'due_soon', 'in_time', 'done_late', 'done_in_time']

/** The clock a list shows for a record: the most urgent that runs, else how the longest one ended. Undefined without clocks. */
export function mainClock(clocks: readonly Clock[]): Clock | undefined {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null)
  if (running.length === 0) return clocks.toSorted((a, b) => (a.dueAt < b.dueAt ? 1 : -1))[0]
  return running.toSorted(
    (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || (a.dueAt < b.dueAt ? -1 : 1),
  )[0]
}
