import { expect, it } from 'vitest'
import type { DayStrip } from '../../core/api/past.ts'
import { shapesOf, ticksOf } from './strip-shapes.ts'

const none = { crit: 0, major: 0, minor: 0, info: 0 }
const at = (minutes: number) => new Date(Date.parse('2026-11-21T00:00:00Z') + minutes * 60_000).toISOString()
const strip: DayStrip = {
  from: at(0),
  to: at(40),
  sliceS: 600,
  slices: [
    { at: at(0), begun: none, open: null },
    { at: at(10), begun: { ...none, crit: 2, info: 8 }, open: 10 },
    { at: at(20), begun: { ...none, major: 1 }, open: 5 },
    { at: at(30), begun: none, open: 5 },
  ],
  silences: [{ from: at(20), to: at(30) }],
  knownFrom: at(10),
}

it('bars share the height of the largest, the line leaves out what is not known, stretches lie where they were', () => {
  const shapes = shapesOf(strip)
  expect(shapes.bars.map(({ crit, major, rest }) => [crit, major, rest])).toEqual([
    [0, 0, 0],
    [0.2, 0, 0.8],
    [0, 0.1, 0],
    [0, 0, 0],
  ])
  expect(shapes.open).toBe('M500.0 0.0L750.0 50.0L1000.0 50.0')
  expect(shapes.silences).toEqual([{ left: 0.5, width: 0.25 }])
  expect(shapes.unknown).toEqual({ left: 0, width: 0.25 })
})

it('one alert in a quiet day is a small bar, no storm', () => {
  const quiet = { ...strip, slices: [{ at: at(0), begun: { ...none, minor: 1 }, open: 1 }] }
  expect(shapesOf(quiet).bars[0]?.rest).toBe(0.2)
})

it('ticks are round hours of Viet Nam, not too many, none at the edges', () => {
  const toMs = Date.parse('2026-11-21T07:32:08Z')
  const day = ticksOf(toMs - 86_400_000, toMs).map((ms) => new Date(ms + 7 * 3_600_000).toISOString().slice(11, 16))
  expect(day).toEqual(['16:00', '20:00', '00:00', '04:00', '08:00', '12:00'])
  const short = ticksOf(toMs - 1_440_000, toMs).map((ms) => new Date(ms).toISOString().slice(14, 16))
  expect(short).toEqual(['10', '15', '20', '25', '30'])
})
