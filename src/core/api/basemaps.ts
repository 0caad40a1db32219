import { z } from 'zod'

/** `raster`: the address of pictures by zoom, column and row, as XYZ and WMTS (RESTful) write it. */
export const basemapKinds = ['pmtiles', 'mbtiles', 'raster', 'geojson'] as const

/** What a map turned out to hold. */
export const BasemapFacts = z.object({
  /** `data`: shapes in one piece. */
  content: z.enum(['vector', 'raster', 'data']),
  minZoom: z.int(),
  maxZoom: z.int(),
  /** Layers of vector tiles by name; none of others. */
  layers: z.array(z.string()),
})
export type BasemapFacts = z.infer<typeof BasemapFacts>

/** Where a map is: a file in the centre's folder for maps, or an address. */
export const BasemapPlace = z.strictObject({
  kind: z.enum(basemapKinds),
  source: z.string().trim().min(1).max(500),
})
export type BasemapPlace = z.infer<typeof BasemapPlace>

export const NewBasemap = BasemapPlace.extend({
  name: z.string().trim().min(1).max(100),
  /** Whom the map names as its source. */
  attribution: z.string().trim().min(1).max(300),
}).meta({ id: 'NewBasemap' })
export type NewBasemap = z.infer<typeof NewBasemap>

export const Basemap = z
  .object({ id: z.int(), ...NewBasemap.shape, facts: BasemapFacts, shown: z.boolean() })
  .meta({ id: 'Basemap' })
export type Basemap = z.infer<typeof Basemap>
