import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { fetchBounded } from './fetch-bounded.ts'
import { type MapSource, unreadable } from './map-source.ts'

/** A browser holds it in one piece. */
const mostBytes = 20 * 1024 * 1024

const geometry = z.looseObject({
  type: z.enum([
    'Point',
    'MultiPoint',
    'LineString',
    'MultiLineString',
    'Polygon',
    'MultiPolygon',
    'GeometryCollection',
  ]),
})
const Collection = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(z.looseObject({ type: z.literal('Feature'), geometry: geometry.nullable() })).min(1),
})

/** Shapes in one file or at one address (RFC 7946). @throws {AppError} `basemap_unreadable` */
export async function openGeoJson(place: string): Promise<MapSource> {
  const isAddress = /^https?:/i.test(place)
  const read = async (): Promise<Buffer> => {
    if (isAddress) {
      const found = await fetchBounded(place, mostBytes)
      if (!found) throw unreadable('nothing_there')
      return found.bytes
    }
    if ((await stat(place)).size > mostBytes) {
      throw unreadable('too_large', { most: mostBytes / 1024 / 1024 })
    }
    return readFile(place)
  }
  const data = async (): Promise<Buffer> => {
    const bytes = await read()
    let parsed: unknown
    try {
      parsed = JSON.parse(bytes.toString('utf8'))
    } catch (error) {
      throw unreadable('not_json', { why: (error as Error).message })
    }
    const checked = Collection.safeParse(parsed)
    if (!checked.success) {
      const { path = [], message = '' } = checked.error.issues[0] ?? {}
      throw unreadable('not_geojson', { where: path.join('.') || '/', why: message })
    }
    return bytes
  }
  await data()
  return {
    facts: { content: 'data', minZoom: 0, maxZoom: 22, layers: [] },
    tile: async () => null,
    data,
    close: async () => {},
  }
}
