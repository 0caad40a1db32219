import type { Position, Surface } from '../../core/geo.ts'

/** What can be wrong with the surface of a feature; the page has the words for each. */
export type SurfaceFault = 'ring' | 'open' | 'degrees' | 'outside' | 'crossing' | 'empty'

/** West, south, east, north of the country with its islands, in degrees with room to spare. */
const country = [101, 6, 118.5, 24] as const

/** The first thing wrong with a surface, or null: rings that do not close, lie elsewhere, cross themselves or hold nothing. */
export function surfaceFault(surface: Surface): SurfaceFault | null {
  const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates
  if (polygons.length === 0 || polygons.some((rings) => rings.length === 0)) return 'empty'
  for (const ring of polygons.flat()) {
    const fault = ringFault(ring)
    if (fault) return fault
  }
  return null
}

function ringFault(ring: readonly Position[]): SurfaceFault | null {
  if (ring.length < 4) return 'ring'
  const [first, last] = [ring[0], ring.at(-1)]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return 'open'
  // Metres of a projection such as VN-2000 are far beyond any degree; 107 for a latitude is a place written the other way round.
  if (ring.some(([lon = 0, lat = 0]) => Math.abs(lon) > 180 || Math.abs(lat) > 180)) return 'degrees'
  const [west, south, east, north] = country
  if (ring.some(([lon = 0, lat = 0]) => lon < west || lon > east || lat < south || lat > north)) return 'outside'
  if (crossesItself(ring)) return 'crossing'
  return areaOf(ring) === 0 ? 'empty' : null
}

function areaOf(ring: readonly Position[]): number {
  const [originLon = 0, originLat = 0] = ring[0] ?? []
  let [sum, fromLon, fromLat] = [0, 0, 0]
  for (const [lon = 0, lat = 0] of ring) {
    const [x, y] = [lon - originLon, lat - originLat]
    sum += fromLon * y - x * fromLat
    fromLon = x
    fromLat = y
  }
  return Math.abs(sum) / 2
}

type Line = readonly [number, number, number, number]

/** Whether two lines of a ring cross. Lines that only touch do not: official borders do so where two areas meet in a point. */
function crossesItself(ring: readonly Position[]): boolean {
  const lines: Line[] = []
  for (let at = 1; at < ring.length; at += 1) {
    const [aLon = 0, aLat = 0] = ring[at - 1] ?? []
    const [bLon = 0, bLat = 0] = ring[at] ?? []
    lines.push(aLon <= bLon ? [aLon, aLat, bLon, bLat] : [bLon, bLat, aLon, aLat])
  }
  // From west to east each line meets only those that begin before it ends.
  lines.sort((one, other) => one[0] - other[0])
  return lines.some((line, at) => {
    for (let next = at + 1; next < lines.length; next += 1) {
      const other = lines[next]
      if (!other || other[0] > line[2]) return false
      if (doOverlap(line, other) && doCross(line, other)) return true
    }
    return false
  })
}

/** Whether they share a latitude; most do not, and that is told at once. */
const doOverlap = ([, a, , b]: Line, [, c, , d]: Line) =>
  Math.min(a, b) <= Math.max(c, d) && Math.min(c, d) <= Math.max(a, b)

function doCross(one: Line, other: Line): boolean {
  const side = ([aLon, aLat, bLon, bLat]: Line, lon: number, lat: number) =>
    Math.sign((bLon - aLon) * (lat - aLat) - (bLat - aLat) * (lon - aLon))
  const apart = (line: Line, points: Line) => side(line, points[0], points[1]) * side(line, points[2], points[3]) < 0
  return apart(one, other) && apart(other, one)
}
