import { expect, test } from 'vitest'
import { isLater, type LiveMessage, openOrder, type Told } from './live-message.ts'

const change = (place: string | null, kind: 'alert' | 'reset' = 'alert'): LiveMessage => ({
  type: 'change',
  place,
  change: { kind, action: 'x', ids: [] },
})
const told = (turn: number, n: number, message: LiveMessage, from?: string | null): Told => ({
  account: 1,
  turn,
  n,
  message,
  ...(from === undefined ? {} : { from }),
})

test('places are compared as numbers: transaction, then row', () => {
  expect(isLater('10-1', '9-5')).toBe(true)
  expect(isLater('9-10', '9-9')).toBe(true)
  expect(isLater('9-9', '9-9')).toBe(false)
})

test('what a new leader tells once more is taken once, and its readings always', () => {
  const order = openOrder()
  expect(order.judge(told(1, 0, change('5-1'), null))).toEqual({ take: true, gap: false })
  expect(order.judge(told(1, 1, change('6-1')))).toEqual({ take: true, gap: false })
  expect(order.judge(told(2, 0, change('6-1'), '5-1'))).toEqual({ take: false, gap: false })
  expect(order.judge(told(2, 1, change('6-2')))).toEqual({ take: true, gap: false })
  expect(order.judge(told(2, 2, change(null)))).toEqual({ take: true, gap: false })
  // The old one, thawed, still speaks.
  expect(order.judge(told(1, 2, change('7-1')))).toEqual({ take: false, gap: false })
})

test('a tab that did not hear everything notices', () => {
  const order = openOrder()
  order.judge(told(1, 4, change('5-1')))
  expect(order.judge(told(1, 6, change('7-1'))).gap).toBe(true)
  // Leaders that begin later than this tab has come, or whose beginning it did not hear.
  expect(order.judge(told(2, 0, change('9-1'), '8-1')).gap).toBe(true)
  expect(order.judge(told(3, 3, change('9-2'))).gap).toBe(true)
  expect(order.judge(told(4, 0, change('9-3'), '9-2')).gap).toBe(false)
})

test('after a reset places may begin anew', () => {
  const order = openOrder()
  order.judge(told(1, 0, change('500-1'), null))
  order.judge(told(1, 1, change(null, 'reset')))
  expect(order.judge(told(1, 2, change('20-1')))).toEqual({ take: true, gap: false })
})
