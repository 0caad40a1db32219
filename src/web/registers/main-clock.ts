import type { Record as RecordRow } from '../../core/api/records.ts'
import type { Lifecycle } from '../../core/record.ts'

type Clock = RecordRow['deadlines'][number]

const urgency: readonly Clock['state'][] = ['overdue', 'due_soon', 'in_time', 'done_late', 'done_in_time']

/** The clock a list shows for a record: the most urgent that runs, else how the last that stopped ended. Undefined without clocks. */
export function mainClock(clocks: readonly Clock[]): Clock | undefined {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null)
  const end = ({ stoppedAt, dueAt }: Clock) => `${stoppedAt} ${dueAt}`
  if (running.length === 0) return clocks.toSorted((a, b) => (end(a) < end(b) ? 1 : -1))[0]
  return running.toSorted(
    (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || (a.dueAt < b.dueAt ? -1 : 1),
  )[0]
}

/**
 * Whether a final state means that the record was given up, such as cancelled or withdrawn: it can be reached from the very beginning,
 * and always needs a reason. Its clocks stopped without anything being done in time or late.
 */
export function isGivenUp({ initial, moves, states }: Lifecycle, state: string): boolean {
  const ways = Object.values(moves).filter(({ to }) => to === state)
  const isAtOnce = ways.some(({ from }) => from.includes(initial))
  return states[state]?.isFinal === true && isAtOnce && ways.every(({ needsComment }) => needsComment === true)
}

/** The clock to show for a record of this lifecycle; none for one that was given up. */
export const shownClock = (lifecycle: Lifecycle, record: Pick<RecordRow, 'state' | 'deadlines'>): Clock | undefined =>
  isGivenUp(lifecycle, record.state) ? undefined : mainClock(record.deadlines)
