import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BasemapPlace } from '../../core/api/basemaps.ts'
import { type MapSource, unreadable } from './map-source.ts'
import { openGeoJson } from './open-geojson.ts'
import { openMbtiles } from './open-mbtiles.ts'
import { openPmtiles } from './open-pmtiles.ts'
import { openRaster } from './open-raster.ts'

/**
 * Opens a map where its operator says it is, and reads enough of it to know that it is one.
 * @param folder where files are; null where this centre has none
 * @throws {AppError} `basemap_unreadable` saying what is wrong and how to mend it
 */
export async function openMapSource({ kind, source }: BasemapPlace, folder: string | null): Promise<MapSource> {
  if (kind === 'raster') return openRaster(source)
  if (kind === 'geojson' && /^https?:/i.test(source)) return openGeoJson(source)
  const path = await findFile(source, folder)
  if (kind === 'geojson') return openGeoJson(path)
  return kind === 'mbtiles' ? openMbtiles(path, source) : openPmtiles(path, source)
}

async function findFile(name: string, folder: string | null): Promise<string> {
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,150}$/u.test(name)) {
    throw unreadable('bare_name', { name })
  }
  const path = folder === null ? null : join(folder, name)
  const facts = path === null ? null : await stat(path).catch(() => null)
  if (path === null || !facts?.isFile()) {
    throw unreadable('no_file', { name })
  }
  return path
}
