import { expect, test } from 'vitest'
import { isGivenUp } from './record-given-up.ts'

test('a record that can be dropped from the beginning, with a reason, was given up; one that was finished or refused was not', () => {
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
