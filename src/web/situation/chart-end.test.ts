import { expect, test } from 'vitest'
import { chartEndMs } from './chart-end.ts'

const now = Date.parse('2026-11-22T23:47:00+07:00')
const minuteMs = 60_000
const series = (origin: 'device' | 'replayed' | 'simulated', ageMinutes: number) => ({
  lastAt: '2026-11-21T04:00:00+07:00',
  lastReceivedAt: new Date(now - ageMinutes * minuteMs).toISOString(),
  origin,
  cadenceS: 300,
})
const at = (text: string) => Date.parse(`${text}+07:00`)

test('while values come it ends at the newest, whatever its origin', () => {
  expect(chartEndMs(series('simulated', 5), now, 60)).toBe(at('2026-11-21T04:00:00'))
  expect(chartEndMs(series('device', 5), now, null)).toBe(at('2026-11-21T04:00:00'))
})

test('a device that fell silent is missed up to now', () => {
  expect(chartEndMs(series('device', 12), now, 60)).toBe(now)
})

test('one of a replay is missed for as many hours as it was silent for minutes, and never beyond now', () => {
  expect(chartEndMs(series('simulated', 12), now, 60)).toBe(at('2026-11-21T16:00:00'))
  expect(chartEndMs(series('replayed', 12), now, 36_000)).toBe(now)
  expect(chartEndMs(series('simulated', 12), now, null)).toBe(now)
})

test('where nothing ever came it ends now', () => {
  expect(chartEndMs({ ...series('device', 5), lastAt: null, lastReceivedAt: null }, now, 60)).toBe(now)
})
