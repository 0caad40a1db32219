import { expect, it } from 'vitest'
import { mainClock } from './main-clock.ts'

const clock = (
  rule: string,
  state: 'in_time' | 'overdue' | 'due_soon' | 'done_in_time' | 'done_late',
  day: number,
  stoppedAt = '2026-11-05T00:00:00Z',
) => ({
  rule,
  name: { vi: rule, en: rule },
  startedAt: '2026-11-01T00:00:00Z',
  dueAt: `2026-11-${day}T00:00:00Z`,
  stoppedAt: state.startsWith('done') ? stoppedAt : null,
  state,
})

it('the most urgent clock that runs stands for a record, else how the last that stopped ended', () => {
  expect(mainClock([])).toBeUndefined()
  const running = [clock('a', 'done_late', 30), clock('b', 'in_time', 11), clock('c', 'due_soon', 12)]
  expect(mainClock(running)?.rule).toBe('c')
  expect(mainClock([clock('a', 'in_time', 20), clock('b', 'in_time', 19)])?.rule).toBe('b')
  expect(mainClock([clock('a', 'done_late', 12), clock('b', 'done_in_time', 20)])?.rule).toBe('b')
  const acceptedThenLate = [
    clock('acceptance', 'done_in_time', 24, '2026-11-22T04:00:00Z'),
    clock('completion', 'done_late', 10, '2026-11-22T05:00:00Z'),
  ]
  expect(mainClock(acceptedThenLate)?.rule).toBe('completion')
})
