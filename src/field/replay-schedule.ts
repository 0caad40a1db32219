/**
 * When each measured row is sent, and which time it carries.
 *
 * Rows up to the cut are due at once (`startedAt`); a later row measured at `s` is due at
 *
 *     due(s) = startedAt + (s - cut) / speed
 *
 * Every row carries its own time moved by one fixed offset, `at(s) = s + offset`, so the measured spacing stays. No row may
 * carry a time that lies ahead when it is sent: `s + offset <= due(s)` for every s. Measured time runs faster than the clock
 * by `speed`, so the last row is the one that binds (at a speed below 1 it is the first one behind the cut):
 *
 *     offset = min(due(last) - last, startedAt - cut)
 *
 * The values thus begin in the past, by almost the length of the window, and the last one arrives as the time it carries. What was
 * measured behind the last one is due at the time it carries: time has caught up, and passes as it did when the rows were measured.
 */
export interface ReplaySchedule {
  /** When the replay of this window first began; with `offsetMs` it is kept, so a row carries the same time after a restart. */
  readonly startedAt: Date
  readonly offsetMs: number
  /** The wall-clock instant a row is to be sent, never before the time it carries. */
  dueAt(sourceAt: Date): Date
  /** The time a row carries. */
  at(sourceAt: Date): Date
}

export interface ReplayWindow {
  readonly cut: Date
  /** Source time of the last row that is hastened. */
  readonly last: Date
  /** Measured seconds for each second of the clock. */
  readonly speed: number
}

/** The offset of a replay that begins now, in milliseconds. */
export function offsetFor({ cut, last, speed }: ReplayWindow, startedAt: Date): number {
  const lastDueMs = startedAt.getTime() + Math.max(last.getTime() - cut.getTime(), 0) / speed
  return Math.floor(Math.min(lastDueMs - last.getTime(), startedAt.getTime() - cut.getTime()))
}

/** The schedule of a replay; `offsetMs` from `offsetFor`, or kept from an earlier run that may have had another speed. */
export function makeReplaySchedule(window: ReplayWindow, startedAt: Date, offsetMs: number): ReplaySchedule {
  const at = (sourceAt: Date) => new Date(sourceAt.getTime() + offsetMs)
  return {
    startedAt,
    offsetMs,
    at,
    dueAt(sourceAt) {
      const sinceCutMs = Math.max(sourceAt.getTime() - window.cut.getTime(), 0)
      return new Date(Math.max(startedAt.getTime() + sinceCutMs / window.speed, at(sourceAt).getTime()))
    },
  }
}
