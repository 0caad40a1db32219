import { fetchBounded } from './fetch-bounded.ts'
import { type MapSource, unreadable } from './map-source.ts'

const mostBytes = 2 * 1024 * 1024
/** The tile of zoom 6 in which Huế lies: any map of the country has it. */
const trial = { zoom: 6, x: 51, y: 29 }

/** The address of one tile. `{z}/{x}/{y}` as XYZ writes it, or `{TileMatrix}`, `{TileCol}` and `{TileRow}` as WMTS does. */
export function tileAddress(template: string, zoom: number, x: number, y: number): string {
  return template
    .replace(/\{(z|TileMatrix)\}/gi, String(zoom))
    .replace(/\{(x|TileCol)\}/gi, String(x))
    .replace(/\{(y|TileRow)\}/gi, String(y))
}

/** Pictures by address; one of them is fetched to know that they come. @throws {AppError} `basemap_unreadable` */
export async function openRaster(template: string): Promise<MapSource> {
  const sample = tileAddress(template, trial.zoom, trial.x, trial.y)
  const has = (names: string) => new RegExp(`\\{(${names})\\}`, 'i').test(template)
  if (!URL.canParse(sample) || !/^https?:$/.test(new URL(sample).protocol) || new URL(sample).username !== '') {
    throw unreadable('bad_address')
  }
  if (!has('z|TileMatrix') || !has('x|TileCol') || !has('y|TileRow')) {
    throw unreadable('no_places')
  }
  async function tile(zoom: number, x: number, y: number): Promise<Buffer | null> {
    const found = await fetchBounded(tileAddress(template, zoom, x, y), mostBytes)
    if (!found) return null
    if (!/^image\/(png|jpeg|webp|avif)$/.test(found.mediaType)) {
      throw unreadable('no_picture', { found: found.mediaType })
    }
    return found.bytes
  }
  const first = await tile(trial.zoom, trial.x, trial.y)
  if (!first) throw unreadable('no_tile', { sample })
  return { facts: { content: 'raster', minZoom: 0, maxZoom: 19, layers: [] }, tile, close: async () => {} }
}
