const firstMs = 60_000
const longestMs = 6 * 3_600_000

/** How long to wait after the `attempts`th try that failed: a minute, then twice as long each time, six hours at most, with a fifth of chance. */
export function retryDelayMs(attempts: number, chance: number): number {
  const doubled = firstMs * 2 ** Math.min(Math.max(attempts - 1, 0), 20)
  return Math.round(Math.min(doubled, longestMs) * (0.8 + 0.4 * chance))
}
