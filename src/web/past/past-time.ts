const daySeconds = 86_400
const shortestS = 1_440
/** A key moves by one of so many steps across the strip, with Shift by one of five times as many. */
const steps = 288

/** Of a past that is shorter than a day so much is shown: the flood that was replayed before lunch is no hair at the edge of a day. */
const youngS = [3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600]

/**
 * How far back the strip goes, in seconds: a day, or less while the past is known since less than that. While measured values are replayed
 * `speed` times as fast as they were measured, a day of theirs; 24 minutes at least.
 * @param knownS since how long the past is known; null where that is not known yet
 */
export function spanOf(speed: number | null, knownS: number | null): number {
  if (speed !== null && speed > 1) return Math.max(shortestS, Math.round(daySeconds / speed))
  return (knownS !== null && youngS.find((spanS) => knownS <= spanS)) || daySeconds
}

/** Milliseconds by which a key moves the moment: five minutes of a day. */
export const stepMsOf = (spanS: number): number => Math.round((spanS / steps) * 1_000)

/** Milliseconds of the finest step: a minute of a day. */
export const fineMsOf = (spanS: number): number => Math.max(1_000, Math.round((spanS / (steps * 5)) * 1_000))

/** Where the moment may be moved: from `fromMs` up to the present. */
export interface Reach {
  readonly fromMs: number
  readonly nowMs: number
  readonly spanS: number
}

/** A moment as it is looked at: on the finest step, not before what is known; null is the present, which has no moment. */
export function momentAt(ms: number, { fromMs, nowMs, spanS }: Reach): number | null {
  const fine = fineMsOf(spanS)
  const snapped = Math.round(ms / fine) * fine
  const moment = Math.max(snapped, Math.ceil(fromMs / fine) * fine)
  return moment > nowMs - fine ? null : moment
}

/** What follows a moment when the past is played: a quarter of an hour of a day later; null is the present. */
export const playMoment = (ms: number, reach: Reach): number | null => momentAt(ms + stepMsOf(reach.spanS) * 3, reach)

/** Where a key moves the moment from `atMs` (null: the present); undefined where the key does nothing here. */
export function momentAfterKey(
  key: string,
  isFine: boolean,
  atMs: number | null,
  reach: Reach,
): number | null | undefined {
  const here = atMs ?? reach.nowMs
  const step = isFine ? fineMsOf(reach.spanS) : stepMsOf(reach.spanS)
  const far = step * 12
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return momentAt(here - step, reach)
    case 'ArrowRight':
    case 'ArrowUp':
      return momentAt(here + step, reach)
    case 'PageDown':
      return momentAt(here - far, reach)
    case 'PageUp':
      return momentAt(here + far, reach)
    case 'Home':
      return momentAt(reach.fromMs, reach)
    case 'End':
      return null
    default:
      return undefined
  }
}
