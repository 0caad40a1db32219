import type { CoursePoint } from '../../core/api/assets.ts'

/** The course of a series as columns for the chart: seconds since 1970, and values with null where data is missing. */
export interface ChartData {
  atS: number[]
  /** Readings, or the means of buckets. */
  values: (number | null)[]
  lows: (number | null)[]
  highs: (number | null)[]
  /** Stretches without data, in seconds since 1970. */
  gaps: [number, number][]
}

const missedBeats = 2.5

/**
 * Puts a course in columns; where more than two beats are missing the line breaks instead of crossing the hole. A bucket stands in its
 * middle. Up to `endMs` (milliseconds) data is expected: silence at the end is a gap too.
 * @param beatS seconds from point to point where none is missing
 * @param stepS length of a bucket in seconds; 0: points are readings
 */
export function chartDataOf(
  points: readonly Pick<CoursePoint, 'at' | 'low' | 'mean' | 'high'>[],
  beatS: number,
  stepS: number,
  endMs: number,
): ChartData {
  const data: ChartData = { atS: [], values: [], lows: [], highs: [], gaps: [] }
  const add = (atS: number, value: number | null, low: number | null, high: number | null) => {
    data.atS.push(atS)
    data.values.push(value)
    data.lows.push(low)
    data.highs.push(high)
  }
  const endS = endMs / 1_000
  let before: number | undefined
  for (const { at, low, mean, high } of points) {
    const beginS = Date.parse(at) / 1_000
    // The open bucket ends now.
    const now = beginS + Math.max(0, Math.min(stepS, endS - beginS)) / 2
    if (before !== undefined && now - before > beatS * missedBeats) {
      data.gaps.push([before, now])
      add(before + (now - before) / 2, null, null, null)
    }
    add(now, mean, low, high)
    before = now
  }
  if (before !== undefined && endS - before > beatS * missedBeats) data.gaps.push([before, endS])
  return data
}
