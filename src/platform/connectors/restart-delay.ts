/** How long things may take around a connector, in milliseconds. */
export interface Pace {
  /** Longest wait before the first restart; doubled with each further one. */
  readonly firstMs: number
  readonly maxMs: number
  /** A run that lasted this long begins the count of failures anew. */
  readonly settledMs: number
  /** How long a connector may take to end before it is left behind. */
  readonly stopMs: number
}

export const usualPace: Pace = { firstMs: 2_000, maxMs: 300_000, settledMs: 600_000, stopMs: 5_000 }

/**
 * Milliseconds before the start that follows the `failures`-th end in a row: twice as long each time, at most `maxMs`, and of that a
 * random half to the whole, so that what failed together does not come back together.
 * @param random at least 0, below 1
 */
export function restartDelayMs(failures: number, pace: Pick<Pace, 'firstMs' | 'maxMs'>, random: number): number {
  const ceiling = Math.min(pace.firstMs * 2 ** Math.min(failures - 1, 30), pace.maxMs)
  return Math.round(ceiling * (0.5 + random / 2))
}
