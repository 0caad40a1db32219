import { expect, it } from 'vitest'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { boundsOf, labelPlaceOf, shortName } from './geometry.ts'

const square = (code: string, x: number): AreasGeoJson['features'][number] => ({
  type: 'Feature',
  id: code,
  properties: { code, name: code, kind: 'ward' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  },
})
const two: AreasGeoJson = { type: 'FeatureCollection', features: [square('a', 0), square('b', 1)] }

it('a name stands in the middle of the largest ring', () => {
  const island = square('c', 10).geometry
  const land = square('a', 0).geometry
  if (island.type !== 'Polygon' || land.type !== 'Polygon') throw new Error('squares are polygons')
  const small = island.coordinates.map((ring) => ring.map(([x = 0, y = 0]) => [x / 10, y / 10]))
  const place = labelPlaceOf({ type: 'MultiPolygon', coordinates: [small, land.coordinates] })
  expect(place.at[0]).toBeCloseTo(0.5)
  expect(place.at[1]).toBeCloseTo(0.5)
  expect(place.size).toBeCloseTo(1)
})

it('the bounds hold every area', () => {
  expect(boundsOf(two)).toEqual([0, 0, 2, 1])
  expect(boundsOf({ type: 'FeatureCollection', features: [] })).toBeNull()
})

it('a map writes the name without its type', () => {
  expect(shortName('Phường Kim Long')).toBe('Kim Long')
  expect(shortName('Xã Chân Mây - Lăng Cô')).toBe('Chân Mây - Lăng Cô')
  expect(shortName('Đặc khu Phú Quốc')).toBe('Phú Quốc')
})
