import { afterEach, expect, test, vi } from 'vitest'
import { serverNow, setServerTime } from './server-clock.ts'

const trueMs = Date.parse('2026-11-22T02:00:00Z')
/** Sets this machine's clock wrong by so much, and takes beats that were so long on their way. */
function hear(wrongMs: number, ...waysMs: number[]): number {
  vi.useFakeTimers({ now: trueMs + wrongMs })
  for (const way of waysMs) setServerTime(new Date(trueMs - way).toISOString())
  return serverNow() - trueMs
}
afterEach(() => {
  vi.useRealTimers()
})

test('a clock that is ten minutes wrong, either way, is put right by the server’s', () => {
  expect(Math.abs(hear(600_000, 20, 20, 20))).toBeLessThanOrEqual(500)
  expect(Math.abs(hear(-600_000, 20, 20, 20))).toBeLessThanOrEqual(500)
})

test('one beat that was long on its way moves nothing', () => {
  hear(0, 10, 10, 10)
  expect(Math.abs(hear(0, 4_000))).toBeLessThanOrEqual(500)
})
