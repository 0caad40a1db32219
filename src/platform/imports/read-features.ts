import { z } from 'zod'
import type { ImportCell } from '../../core/import/import-field.ts'
import { decodeText } from './decode-text.ts'
import { maxColumns, maxRows, type Table, TableFault } from './table.ts'

/** The column that stands for the geometry of each feature. */
export const geometryColumn = 'geometry'

const Collection = z.object({
  type: z.literal('FeatureCollection'),
  // GeoJSON of 2008 could name another system; since RFC 7946 it is WGS 84 always.
  crs: z.object({ properties: z.object({ name: z.string() }) }).nullish(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      geometry: z.object({ type: z.string() }).loose().nullable(),
      properties: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
})

const wgs84 = /CRS84|EPSG:{1,2}4326$/i

/** Reads GeoJSON (RFC 7946): a row for each feature, its properties as columns. Null where the content is no JSON. @throws {TableFault} */
export function readFeatures(content: Uint8Array): Table | null {
  const first = content.find((byte) => byte > 0x20 && ![0xef, 0xbb, 0xbf].includes(byte))
  if (first !== 0x7b) return null
  const collection = Collection.safeParse(parseJson(decodeText(content).text))
  if (!collection.success) throw new TableFault('not_geojson')
  const { crs, features } = collection.data
  if (crs && !wgs84.test(crs.properties.name))
    throw new TableFault('not_wgs84', { name: crs.properties.name.slice(0, 80) })
  if (features.length === 0) throw new TableFault('no_rows')
  if (features.length > maxRows) throw new TableFault('too_many_rows', { max: maxRows })
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  if (names.length + 1 > maxColumns) throw new TableFault('too_many_columns', { max: maxColumns })
  const rows = features.map(({ geometry, properties }, index) => ({
    line: index + 1,
    cells: [
      ...names.map((name) => plainCell(properties?.[name])),
      geometry ? JSON.stringify(withoutHeight(geometry)) : null,
    ],
  }))
  return { format: 'geojson', dialect: 'GeoJSON', sheets: [], sheet: null, header: [...names, geometryColumn], rows }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TableFault('not_geojson')
  }
}

function plainCell(value: unknown): ImportCell {
  if (typeof value === 'string') return value.trim() === '' ? null : value.normalize('NFC')
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.join('; ') : JSON.stringify(value)
}

/** Registers keep two numbers a place; a third is the height. */
function withoutHeight(geometry: Record<string, unknown>): unknown {
  const flat = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part
    return typeof part[0] === 'number' ? part.slice(0, 2) : part.map(flat)
  }
  return { type: geometry.type, coordinates: flat(geometry.coordinates) }
}
