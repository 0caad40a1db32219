import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { type AreaShape, makeAreaShape, type Surface } from '../../core/geo.ts'
import type { Db } from '../db/pool.ts'

/** Communes in force today, ready to be asked which one holds a point. */
export async function loadAreaShapes(tx: Db): Promise<AreaShape<string>[]> {
  const rows = await communes(tx)
  return rows.map(({ code, geometry }) => makeAreaShape(code, geometry))
}

/** Communes in force today as GeoJSON. */
export async function readAreasGeoJson(tx: Db): Promise<AreasGeoJson> {
  const rows = await communes(tx)
  return {
    type: 'FeatureCollection',
    features: rows.map(({ code, name, kind, geometry }) => ({
      type: 'Feature',
      id: code,
      // The seed writes GeoJSON surfaces only; its arrays are readonly in the pure rules alone.
      geometry: geometry as AreasGeoJson['features'][number]['geometry'],
      properties: { code, name, kind },
    })),
  }
}

async function communes(tx: Db) {
  const rows = await tx
    .selectFrom('platform.area')
    .select(['code', 'name', 'kind', 'geometry'])
    .where('validTo', 'is', null)
    .where('parentCode', 'is not', null)
    .orderBy('code')
    .execute()
  // The column holds GeoJSON surfaces, checked when the file was read.
  return rows.flatMap((row) => (row.geometry ? [{ ...row, geometry: row.geometry as Surface }] : []))
}
