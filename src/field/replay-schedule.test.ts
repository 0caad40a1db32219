import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeReplaySchedule, offsetFor } from './replay-schedule.ts'

const hourMs = 3_600_000
const cut = new Date('2025-11-16T20:00:00+07:00')
const last = new Date('2025-11-18T20:00:00+07:00')
const startedAt = new Date('2026-11-21T09:00:00+07:00')

test('at sixty times the speed an hour measured after the cut is due every minute', () => {
  const window = { cut, last, speed: 60 }
  const schedule = makeReplaySchedule(window, startedAt, offsetFor(window, startedAt))
  expect(schedule.dueAt(new Date('2025-11-13T01:00:00+07:00'))).toEqual(startedAt)
  expect(schedule.dueAt(cut)).toEqual(startedAt)
  expect(schedule.dueAt(new Date('2025-11-16T21:00:00+07:00'))).toEqual(new Date('2026-11-21T09:01:00+07:00'))
  expect(schedule.dueAt(last)).toEqual(new Date('2026-11-21T09:48:00+07:00'))
})

test('the last row carries the time at which it is sent, the others their distance to it', () => {
  const window = { cut, last, speed: 60 }
  const schedule = makeReplaySchedule(window, startedAt, offsetFor(window, startedAt))
  expect(schedule.at(last)).toEqual(schedule.dueAt(last))
  expect(schedule.at(last).getTime() - schedule.at(cut).getTime()).toBe(48 * hourMs)
})

const speeds = fc.double({ min: 0.1, max: 100_000, noNaN: true })
const hours = fc.integer({ min: -200, max: 500 })

test('whatever the speed and window, no row is sent before the time it carries, and rows are due in order', () => {
  fc.assert(
    fc.property(speeds, hours, fc.array(hours, { minLength: 2 }), (speed, lastHour, list) => {
      const window = { cut, last: new Date(cut.getTime() + lastHour * hourMs), speed }
      const offsetMs = offsetFor(window, startedAt)
      const schedule = makeReplaySchedule(window, startedAt, offsetMs)
      const times = list
        .map((hour) => new Date(cut.getTime() + Math.min(hour, lastHour) * hourMs))
        .sort((a, b) => a.getTime() - b.getTime())
      for (const [i, time] of times.entries()) {
        expect(schedule.at(time) <= schedule.dueAt(time)).toBe(true)
        // Never held back by the guard: the mapping alone keeps every row in the past.
        const planned = startedAt.getTime() + Math.max(time.getTime() - cut.getTime(), 0) / speed
        expect(schedule.dueAt(time).getTime()).toBe(Math.trunc(planned))
        const before = times[i - 1]
        if (before) expect(schedule.dueAt(before) <= schedule.dueAt(time)).toBe(true)
      }
    }),
  )
})

test('a kept offset at another speed still sends no row before the time it carries', () => {
  const offsetMs = offsetFor({ cut, last, speed: 60 }, startedAt)
  const faster = makeReplaySchedule({ cut, last, speed: 6_000 }, startedAt, offsetMs)
  expect(faster.dueAt(last)).toEqual(faster.at(last))
})

test('behind the last hastened row each row is due at the time it carries, hour by hour', () => {
  const window = { cut, last, speed: 60 }
  const schedule = makeReplaySchedule(window, startedAt, offsetFor(window, startedAt))
  for (const hour of [1, 2, 300]) {
    const later = new Date(last.getTime() + hour * hourMs)
    expect(schedule.dueAt(later)).toEqual(schedule.at(later))
    expect(schedule.dueAt(later).getTime() - schedule.dueAt(last).getTime()).toBe(hour * hourMs)
  }
})
