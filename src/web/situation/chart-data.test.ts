import { expect, it } from 'vitest'
import { chartDataOf } from './chart-data.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 7, minute)).toISOString()
const point = (minute: number, value: number) => ({ at: at(minute), low: value, mean: value, high: value })

it('breaks the line where beats are missing and names the gap', () => {
  const data = chartDataOf(
    [0, 10, 20, 50, 60].map((minute) => point(minute, minute)),
    600,
    0,
    Date.parse(at(60)),
  )
  expect(data.values).toEqual([0, 10, 20, null, 50, 60])
  expect(data.gaps).toEqual([[Date.parse(at(20)) / 1_000, Date.parse(at(50)) / 1_000]])
})

it('a single late beat is no gap', () => {
  const data = chartDataOf(
    [0, 10, 31].map((minute) => point(minute, 1)),
    600,
    0,
    Date.parse(at(40)),
  )
  expect(data.gaps).toEqual([])
})

it('silence up to the end of the window is a gap', () => {
  const data = chartDataOf([point(0, 1)], 600, 0, Date.parse(at(59)))
  expect(data.gaps).toEqual([[Date.parse(at(0)) / 1_000, Date.parse(at(59)) / 1_000]])
})

it('a bucket stands in its middle with its lowest and highest value, the open one between its beginning and now', () => {
  const points = [0, 15, 30].map((minute) => ({ at: at(minute), low: minute, mean: minute + 1, high: minute + 5 }))
  const data = chartDataOf(points, 900, 900, Date.parse(at(34)))
  expect(data).toEqual({
    atS: [7.5, 22.5, 32].map((minute) => Date.parse(at(0)) / 1_000 + minute * 60),
    ...{ lows: [0, 15, 30], values: [1, 16, 31], highs: [5, 20, 35], gaps: [] },
  })
})

it('points that come evenly further apart than declared are a line where that may be, and a hole among them is still a hole', () => {
  const minutes = [0, 120, 240, 360, 480, 1_200, 1_320, 1_440]
  const course = minutes.map((minute) => point(minute, 1))
  const end = Date.parse(at(1_440))
  expect(chartDataOf(course, 300, 0, end, true).gaps).toEqual([
    [Date.parse(at(480)), Date.parse(at(1_200))].map((ms) => ms / 1_000),
  ])
  expect(chartDataOf(course, 300, 0, end).gaps).toHaveLength(7)
})

it('where the beat changes from far apart to the declared one nothing is missing, and what falls silent then is', () => {
  const far = [0, 120, 240, 360, 480]
  const near = Array.from({ length: 12 }, (_, i) => 485 + i * 5)
  const course = [...far, ...near].map((minute) => point(minute, 1))
  const gapsUpTo = (minute: number) => chartDataOf(course, 300, 0, Date.parse(at(minute)), true).gaps
  expect(gapsUpTo(545)).toEqual([])
  expect(gapsUpTo(700)).toHaveLength(1)
})
