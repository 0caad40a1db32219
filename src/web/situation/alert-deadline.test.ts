import { expect, it } from 'vitest'
import { alertDeadline } from './alert-deadline.ts'

const dueAt = '2026-11-23T10:00:00Z'
const open = { dueAt, calmedAt: null, handling: 'new', incident: null } as const
const now = (text: string) => Date.parse(text)

it('an alert done in the very second of its deadline is in time', () => {
  expect(alertDeadline({ ...open, doneAt: dueAt }, now('2026-12-01T00:00:00Z'))).toBe('done_in_time')
  expect(alertDeadline({ ...open, doneAt: '2026-11-23T10:00:01Z' }, now('2026-12-01T00:00:00Z'))).toBe('done_late')
})

it('an open alert is in time, then due soon, then overdue', () => {
  expect(alertDeadline({ ...open, doneAt: null }, now('2026-11-23T05:59:59Z'))).toBe('in_time')
  expect(alertDeadline({ ...open, doneAt: null }, now('2026-11-23T06:00:00Z'))).toBe('due_soon')
  expect(alertDeadline({ ...open, doneAt: null }, now('2026-11-23T10:00:01Z'))).toBe('overdue')
})

it('an alert closed because it had calmed was handled when it calmed; one of an incident when that was closed', () => {
  const closed = { ...open, handling: 'done', calmedAt: dueAt, doneAt: '2026-11-25T10:00:00Z' } as const
  expect(alertDeadline(closed, now('2026-12-01T00:00:00Z'))).toBe('done_in_time')
  const ofIncident = { ...closed, incident: { id: 'x', number: 'SC-1' } }
  expect(alertDeadline(ofIncident, now('2026-12-01T00:00:00Z'))).toBe('done_late')
})
