import { type Shape, type ShapeKind, shapeTypes } from '../../../core/geo-shape.ts'

/** Why a file gives no shape; `n`: how many fitting ones it has. */
export type FileFault =
  | { readonly code: 'not_geojson' | 'none_fits' | 'file_too_large' }
  | { readonly code: 'several'; readonly n: number }

/** What a form takes in; far more than any one drawing. */
export const mostBytes = 5_000_000

interface Part {
  readonly type: string
  readonly coordinates: unknown
}

/** The one shape of a kind in a GeoJSON text: a geometry, a feature, or a collection with one that fits. Heights are left out. */
export function readShapeFile(kind: ShapeKind, text: string): Shape | FileFault {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { code: 'not_geojson' }
  }
  const parts = partsOf(parsed)
  if (parts.length === 0) return { code: 'not_geojson' }
  const type = shapeTypes[kind]
  const fitting = parts.filter((each) => each.type === type)
  const [first] = fitting
  if (!first) return { code: 'none_fits' }
  if (fitting.length > 1) return { code: 'several', n: fitting.length }
  if (!isNested(first.coordinates, depths[type])) return { code: 'not_geojson' }
  // Type and depth of the coordinates were compared above.
  return { type, coordinates: withoutHeight(first.coordinates) } as Shape
}

/** How deep the lists of each type lie: a position is a list of numbers. */
const depths = { Point: 0, LineString: 1, Polygon: 2 } as const

function isNested(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false
  if (depth > 0) return value.every((each) => isNested(each, depth - 1))
  return value.length >= 2 && value.every((each) => typeof each === 'number' && Number.isFinite(each))
}

function partsOf(value: unknown): Part[] {
  if (typeof value !== 'object' || value === null) return []
  const { type, features, geometry, geometries, coordinates } = value as Record<string, unknown> // Each is looked at below.
  if (type === 'FeatureCollection' && Array.isArray(features)) return features.flatMap(partsOf)
  if (type === 'Feature') return partsOf(geometry)
  if (type === 'GeometryCollection' && Array.isArray(geometries)) return geometries.flatMap(partsOf)
  const single = /^Multi(Point|LineString|Polygon)$/.exec(String(type))?.[1]
  if (single && Array.isArray(coordinates)) return coordinates.map((each) => ({ type: single, coordinates: each }))
  return typeof type === 'string' && coordinates !== undefined ? [{ type, coordinates }] : []
}

function withoutHeight(part: unknown): unknown {
  if (!Array.isArray(part)) return part
  return typeof part[0] === 'number' ? part.slice(0, 2) : part.map(withoutHeight)
}
