import { hastenedAt } from '../../core/hastened-time.ts'

/**
 * The clock of the simulated field. It is the replay's (replay-schedule.ts): at the start of the replay it stands at the cut, goes `speed`
 * times as fast as the clock on the wall, and never passes it. When it has caught up, which is when the last measured row is sent, it
 * is the clock on the wall.
 */
export interface FieldClock {
  /** The time that a reading made now carries, in milliseconds. */
  atNow(nowMs: number): number
  /** The time that the last measured row carries: from here on nothing is hastened. */
  readonly endMs: number
  /** The time that what was measured at the cut carries. */
  readonly beginMs: number
  readonly offsetMs: number
  readonly speed: number
}

export function makeFieldClock(replay: {
  readonly startedAt: Date
  readonly offsetMs: number
  readonly cut: Date
  readonly last: Date
  readonly speed: number
}): FieldClock {
  const { startedAt, offsetMs, cut, last, speed } = replay
  const beginMs = cut.getTime() + offsetMs
  const time = { startedMs: startedAt.getTime(), beginMs, speed }
  return {
    beginMs,
    endMs: last.getTime() + offsetMs,
    offsetMs,
    speed,
    atNow: (nowMs) => hastenedAt(time, nowMs),
  }
}
