import { expect, it } from 'vitest'
import { risePerHour, riverLength } from './rise.ts'

const at = (minutes: number, value: number) => ({
  at: new Date(Date.UTC(2026, 10, 21, 0, minutes)).toISOString(),
  value,
})

it('the rise is from the last reading and the one an hour before, in whatever order they come', () => {
  expect(risePerHour([at(0, 3), at(60, 3.34)])).toBeCloseTo(0.34)
  expect(risePerHour([at(120, 3.1), at(60, 3.4), at(0, 1)])).toBeCloseTo(-0.3)
})

it('readings that come more often are looked at an hour apart', () => {
  expect(risePerHour([at(0, 1), at(5, 1.5), at(10, 1.2), at(60, 2.2)])).toBeCloseTo((2.2 - 1.2) / (50 / 60))
})

it('what is too old tells nothing of now, and neither does a single value', () => {
  expect(risePerHour([at(0, 1), at(180, 4)])).toBeNull()
  expect(risePerHour([at(30, 1), at(60, 4)])).toBeNull()
  expect(risePerHour([at(0, 1)])).toBeNull()
  expect(risePerHour([])).toBeNull()
})

it('less than a metre is centimetres', () => {
  expect(riverLength(0.084)).toEqual({ value: 8, unit: 'cm' })
  expect(riverLength(-0.34)).toEqual({ value: -34, unit: 'cm' })
  expect(riverLength(0.998)).toEqual({ value: 1, unit: 'm' })
  expect(riverLength(1.236)).toEqual({ value: 1.24, unit: 'm' })
})
