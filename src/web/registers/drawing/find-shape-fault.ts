import type { AreasGeoJson } from '../../../core/api/geojson.ts'
import type { FieldFault } from '../../../core/error.ts'
import { makeAreaShape } from '../../../core/geo.ts'
import { formFault, placeFault, type ShapeKind, toldFault } from '../../../core/geo-shape.ts'
import { readShape } from './shape-text.ts'
import { isShape } from './shape-words.ts'

/** What is wrong with a drawing as it stands in the form, with a code of `shapeFaultText`; null when nothing is. */
export function findShapeFault(
  kind: ShapeKind,
  value: unknown,
  areas: AreasGeoJson | undefined,
): Omit<FieldFault, 'path'> | null {
  if (typeof value === 'string') {
    const line = readShape(kind, value).wrongLine ?? 1
    return { message: '', code: 'unreadable_line', params: { line } }
  }
  if (!isShape(value)) return null
  const shapes = areas?.features.map(({ properties, geometry }) => makeAreaShape(properties.code, geometry)) ?? []
  const fault = formFault(kind, value) ?? (shapes.length > 0 ? placeFault(shapes, value) : null)
  return fault && toldFault(fault)
}
