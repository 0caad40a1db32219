import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeTopology, Topology } from '../../src/core/topojson.ts'

/** Đặc khu Hoàng Sa and đặc khu Trường Sa, by the code of the official list. */
const archipelagos = ['20333', '22736']
const data = join(import.meta.dirname, '../../data')

/** About a hundred metres: they are drawn only where no archive is, on maps of the country. */
const round = (degrees = 0) => Math.round(degrees * 1_000) / 1_000

/** Writes `data/basemap/islands.geojson` from the polygons of the communes. */
const drawing = decodeTopology(Topology.parse(JSON.parse(readFileSync(join(data, 'areas/communes.topojson'), 'utf8'))))
const features = archipelagos.map((code) => {
  const surface = drawing.get(code)
  if (!surface) throw new Error(`data/areas/communes.topojson has no ${code}: the archipelago must be drawn`)
  const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates
  const coordinates = polygons
    .map((polygon) =>
      polygon
        .map((ring) => ring.map(([lon, lat]) => [round(lon), round(lat)]))
        .map((ring) => ring.filter((at, i) => i === 0 || at.join() !== ring[i - 1]?.join()))
        .filter((ring) => ring.length > 3),
    )
    .filter((polygon) => polygon.length > 0)
  return { type: 'Feature', properties: { code }, geometry: { type: 'MultiPolygon', coordinates } }
})
writeFileSync(join(data, 'basemap/islands.geojson'), `${JSON.stringify({ type: 'FeatureCollection', features })}\n`)
