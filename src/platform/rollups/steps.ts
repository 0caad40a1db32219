/** A bucket, or readings of one, as they are put together. */
export interface Bucket {
  readonly startMs: number
  readonly count: number
  readonly low: number
  readonly high: number
  readonly sum: number
  readonly first: number
  readonly last: number
}

export const dayS = 86_400
/** Lengths of buckets in seconds; each divides a day. Those of series are chosen in SQL: `platform.rollup_step`. */
const stepsS = [60, 300, 900, 3_600, 10_800, 21_600, 43_200, dayS]
/** A local midnight of Asia/Ho_Chi_Minh. */
const originMs = Date.parse('2000-01-01T00:00:00+07:00')

/** When the bucket began in which an instant lies; as `platform.rollup_start`. */
export const startOf = (stepS: number, atMs: number) =>
  originMs + Math.floor((atMs - originMs) / (stepS * 1_000)) * stepS * 1_000

/** The shortest length by which a window has no more than so many buckets; a day where none does. */
export const stepFor = (windowMs: number, points: number) =>
  stepsS.find((stepS) => windowMs / (stepS * 1_000) <= points) ?? dayS

/** Puts buckets, in order of time, together into longer ones. */
export function mergeInto(stepS: number, buckets: readonly Bucket[]): Bucket[] {
  const merged: Bucket[] = []
  for (const bucket of buckets) {
    const startMs = startOf(stepS, bucket.startMs)
    const before = merged.at(-1)
    if (before?.startMs !== startMs) merged.push({ ...bucket, startMs })
    else
      merged[merged.length - 1] = {
        startMs,
        count: before.count + bucket.count,
        low: Math.min(before.low, bucket.low),
        high: Math.max(before.high, bucket.high),
        sum: before.sum + bucket.sum,
        first: before.first,
        last: bucket.last,
      }
  }
  return merged
}

/** Stretches of a window in which no bucket stands, each from and to in milliseconds. */
export function gapsBetween(
  stepS: number,
  starts: readonly number[],
  window: { readonly fromMs: number; readonly toMs: number },
): [number, number][] {
  const gaps: [number, number][] = []
  let openMs = window.fromMs
  for (const startMs of [...starts, window.toMs]) {
    if (startMs > openMs) gaps.push([openMs, startMs])
    openMs = startMs + stepS * 1_000
  }
  return gaps
}
