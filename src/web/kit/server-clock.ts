let offsetMs = 0
const latest: number[] = []
const keptOffsets = 3

/**
 * Sets the page's clock by an instant the server just sent, so that a wrong clock here never makes data look old. The way here only
 * ever makes the server's clock look slower: of the last three the fastest counts, and a step under half a second is none.
 */
export function setServerTime(serverTime: string): void {
  latest.push(Date.parse(serverTime) - Date.now())
  if (latest.length > keptOffsets) latest.shift()
  const best = Math.max(...latest)
  if (Math.abs(best - offsetMs) > 500) offsetMs = best
}

/** How far the server's clock is ahead of this machine's, milliseconds. */
export const clockOffsetMs = (): number => offsetMs

/** Now, by the server's clock, in milliseconds since 1970. */
export function serverNow(): number {
  return Date.now() + offsetMs
}
