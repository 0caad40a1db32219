import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { type AreaShape, makeAreaShape, type Surface } from '../../core/geo.ts'
import { type LocalDate, localDateOf } from '../../core/local-time.ts'
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

/** How a version is drawn: as the newest list that came with polygons has it, else by a drawing of its own, else as shipped. */
export async function openSurfaces(tx: Db, on = localDateOf(new Date())) {
  const [imported, shipped] = [await readImported(tx, on), await readDrawing()]
  return ({ code, geometry }: { code: string; geometry: unknown }): Surface | undefined =>
    // Both columns hold GeoJSON surfaces, checked when they were written.
    imported.get(code) ?? (geometry as Surface | null) ?? shipped.get(code)
}

async function readImported(tx: Db, on: LocalDate): Promise<ReadonlyMap<string, Surface>> {
  const rows = await tx
    .selectFrom('platform.areaDrawing as d')
    .innerJoin('platform.areaImport as i', 'i.id', 'd.importId')
    .distinctOn('d.code')
    .select(['d.code', 'd.geometry'])
    .where('i.state', '=', 'applied')
    .where('d.validFrom', '<=', on)
    .orderBy('d.code')
    .orderBy('d.validFrom', 'desc')
    .orderBy('i.appliedAt', 'desc')
    .execute()
  // As above.
  return new Map(rows.map(({ code, geometry }) => [code, geometry as Surface]))
}

async function communes(tx: Db) {
  const { code } = await readProvince(tx)
  const rows = await areasInForce(tx)
    .select(['code', 'name', 'kind', 'geometry'])
    .where('parentCode', '=', code)
    .orderBy('code')
    .execute()
  const surfaceOf = await openSurfaces(tx)
  return rows.flatMap((row) => {
    const geometry = surfaceOf(row)
    return geometry ? [{ ...row, geometry }] : []
  })
}
