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
/** So many spans from point to point at either side tell which beat was kept there. */
const spansAround = 4

const middleOf = (spans: readonly number[]) => spans.toSorted((a, b) => a - b)[Math.floor((spans.length - 1) / 2)] ?? 0

/** The beat that was kept before a span or after it, whichever is slower, and never shorter than the one that is declared. */
function keptBeatS(spans: readonly number[], at: number, beatS: number): number {
  const before = spans.slice(Math.max(0, at - spansAround), at)
  return Math.max(beatS, middleOf(before), middleOf(spans.slice(at + 1, at + 1 + spansAround)))
}

/**
 * Puts a course in columns; where more than two beats are missing the line breaks instead of crossing the hole. A bucket stands in its
 * middle. Up to `endMs` (milliseconds) data is expected: silence at the end is a gap too.
 * @param beatS seconds from point to point where none is missing
 * @param stepS length of a bucket in seconds; 0: points are readings
 * @param isLoose points may come evenly further apart, as those of simulated devices do while time is hastened
 */
export function chartDataOf(
  points: readonly Pick<CoursePoint, 'at' | 'low' | 'mean' | 'high'>[],
  beatS: number,
  stepS: number,
  endMs: number,
  isLoose = false,
): ChartData {
  const data: ChartData = { atS: [], values: [], lows: [], highs: [], gaps: [] }
  const add = (atS: number, value: number | null, low: number | null, high: number | null) => {
    data.atS.push(atS)
    data.values.push(value)
    data.lows.push(low)
    data.highs.push(high)
  }
  const endS = endMs / 1_000
  const moments = points.map(({ at }) => {
    const beginS = Date.parse(at) / 1_000
    // The open bucket ends now.
    return beginS + Math.max(0, Math.min(stepS, endS - beginS)) / 2
  })
  const spans = moments.slice(1).map((now, i) => now - (moments[i] ?? now))
  const isHole = (spanS: number, at: number) => spanS > missedBeats * (isLoose ? keptBeatS(spans, at, beatS) : beatS)
  for (const [i, { low, mean, high }] of points.entries()) {
    const now = moments[i] ?? 0
    const spanS = spans[i - 1]
    if (spanS !== undefined && isHole(spanS, i - 1)) {
      data.gaps.push([now - spanS, now])
      add(now - spanS / 2, null, null, null)
    }
    add(now, mean, low, high)
  }
  const last = moments.at(-1)
  if (last !== undefined && isHole(endS - last, spans.length)) data.gaps.push([last, endS])
  return data
}
