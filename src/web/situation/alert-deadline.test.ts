import { expect, it } from 'vitest'
import { alertDeadline } from './alert-deadline.ts'

const dueAt = '2026-11-23T10:00:00Z'
const now = (text: string) => Date.parse(text)

it('an alert done in the very second of its deadline is in time', () => {
  expect(alertDeadline({ dueAt, doneAt: dueAt }, now('2026-12-01T00:00:00Z'))).toBe('done_in_time')
  expect(alertDeadline({ dueAt, doneAt: '2026-11-23T10:00:01Z' }, now('2026-12-01T00:00:00Z'))).toBe('done_late')
})

it('an open alert is in time, then due soon, then overdue', () => {
  expect(alertDeadline({ dueAt, doneAt: null }, now('2026-11-23T05:59:59Z'))).toBe('in_time')
  expect(alertDeadline({ dueAt, doneAt: null }, now('2026-11-23T06:00:00Z'))).toBe('due_soon')
  expect(alertDeadline({ dueAt, doneAt: null }, now('2026-11-23T10:00:01Z'))).toBe('overdue')
})
