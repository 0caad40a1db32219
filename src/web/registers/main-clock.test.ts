import { expect, it } from 'vitest'
import { isGivenUp, mainClock } from './main-clock.ts'

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

it('a record that can be dropped from the beginning, with a reason, was given up; one that was finished or refused was not', () => {
  const name = { vi: 'x', en: 'x' }
  const move = (from: string[], to: string, needsComment = false) => ({ name, from, to, permission: 'p', needsComment })
  const lifecycle = {
    initial: 'draft',
    states: {
      draft: { name },
      asked: { name },
      done: { name, isFinal: true },
      refused: { name, isFinal: true },
      cancelled: { name, isFinal: true },
    },
    moves: {
      ask: move(['draft'], 'asked'),
      approve: move(['asked'], 'done'),
      refuse: move(['asked'], 'refused', true),
      cancel: move(['draft', 'asked'], 'cancelled', true),
    },
  }
  const states = Object.keys(lifecycle.states)
  expect(states.filter((state) => isGivenUp(lifecycle, state))).toEqual(['cancelled'])
})
