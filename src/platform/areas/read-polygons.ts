import { z } from 'zod'
import { AppError } from '../../core/error.ts'
import { fold } from '../../core/fold.ts'
import type { Surface } from '../../core/geo.ts'
import { type SurfaceFault, surfaceFault } from './polygon-faults.ts'

/** A commune's surface as a file draws it. `feature` counts from 1. */
export interface Drawn {
  readonly feature: number
  readonly code: string
  readonly surface: Surface
}

type FileFault = 'json' | 'collection' | 'crs' | 'features'
type FeatureFault = 'type' | 'code' | 'twice' | SurfaceFault
interface Fault {
  readonly feature: number
  readonly what: FileFault | FeatureFault
}

const sentences: Record<FileFault | FeatureFault, string> = {
  json: 'this is not JSON',
  collection: 'this is not a GeoJSON FeatureCollection (RFC 7946)',
  crs: 'it is not in WGS 84; turn it with ogr2ogr -t_srs EPSG:4326',
  features: 'it has no feature',
  type: 'the geometry is no Polygon and no MultiPolygon',
  code: 'it has no property «code» (or ma, ma_xa, maxa, ma_dvhc) of five digits',
  twice: 'another feature has this code; join them to one MultiPolygon',
  ring: 'a ring has fewer than four positions',
  open: 'a ring does not end where it begins',
  degrees: 'these are no degrees; turn it to WGS 84 with ogr2ogr -t_srs EPSG:4326',
  outside: 'it lies outside the country; longitude comes before latitude',
  crossing: 'a ring crosses itself; mend it with ogr2ogr -makevalid',
  empty: 'it encloses nothing',
}

const mostFaults = 200
/** Names of the property, folded, that official files and exports of them use. */
const codeNames = ['code', 'ma', 'ma_xa', 'maxa', 'ma_dvhc']

const position = z.array(z.number()).min(2)
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
])
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.object({ properties: z.object({ name: z.string() }) }).nullish(),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown() })),
})

function refuse(faults: readonly Fault[]): never {
  const errors = faults.slice(0, mostFaults).map(({ feature, what }) => ({
    path: `polygons.${feature}.${what}`,
    message: feature === 0 ? `polygons: ${sentences[what]}` : `polygons, feature ${feature}: ${sentences[what]}`,
  }))
  const more = faults.length > 1 ? ` (${faults.length} errors in all)` : ''
  throw new AppError('polygons_have_errors', 400, { detail: `${errors[0]?.message ?? ''}${more}`, errors })
}

/** Reads communes' surfaces from GeoJSON in WGS 84. @throws {AppError} `polygons_have_errors`: all that are wrong, by feature */
export function readPolygons(content: string): Drawn[] {
  const { features, crs } = readCollection(content)
  // Older files name their reference system; RFC 7946 allows WGS 84 only.
  if (crs && !/(CRS84|EPSG:{1,2}4326)$/i.test(crs.properties.name)) refuse([{ feature: 0, what: 'crs' }])
  if (features.length === 0) refuse([{ feature: 0, what: 'features' }])
  const faults: Fault[] = []
  const seen = new Set<string>()
  const drawn = features.flatMap(({ properties, geometry }, place): Drawn[] => {
    const feature = place + 1
    const code = codeOf(properties ?? {})
    if (code === null) faults.push({ feature, what: 'code' })
    else if (seen.has(code)) faults.push({ feature, what: 'twice' })
    else seen.add(code)
    const parsed = Geometry.safeParse(geometry)
    const fault = parsed.success ? surfaceFault(parsed.data) : 'type'
    if (fault) faults.push({ feature, what: fault })
    return parsed.success && code !== null ? [{ feature, code, surface: flatten(parsed.data) }] : []
  })
  if (faults.length > 0) refuse(faults)
  return drawn
}

function readCollection(content: string): z.infer<typeof Collection> {
  let json: unknown
  try {
    json = JSON.parse(content.replace(/^\ufeff/, ''))
  } catch {
    refuse([{ feature: 0, what: 'json' }])
  }
  const parsed = Collection.safeParse(json)
  return parsed.success ? parsed.data : refuse([{ feature: 0, what: 'collection' }])
}

/** Tools write codes as numbers and lose the zeros they begin with. */
function codeOf(properties: Readonly<Record<string, unknown>>): string | null {
  const name = Object.keys(properties).find((key) => codeNames.includes(fold(key)))
  const value = name === undefined ? null : properties[name]
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const code = String(value).trim().padStart(5, '0')
  return /^\d{5}$/.test(code) ? code : null
}

/** Longitude and latitude only: a height means nothing here. */
function flatten(surface: z.infer<typeof Geometry>): Surface {
  const ring = (each: readonly (readonly number[])[]) => each.map(([lon = 0, lat = 0]) => [lon, lat])
  return surface.type === 'Polygon'
    ? { type: 'Polygon', coordinates: surface.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: surface.coordinates.map((rings) => rings.map(ring)) }
}
