/** A stretch of time, milliseconds since 1970. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** A source is silent when nothing came for that many beats; so is a province when nothing came at all. */
const silentBeats = 5
const minuteMs = 60_000
/** Minutes are written down a little later; shorter than that no silence is told. */
const shortestMs = 2 * minuteMs

/**
 * Where nothing came: stretches of a window without any heard minute that last longer than five of the shortest beats.
 * @param minutes beginnings of the minutes in which something came, ascending
 * @param beatS the shortest rhythm in which something is expected, seconds; null where nothing is
 */
export function findSilences(minutes: readonly number[], window: Span, beatS: number | null): Span[] {
  if (beatS === null) return []
  const leastMs = Math.max(shortestMs, silentBeats * beatS * 1_000)
  const spans: Span[] = []
  let endMs = window.fromMs
  for (const minute of [...minutes, window.toMs]) {
    if (minute - endMs > leastMs) spans.push({ fromMs: endMs, toMs: minute })
    endMs = Math.max(endMs, minute + minuteMs)
  }
  return spans
}
