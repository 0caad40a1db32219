import { expect, it } from 'vitest'
import { alertClockOf } from './two-clocks.ts'

const raisedAt = '2026-11-23T10:00:00Z'
const early = { firedAt: '2026-11-21T20:00:00Z', raisedAt, judgedBy: 'measured' } as const

it('what fired by replayed or simulated time says so where that lies behind the clock', () => {
  expect(alertClockOf({ ...early, origin: 'replayed' })).toBe('measured')
  expect(alertClockOf({ ...early, origin: 'simulated' })).toBe('measured')
  expect(alertClockOf({ ...early, origin: 'replayed', firedAt: '2026-11-23T09:58:00Z' })).toBeNull()
})

it('a silence of such a device goes by the clock, and says so', () => {
  expect(alertClockOf({ origin: 'simulated', judgedBy: 'received', firedAt: raisedAt, raisedAt })).toBe('received')
})

it('a real device has one clock, also where what it says comes late', () => {
  expect(alertClockOf({ ...early, origin: 'device' })).toBeNull()
  expect(alertClockOf({ ...early, origin: 'device', judgedBy: 'received' })).toBeNull()
})
