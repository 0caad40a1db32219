import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { type AreaShape, makeAreaShape, type Surface } from '../../core/geo.ts'
import type { Db } from '../db/pool.ts'
import { readDrawing } from './drawing.ts'
import { areasInForce } from './in-force.ts'
import { readProvince } from './province.ts'

/** Communes of this installation's province in force today, ready to be asked which one holds a point. */
export async function loadAreaShapes(tx: Db): Promise<AreaShape<string>[]> {
  const rows = await communes(tx)
  return rows.map(({ code, geometry }) => makeAreaShape(code, geometry))
}

/** Communes of this installation's province in force today as GeoJSON. */
export async function readAreasGeoJson(tx: Db): Promise<AreasGeoJson> {
  const rows = await communes(tx)
  return {
    type: 'FeatureCollection',
    features: rows.map(({ code, name, kind, geometry }) => ({
      type: 'Feature',
      id: code,
      // GeoJSON surfaces only; their arrays are readonly in the pure rules alone.
      geometry: geometry as AreasGeoJson['features'][number]['geometry'],
      properties: { code, name, kind },
    })),
  }
}

/** A drawing of the operator's own goes before the one that ships. */
export function surfaceOf(row: { code: string; geometry: unknown }, drawing: ReadonlyMap<string, Surface>) {
  // The column holds GeoJSON surfaces, checked when they were written.
  return (row.geometry as Surface | null) ?? drawing.get(row.code)
}

async function communes(tx: Db) {
  const { code } = await readProvince(tx)
  const rows = await areasInForce(tx)
    .select(['code', 'name', 'kind', 'geometry'])
    .where('parentCode', '=', code)
    .orderBy('code')
    .execute()
  const drawing = await readDrawing()
  return rows.flatMap((row) => {
    const geometry = surfaceOf(row, drawing)
    return geometry ? [{ ...row, geometry }] : []
  })
}
