import type { MeasuredRow } from '../flood-rows.ts'

export type River = 'phu-oc' | 'kim-long'

/** How high the rivers stand, in metres at the gauge: measured, and between two measured hours a straight line. */
export interface Water {
  levelM(river: River, sourceMs: number): number
}

/**
 * @param rows measured values, in order of time
 * @param last nothing measured after it counts: the water then stays as it was
 * @throws {Error} when a river has no row
 */
export function openWater(rows: readonly MeasuredRow[], last: Date): Water {
  const courses = new Map<River, readonly { atMs: number; value: number }[]>(
    (['phu-oc', 'kim-long'] as const).map((river) => {
      const course = rows
        .filter(({ asset, series, sourceAt }) => asset === river && series === 'water_level' && sourceAt <= last)
        .map(({ sourceAt, value }) => ({ atMs: sourceAt.getTime(), value }))
      if (course.length === 0) throw new Error(`no measured level of ${river} up to ${last.toISOString()}`)
      return [river, course]
    }),
  )
  return {
    levelM(river, sourceMs) {
      const course = courses.get(river) ?? []
      let low = 0
      let high = course.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((course[middle]?.atMs ?? 0) <= sourceMs) low = middle + 1
        else high = middle
      }
      const before = course[low - 1] ?? course[0]
      const after = course[low] ?? before
      if (!before || !after) return 0
      const spanMs = after.atMs - before.atMs
      if (spanMs <= 0 || sourceMs <= before.atMs) return before.value
      return before.value + ((after.value - before.value) * (sourceMs - before.atMs)) / spanMs
    },
  }
}
