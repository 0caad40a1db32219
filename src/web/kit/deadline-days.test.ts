import { expect, test } from 'vitest'
import { deadlineDays } from './deadline-days.ts'

const at = (text: string) => Date.parse(`${text}+07:00`)
const clock = (
  state: 'in_time' | 'due_soon' | 'overdue' | 'done_in_time' | 'done_late',
  dueAt: string,
  stoppedAt: string | null = null,
) => ({
  state,
  dueAt: new Date(at(dueAt)).toISOString(),
  stoppedAt: stoppedAt && new Date(at(stoppedAt)).toISOString(),
})

test('what is overdue says by how many days of the calendar in Việt Nam', () => {
  expect(deadlineDays(clock('overdue', '2026-11-02T17:00'), at('2026-11-22T00:30'))).toBe(20)
  expect(deadlineDays(clock('overdue', '2026-11-22T17:00'), at('2026-11-23T00:05'))).toBe(1)
})

test('what became overdue within the day has no figure', () => {
  expect(deadlineDays(clock('overdue', '2026-11-22T17:00'), at('2026-11-22T23:00'))).toBeNull()
})

test('what is due soon says how many days are left, and 0 on the day itself', () => {
  expect(deadlineDays(clock('due_soon', '2026-11-25T17:00'), at('2026-11-22T23:00'))).toBe(3)
  expect(deadlineDays(clock('due_soon', '2026-11-22T17:00'), at('2026-11-22T08:00'))).toBe(0)
})

test('what was done late is judged by when it was done, whatever the day is now', () => {
  expect(deadlineDays(clock('done_late', '2026-11-02T17:00', '2026-11-06T09:00'), at('2027-01-01T00:00'))).toBe(4)
})

test('what is in time or was done in time has no figure', () => {
  expect(deadlineDays(clock('in_time', '2026-12-02T17:00'), at('2026-11-22T08:00'))).toBeNull()
  expect(deadlineDays(clock('done_in_time', '2026-11-02T17:00', '2026-11-01T09:00'), at('2026-11-22T08:00'))).toBeNull()
})
