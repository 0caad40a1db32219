import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { type MapSource, unreadable } from './map-source.ts'

/** Larger tiles are no tiles. */
const mostBytes = 8 * 1024 * 1024
const Layers = z.object({ vector_layers: z.array(z.object({ id: z.string() })).default([]) })

/** A file of MBTiles 1.3, opened for reading only. Its rows count from the south. @throws {AppError} `basemap_unreadable` */
export async function openMbtiles(path: string, name: string): Promise<MapSource> {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { readOnly: true })
    const rows = database.prepare('select name, value from metadata').all()
    const metadata = new Map(rows.map((row) => [String(row.name), String(row.value)]))
    const zooms = database.prepare('select min(zoom_level) as low, max(zoom_level) as high from tiles').get()
    if (typeof zooms?.low !== 'number' || typeof zooms.high !== 'number') throw new Error('it holds no tiles')
    const format = metadata.get('format') ?? 'png'
    if (!['pbf', 'png', 'jpg', 'jpeg', 'webp'].includes(format)) throw new Error(`its tiles are of format «${format}»`)
    const isVector = format === 'pbf'
    const layers = isVector ? Layers.parse(JSON.parse(metadata.get('json') ?? '{}')).vector_layers : []
    const find = database.prepare(
      'select tile_data as data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?',
    )
    const opened = database
    return {
      facts: {
        content: isVector ? 'vector' : 'raster',
        minZoom: zooms.low,
        maxZoom: zooms.high,
        layers: layers.map(({ id }) => id),
      },
      async tile(zoom, x, y) {
        const data = find.get(zoom, x, 2 ** zoom - 1 - y)?.data
        if (!(data instanceof Uint8Array)) return null
        const bytes = Buffer.from(data)
        return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes
      },
      close: async () => opened.close(),
    }
  } catch (error) {
    database?.close()
    throw unreadable('not_mbtiles', { name, why: (error as Error).message })
  }
}
