import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('acts at once, then once a pause however often it is called, and never loses the last call', () => {
  let acts = 0
  const { call, stop } = atMostEvery(4_000, () => (acts += 1))
  call()
  expect(acts).toBe(1)
  for (let i = 0; i < 100; i++) {
    vi.advanceTimersByTime(100)
    call()
  }
  expect(acts).toBe(3)
  vi.advanceTimersByTime(20_000)
  expect(acts).toBe(4)
  call()
  expect(acts).toBe(5)
  call()
  stop()
  vi.advanceTimersByTime(20_000)
  expect(acts).toBe(5)
})
