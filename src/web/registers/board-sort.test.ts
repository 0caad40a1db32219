import { expect, test } from 'vitest'
import { boardSort } from './board-sort.ts'

const lifecycle = {
  initial: 'open',
  states: {
    open: { name: { vi: 'Mở', en: 'Open' } },
    done: { name: { vi: 'Xong', en: 'Done' }, isFinal: true },
  },
  moves: {},
}
const rule = {
  key: 'end',
  name: { vi: 'Hạn', en: 'Due' },
  amount: 2,
  unit: 'day' as const,
  warnWorkingHours: 4,
  source: 'x',
  confirmed: true,
}
const due = (listed: boolean) => ({ due_on: { kind: 'date' as const, label: { vi: 'Hạn', en: 'Due' }, listed } })

test('a column is sorted by the day that a deadline reads, so that what is due first stands first', () => {
  const deadlines = [
    { ...rule, byField: null },
    { ...rule, byField: 'due_on' },
  ]
  expect(boardSort({ lifecycle, fields: due(true), deadlines }, 'open')).toBe('due_on')
})

test('a column of what is finished shows what changed last', () => {
  expect(boardSort({ lifecycle, fields: due(true), deadlines: [{ ...rule, byField: 'due_on' }] }, 'done')).toBe(
    '-state_at',
  )
})

test('without such a day, or with one that stands in no index, the order of the list stays', () => {
  expect(boardSort({ lifecycle, fields: {}, deadlines: [{ ...rule, byField: null }] }, 'open')).toBeUndefined()
  expect(
    boardSort({ lifecycle, fields: due(false), deadlines: [{ ...rule, byField: 'due_on' }] }, 'open'),
  ).toBeUndefined()
})
