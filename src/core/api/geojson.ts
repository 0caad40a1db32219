import { z } from 'zod'

/** GeoJSON (RFC 7946), WGS84, longitude before latitude. */
const position = z.array(z.number()).min(2).max(3)

const point = z.object({ type: z.literal('Point'), coordinates: position })
const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) })
const multiPolygon = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) })

export function featureCollection<G extends z.ZodType, P extends z.ZodType>(geometry: G, properties: P) {
  return z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({ type: z.literal('Feature'), id: z.union([z.string(), z.int()]), geometry, properties }),
    ),
  })
}

/** Communes of the province, in force today. */
export const AreasGeoJson = featureCollection(
  z.union([polygon, multiPolygon]),
  z.object({ code: z.string(), name: z.string(), kind: z.string() }),
).meta({ id: 'AreasGeoJson' })
export type AreasGeoJson = z.infer<typeof AreasGeoJson>

/** Assets that have a position; `severity` is the worst alert that fires, `taken` whether somebody has all of the worst ones. */
export const AssetsGeoJson = featureCollection(
  point,
  z.object({
    code: z.string(),
    name: z.string(),
    type: z.string(),
    severity: z.enum(['crit', 'major', 'minor', 'info']).nullable(),
    taken: z.boolean(),
    silent: z.boolean(),
  }),
).meta({ id: 'AssetsGeoJson' })
export type AssetsGeoJson = z.infer<typeof AssetsGeoJson>

/** Assets with an alert that fires, each by itself; `total` counts them where only the worst are given. */
export const MapAlerts = AssetsGeoJson.extend({ total: z.int() }).meta({ id: 'MapAlerts' })
export type MapAlerts = z.infer<typeof MapAlerts>
