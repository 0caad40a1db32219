import type { Series } from '../../core/api/assets.ts'
import { freshnessOf } from '../kit/age-words.ts'

/**
 * Where a chart ends: at the newest value while values keep coming, else at the present, so that the hole is seen. What is replayed or
 * simulated has a present of its own: the time its readings would carry now, `speed` times as fast as the clock and never past it.
 * @param speed of the replay that runs; null where none does
 */
export function chartEndMs(
  { lastAt, lastReceivedAt, origin, cadenceS }: Pick<Series, 'lastAt' | 'lastReceivedAt' | 'origin' | 'cadenceS'>,
  nowMs: number,
  speed: number | null,
): number {
  if (lastAt === null || lastReceivedAt === null) return nowMs
  const atMs = Date.parse(lastAt)
  const receivedMs = Date.parse(lastReceivedAt)
  if (freshnessOf(receivedMs, cadenceS, nowMs) === 'fresh') return atMs
  if (speed === null || origin === null || origin === 'device') return nowMs
  return Math.min(nowMs, atMs + Math.max(0, nowMs - receivedMs) * speed)
}
