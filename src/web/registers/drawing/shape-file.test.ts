import { expect, test } from 'vitest'
import { readShapeFile } from './shape-file.ts'

const ring = [
  [107.5, 16.4],
  [107.6, 16.4],
  [107.6, 16.5],
  [107.5, 16.4],
]
const polygon = { type: 'Polygon', coordinates: [ring] }
const feature = (geometry: object) => ({ type: 'Feature', properties: {}, geometry })
const collection = (...geometries: object[]) => ({ type: 'FeatureCollection', features: geometries.map(feature) })
const read = (kind: 'point' | 'line' | 'polygon', value: unknown) => readShapeFile(kind, JSON.stringify(value))

test.each([
  ['a geometry', polygon],
  ['a feature', feature(polygon)],
  ['a collection with one that fits among others', collection({ type: 'Point', coordinates: [107, 16] }, polygon)],
  ['a surface of one part', { type: 'MultiPolygon', coordinates: [[ring]] }],
  ['one with heights', { type: 'Polygon', coordinates: [ring.map((at) => [...at, 12])] }],
])('%s gives its polygon', (_, value) => {
  expect(read('polygon', value)).toEqual(polygon)
})

test.each([
  ['no JSON', '{', { code: 'not_geojson' }],
  ['JSON of something else', '{"a":1}', { code: 'not_geojson' }],
  ['broken coordinates', '{"type":"Polygon","coordinates":[1]}', { code: 'not_geojson' }],
  ['another kind', '{"type":"Point","coordinates":[107,16]}', { code: 'none_fits' }],
  ['two that fit', JSON.stringify(collection(polygon, polygon)), { code: 'several', n: 2 }],
])('%s is refused', (_, text, fault) => {
  expect(readShapeFile('polygon', text)).toEqual(fault)
})
