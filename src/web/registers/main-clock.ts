import type { Record as RecordRow } from '../../core/api/records.ts'
import type { Lifecycle } from '../../core/record.ts'
import { isGivenUp } from '../../core/record-given-up.ts'

type Clock = RecordRow['deadlines'][number]

const urgency: readonly Clock['state'][] = ['overdue', 'due_soon', 'in_time', 'done_late', 'done_in_time', 'dismissed']

/** The clock a list shows for a record: the most urgent that runs, else how the last that stopped ended. Undefined without clocks. */
export function mainClock(clocks: readonly Clock[]): Clock | undefined {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null)
  const end = ({ stoppedAt, dueAt }: Clock) => `${stoppedAt} ${dueAt}`
  if (running.length === 0) return clocks.toSorted((a, b) => (end(a) < end(b) ? 1 : -1))[0]
  return running.toSorted(
    (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || (a.dueAt < b.dueAt ? -1 : 1),
  )[0]
}

/** The clock to show for a record of this lifecycle; none for one that was given up. */
export const shownClock = (lifecycle: Lifecycle, record: Pick<RecordRow, 'state' | 'deadlines'>): Clock | undefined =>
  isGivenUp(lifecycle, record.state) ? undefined : mainClock(record.deadlines)
