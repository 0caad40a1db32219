interface Box {
  readonly width: number
  readonly height: number
  readonly margin: number
}

/**
 * Values in even steps, from the lowest at the bottom to the highest at the top of the box, the target among them; a course that does
 * not move lies in the middle.
 * @returns stretches without a gap as points of a polyline (one value alone is none), where the last value lies, if it is known, and
 *   at which height the target
 */
export function sparkParts(
  values: readonly (number | null)[],
  { width, height, margin }: Box,
  target: number | null = null,
) {
  const known = [...values, target].filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const step = (width - 2 * margin) / Math.max(1, values.length - 1)
  const heightOf = (value: number) => {
    const share = high === low ? 0.5 : (value - low) / (high - low)
    return round(height - margin - share * (height - 2 * margin))
  }
  const places = values.map((value, at) =>
    value === null ? null : { x: round(margin + at * step), y: heightOf(value) },
  )
  const stretches: { x: number; y: number }[][] = [[]]
  for (const place of places) {
    if (place) stretches.at(-1)?.push(place)
    else stretches.push([])
  }
  const lines = stretches.filter(({ length }) => length > 1).map((all) => all.map(({ x, y }) => `${x},${y}`).join(' '))
  return { lines, last: places.at(-1) ?? null, targetY: target === null ? null : heightOf(target) }
}

const round = (value: number) => Math.round(value * 10) / 10
