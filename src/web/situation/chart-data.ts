import type { Reading } from '../../core/api/assets.ts'

/** Readings as two columns for the chart: seconds since 1970, and values with null where data is missing. */
export interface ChartData {
  atS: number[]
  values: (number | null)[]
  /** Stretches without data, in seconds since 1970. */
  gaps: [number, number][]
}

const missedBeats = 2.5

/**
 * Puts readings in columns; where more than two beats are missing the line breaks instead of crossing the hole. Up to `endMs`
 * (milliseconds) data is expected: silence at the end is a gap too.
 */
export function chartDataOf(
  readings: readonly Pick<Reading, 'at' | 'value'>[],
  cadenceS: number,
  endMs: number,
): ChartData {
  const data: ChartData = { atS: [], values: [], gaps: [] }
  let before: number | undefined
  for (const { at, value } of readings) {
    const now = Date.parse(at) / 1_000
    if (before !== undefined && now - before > cadenceS * missedBeats) {
      data.gaps.push([before, now])
      data.atS.push(before + (now - before) / 2)
      data.values.push(null)
    }
    data.atS.push(now)
    data.values.push(value)
    before = now
  }
  const endS = endMs / 1_000
  if (before !== undefined && endS - before > cadenceS * missedBeats) data.gaps.push([before, endS])
  return data
}
