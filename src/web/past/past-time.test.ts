import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fineMsOf, momentAfterKey, momentAt, playMoment, type Reach, spanOf, stepMsOf } from './past-time.ts'

const nowMs = Date.parse('2026-11-21T07:32:08Z')
const day: Reach = { fromMs: nowMs - 86_400_000, nowMs, spanS: 86_400 }
const time = (ms: number | null | undefined) => (ms ? new Date(ms).toISOString().slice(11, 19) : ms)

it('the strip is a day long, and as much of the clock as a day of the replay takes', () => {
  const long = 40 * 86_400
  expect(spanOf(null, long)).toBe(86_400)
  expect(spanOf(null, null)).toBe(86_400)
  expect(spanOf(1, long)).toBe(86_400)
  expect(spanOf(10, 60)).toBe(8_640)
  expect(spanOf(60, 60)).toBe(1_440)
  expect(spanOf(36_000, 60), 'never too short to see anything').toBe(1_440)
})

it('of a past that is young the strip shows all, and grows with it in a few steps', () => {
  const minutes = [1, 50, 61, 181, 400, 721, 1_500]
  expect(minutes.map((each) => spanOf(1, each * 60) / 3_600)).toEqual([1, 1, 3, 6, 12, 24, 24])
  expect(spanOf(null, 50 * 60)).toBe(3_600)
})

it('arrows move by five minutes, with Shift by one, Page by an hour, Home and End to the edges', () => {
  const at = Date.parse('2026-11-21T06:05:00Z')
  expect(time(momentAfterKey('ArrowLeft', false, at, day))).toBe('06:00:00')
  expect(time(momentAfterKey('ArrowRight', true, at, day))).toBe('06:06:00')
  expect(time(momentAfterKey('PageDown', false, at, day))).toBe('05:05:00')
  expect(time(momentAfterKey('Home', false, at, day))).toBe('07:33:00')
  expect(momentAfterKey('End', false, at, day)).toBeNull()
  expect(momentAfterKey('a', false, at, day)).toBeUndefined()
  expect(time(momentAfterKey('ArrowLeft', false, null, day)), 'from the present on').toBe('07:27:00')
})

it('of a centre that began a moment ago there is no past', () => {
  expect(momentAt(nowMs - 300_000, { ...day, fromMs: nowMs - 20_000 })).toBeNull()
})

it('played, a day goes by in quarters of an hour and ends in the present', () => {
  let at = momentAt(day.fromMs, day)
  const moments: number[] = []
  for (; at !== null && moments.length < 1_000; at = playMoment(at, day)) moments.push(at)
  expect(moments.length).toBe(96)
  expect(new Set(moments.slice(1).map((ms, index) => ms - (moments[index] ?? 0)))).toEqual(new Set([900_000]))
})

it('no key and no pointer leads ahead of the present or before what is known', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -200_000_000, max: 200_000_000 }),
      fc.constantFrom(1_440, 8_640, 86_400),
      (off, spanS) => {
        const reach = { fromMs: nowMs - spanS * 500, nowMs, spanS }
        const moment = momentAt(nowMs + off, reach)
        if (moment === null) return
        expect(moment).toBeLessThanOrEqual(nowMs)
        expect(moment).toBeGreaterThanOrEqual(reach.fromMs)
        expect(moment % fineMsOf(spanS)).toBe(0)
        expect(stepMsOf(spanS)).toBe(5 * fineMsOf(spanS))
      },
    ),
  )
})
