import type { AreasGeoJson } from '../../core/api/geojson.ts'
import type { AffectedAsset } from '../../core/api/incident-picture.ts'
import { ringsOf } from '../map/geometry.ts'

export type Corners = [[number, number], [number, number]]

/** Degrees that a map shows at least: a single pole is seen with what stands around it. */
const leastDegrees = 0.06

/**
 * The corners, south-west first, of what holds the devices and the communes of an incident; a little larger where that is a point.
 * Null where nothing of it has a place.
 */
export function focusOf(
  areas: AreasGeoJson,
  touched: ReadonlySet<string>,
  assets: readonly Pick<AffectedAsset, 'position'>[],
): Corners | null {
  const own = areas.features.filter(({ properties }) => touched.has(properties.code))
  const places = [
    ...own.flatMap(({ geometry }) => ringsOf(geometry).flat()),
    ...assets.flatMap(({ position }) => (position ? [position] : [])),
  ]
  const range = (of: 0 | 1): [number, number] => {
    const least = places.reduce((low, place) => Math.min(low, place[of] ?? low), Number.POSITIVE_INFINITY)
    const most = places.reduce((high, place) => Math.max(high, place[of] ?? high), Number.NEGATIVE_INFINITY)
    const missing = Math.max(0, leastDegrees - (most - least)) / 2
    return [least - missing, most + missing]
  }
  if (places.length === 0) return null
  const [west, east] = range(0)
  const [south, north] = range(1)
  return [
    [west, south],
    [east, north],
  ]
}
