import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { severities } from '../../core/severity.ts'
import type { MapPoint, MapPoints } from './points.ts'

/** What stands in the field, as the page knows it. */
export interface Field {
  readonly points: AssetsGeoJson
  /** `points` are all there are, e.g. those of another time; else only those with alerts, and tiles of the server draw all. */
  readonly isWhole: boolean
}

/** The chosen asset, where it has a position. */
export interface ChosenPoint {
  readonly code: string
  readonly name: string
  readonly at: readonly [lon: number, lat: number]
}

/** The points of the map by how they are drawn: those with nothing wrong, those to look at, and the chosen one. */
export interface PointSources {
  /** Nothing where tiles draw them. */
  calm: MapPoints
  isWhole: boolean
  loud: MapPoints
  chosen: MapPoints
  /** Where somebody must act and nobody has it yet: urgent and not taken. */
  urgent: { code: string; at: [number, number] }[]
}

type AssetPoint = AssetsGeoJson['features'][number]

function feature(point: AssetPoint, properties: MapPoint['properties']): MapPoint {
  return {
    type: 'Feature',
    geometry: point.geometry,
    properties: { code: point.properties.code, name: point.properties.name, ...properties },
  }
}

const collect = (features: MapPoint[]) => ({ type: 'FeatureCollection' as const, features })

/** A map with nothing on it. */
export const nothing: Field = { points: { type: 'FeatureCollection', features: [] }, isWhole: false }

/** Sorts the assets for drawing; the worst come last, so that they lie on top. Only what is well may be clustered. */
export function pointSourcesOf({ points, isWhole }: Field, chosen: ChosenPoint | undefined): PointSources {
  const rank = ({ severity }: AssetPoint['properties']) =>
    severity === null ? 0 : severities.length - severities.indexOf(severity)
  const loud = points.features
    .filter(({ properties }) => properties.severity !== null || properties.silent)
    .sort((a, b) => rank(a.properties) - rank(b.properties))
  const calm = points.features.filter(({ properties }) => properties.severity === null && !properties.silent)
  const urgent = loud.filter(({ properties }) => properties.severity === 'crit' && !properties.taken)
  return {
    isWhole,
    calm: collect(calm.map((point) => feature(point, {}))),
    loud: collect(
      loud.map((point) =>
        feature(point, {
          kind: point.properties.severity ?? 'mute',
          taken: point.properties.taken,
          rank: rank(point.properties),
        }),
      ),
    ),
    chosen: collect(
      chosen
        ? [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: [...chosen.at] },
              properties: { code: chosen.code, name: chosen.name },
            },
          ]
        : [],
    ),
    urgent: urgent.map(({ geometry, properties }) => ({
      code: properties.code,
      at: [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0],
    })),
  }
}
