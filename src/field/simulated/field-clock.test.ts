import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeReplaySchedule, offsetFor } from '../replay-schedule.ts'
import { makeFieldClock } from './field-clock.ts'

const cut = new Date('2025-11-16T20:00:00+07:00')
const last = new Date('2025-11-18T20:00:00+07:00')
const startedAt = new Date('2026-11-21T09:00:00+07:00')
const hourMs = 3_600_000

test('it stands where the replay stands: at the cut when that begins, at the last row when that is sent, then on the wall', () => {
  const offsetMs = offsetFor({ cut, last, speed: 60 }, startedAt)
  const clock = makeFieldClock({ startedAt, offsetMs, cut, last, speed: 60 })
  const minute = (n: number) => startedAt.getTime() + n * 60_000
  expect(clock.atNow(minute(0))).toBe(clock.beginMs)
  expect(clock.atNow(minute(1))).toBe(clock.beginMs + hourMs)
  expect(clock.atNow(minute(48))).toBe(clock.endMs)
  expect(clock.endMs).toBe(minute(48))
  expect(clock.atNow(minute(100))).toBe(minute(100))
})

test('whatever the speed, kept from an earlier run or not, it never passes the clock on the wall and never goes back', () => {
  const speeds = fc.double({ min: 0.1, max: 36_000, noNaN: true })
  fc.assert(
    fc.property(
      speeds,
      speeds,
      fc.integer({ min: 0, max: 1e10 }),
      fc.integer({ min: 0, max: 1e9 }),
      (first, speed, sinceMs, onMs) => {
        const offsetMs = offsetFor({ cut, last, speed: first }, startedAt)
        const clock = makeFieldClock({ startedAt, offsetMs, cut, last, speed })
        const nowMs = startedAt.getTime() + sinceMs
        expect(clock.atNow(nowMs)).toBeLessThanOrEqual(nowMs)
        expect(clock.atNow(nowMs + onMs)).toBeGreaterThanOrEqual(clock.atNow(nowMs))
        // Beside the measured rows: what was measured at the same time as a row that is due carries its time.
        const schedule = makeReplaySchedule({ cut, last, speed }, startedAt, offsetMs)
        for (const hours of [0, 12, 48]) {
          const sourceAt = new Date(cut.getTime() + hours * hourMs)
          expect(
            Math.abs(clock.atNow(schedule.dueAt(sourceAt).getTime()) - schedule.at(sourceAt).getTime()),
          ).toBeLessThanOrEqual(speed + 1)
        }
      },
    ),
  )
})
