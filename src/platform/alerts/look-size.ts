/** Batches of readings that a look takes: at first, at most, and at least: fewer cost as much, for the cost is by series more than by batch. */
export const firstBatches = 10
export const leastBatches = 5
export const mostBatches = 200
const shortMs = 500
const longMs = 2_000

/**
 * How many batches the next look takes, after one of `size` that took so long; null: it failed. Looks are kept short: what a look did not
 * finish before a crash is done anew, so one that takes longer than the centre stays up would never end.
 */
export function nextLookSize(size: number, tookMs: number | null): number {
  if (tookMs === null || tookMs > longMs) return Math.max(leastBatches, Math.floor(size / 2))
  return tookMs < shortMs ? Math.min(mostBatches, size * 2) : size
}
