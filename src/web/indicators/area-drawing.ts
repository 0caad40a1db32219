import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { boundsOf, ringsOf } from '../map/geometry.ts'

export interface AreaPath {
  readonly code: string
  readonly name: string
  /** `d` of an SVG path in the units of the drawing. */
  readonly path: string
}

/** The communes as paths of a drawing so wide (units), as high as it comes to: degrees east are shortened by the latitude of its middle. */
export function drawAreas(areas: AreasGeoJson, width: number): { height: number; paths: AreaPath[] } {
  const bounds = boundsOf(areas)
  if (!bounds) return { height: 0, paths: [] }
  const [west, south, east, north] = bounds
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = width / Math.max((east - west) * shrink, 1e-9)
  const place = ([lon = 0, lat = 0]: number[]) =>
    `${round((lon - west) * shrink * scale)} ${round((north - lat) * scale)}`
  const paths = areas.features.map(({ geometry, properties: { code, name } }) => ({
    code,
    name,
    path: ringsOf(geometry)
      .map((ring) => `M${ring.map(place).join('L')}Z`)
      .join(''),
  }))
  return { height: Math.ceil((north - south) * scale), paths }
}

const round = (value: number) => Math.round(value * 10) / 10
