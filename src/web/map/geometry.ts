import type { AreasGeoJson } from '../../core/api/geojson.ts'

type Position = number[]
type Ring = Position[]
type Area = AreasGeoJson['features'][number]

/** The rings of an area, outer and inner, whatever its geometry. */
export function ringsOf(geometry: Area['geometry']): Ring[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
}

function signedArea(ring: Ring): number {
  let sum = 0
  for (let i = 0; i < ring.length - 1; i += 1) {
    const [x1 = 0, y1 = 0] = ring[i] ?? []
    const [x2 = 0, y2 = 0] = ring[i + 1] ?? []
    sum += x1 * y2 - x2 * y1
  }
  return sum / 2
}

/** Where the name of an area stands: the centre of its largest ring, and the size of that ring in square degrees. */
export function labelPlaceOf(geometry: Area['geometry']): { at: [number, number]; size: number } {
  const largest = ringsOf(geometry).reduce((a, b) => (Math.abs(signedArea(b)) > Math.abs(signedArea(a)) ? b : a), [])
  const area = signedArea(largest)
  if (area === 0) return { at: [largest[0]?.[0] ?? 0, largest[0]?.[1] ?? 0], size: 0 }
  let x = 0
  let y = 0
  for (let i = 0; i < largest.length - 1; i += 1) {
    const [x1 = 0, y1 = 0] = largest[i] ?? []
    const [x2 = 0, y2 = 0] = largest[i + 1] ?? []
    const cross = x1 * y2 - x2 * y1
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  return { at: [x / (6 * area), y / (6 * area)], size: Math.abs(area) }
}

/** West, south, east and north of all areas; null when there are none. */
export function boundsOf(areas: AreasGeoJson): [number, number, number, number] | null {
  let bounds: [number, number, number, number] | null = null
  for (const { geometry } of areas.features) {
    for (const [x = 0, y = 0] of ringsOf(geometry).flat()) {
      bounds = bounds
        ? [Math.min(bounds[0], x), Math.min(bounds[1], y), Math.max(bounds[2], x), Math.max(bounds[3], y)]
        : [x, y, x, y]
    }
  }
  return bounds
}

/** The name of a commune as a map writes it, without its type: "Kim Long" of "Phường Kim Long". */
export function shortName(name: string): string {
  return name.replace(/^(Phường|Xã|Đặc khu)\s+/u, '')
}
