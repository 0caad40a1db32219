/** Longitude and latitude in degrees, WGS84. */
export type Position = readonly number[]

/** A GeoJSON surface (RFC 7946): in each polygon the first ring is its border, the others are holes. */
export type Surface =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number]

/** A surface made ready for questions, with the thing it belongs to. */
export interface AreaShape<T> {
  readonly item: T
  readonly box: Box
  readonly surface: Surface
}

/** The smallest box around a surface. */
export function boxOf(surface: Surface): Box {
  let box: Box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon = 0, lat = 0] of polygonsOf(surface).flat(2)) {
    box = [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
  }
  return box
}

/** A shape for `findArea`. */
export function makeAreaShape<T>(item: T, surface: Surface): AreaShape<T> {
  return { item, surface, box: boxOf(surface) }
}

/**
 * The first of several areas that holds a point, or null. Areas that share a border line never both hold a point on it.
 */
export function findArea<T>(areas: readonly AreaShape<T>[], lon: number, lat: number): T | null {
  for (const { item, box, surface } of areas) {
    if (lon < box[0] || lat < box[1] || lon > box[2] || lat > box[3]) continue
    if (isInside(surface, lon, lat)) return item
  }
  return null
}

/** Whether a point lies in a surface and not in one of its holes. */
export function isInside(surface: Surface, lon: number, lat: number): boolean {
  return polygonsOf(surface).some((rings) => {
    let inside = false
    for (const ring of rings) if (isInRing(ring, lon, lat)) inside = !inside
    return inside
  })
}

function polygonsOf(surface: Surface): readonly (readonly (readonly Position[])[])[] {
  return surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates
}

/** Counts the lines a ray to the east crosses: an odd number means inside. */
function isInRing(ring: readonly Position[], lon: number, lat: number): boolean {
  let inside = false
  let [fromLon = 0, fromLat = 0] = ring.at(-1) ?? []
  for (const [toLon = 0, toLat = 0] of ring) {
    if (fromLat > lat !== toLat > lat && isWestOf(lon, lat, fromLon, fromLat, toLon, toLat)) inside = !inside
    fromLon = toLon
    fromLat = toLat
  }
  return inside
}

/** Computed from the southern end always, so that both neighbours of a line come to the same answer. */
function isWestOf(lon: number, lat: number, aLon: number, aLat: number, bLon: number, bLat: number): boolean {
  if (aLat > bLat) return isWestOf(lon, lat, bLon, bLat, aLon, aLat)
  return lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon
}
