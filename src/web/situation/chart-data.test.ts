import { expect, it } from 'vitest'
import { chartDataOf } from './chart-data.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 7, minute)).toISOString()

it('breaks the line where beats are missing and names the gap', () => {
  const data = chartDataOf(
    [0, 10, 20, 50, 60].map((minute) => ({ at: at(minute), value: minute })),
    600,
    Date.parse(at(60)),
  )
  expect(data.values).toEqual([0, 10, 20, null, 50, 60])
  expect(data.gaps).toEqual([[Date.parse(at(20)) / 1_000, Date.parse(at(50)) / 1_000]])
})

it('a single late beat is no gap', () => {
  const data = chartDataOf(
    [0, 10, 31].map((minute) => ({ at: at(minute), value: 1 })),
    600,
    Date.parse(at(40)),
  )
  expect(data.gaps).toEqual([])
})

it('silence up to the end of the window is a gap', () => {
  const data = chartDataOf([{ at: at(0), value: 1 }], 600, Date.parse(at(59)))
  expect(data.gaps).toEqual([[Date.parse(at(0)) / 1_000, Date.parse(at(59)) / 1_000]])
})
