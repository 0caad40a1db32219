/** Time that passes faster than on the wall until it has caught up; all in milliseconds since 1970. */
export interface HastenedTime {
  /** When it began, by the clock on the wall. */
  readonly startedMs: number
  /** Where it stood then. */
  readonly beginMs: number
  /** How many times as fast it passes. */
  readonly speed: number
}

/** Where hastened time stands when the clock on the wall says `nowMs`: never past it, and with it from when it has caught up. */
export const hastenedAt = ({ startedMs, beginMs, speed }: HastenedTime, nowMs: number): number =>
  Math.floor(Math.min(beginMs + (nowMs - startedMs) * speed, nowMs))

/** How fast it passes at that moment: once it has caught up, as fast as the clock on the wall. */
export const paceAt = (time: HastenedTime, nowMs: number): number => (hastenedAt(time, nowMs) < nowMs ? time.speed : 1)
