import { expect, test } from 'vitest'
import type { IncidentDetail } from '../../core/api/work.ts'
import { standingOf } from './standing.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 1, minute)).toISOString()
const task = (id: string, due: number, state: string, deadline: string) =>
  ({ id, dueAt: at(due), state, deadline }) as IncidentDetail['tasks'][number]
const alert = (condition: string, handling: string) => ({ condition, handling }) as IncidentDetail['alerts'][number]

test('what is done or has calmed is not told; what is due first comes first', () => {
  const standing = standingOf({
    tasks: [
      task('later', 50, 'accepted', 'in_time'),
      task('done', 1, 'done', 'done_late'),
      task('late', 5, 'assigned', 'overdue'),
    ],
    alerts: [alert('firing', 'in_work'), alert('firing', 'new'), alert('resolved', 'new')],
  })
  expect(standing.open.map(({ id }) => id)).toEqual(['late', 'later'])
  expect([standing.overdue, standing.firing.length, standing.untaken]).toEqual([1, 2, 1])
})
