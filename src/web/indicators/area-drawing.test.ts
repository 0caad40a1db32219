import { expect, test } from 'vitest'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { drawAreas } from './area-drawing.ts'

const square = (code: string, west: number): AreasGeoJson['features'][number] => ({
  type: 'Feature',
  id: code,
  properties: { code, name: `Xã ${code}`, kind: 'commune' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 0],
        [west + 1, 0],
        [west + 1, 1],
        [west, 1],
        [west, 0],
      ],
    ],
  },
})

test('communes lie side by side, north up, as wide as asked', () => {
  const { height, paths } = drawAreas({ type: 'FeatureCollection', features: [square('1', 0), square('2', 1)] }, 200)
  expect(height).toBe(101)
  expect(paths.map(({ code, path }) => [code, path])).toEqual([
    ['1', 'M0 100L100 100L100 0L0 0L0 100Z'],
    ['2', 'M100 100L200 100L200 0L100 0L100 100Z'],
  ])
})

test('of no communes there is no drawing', () => {
  expect(drawAreas({ type: 'FeatureCollection', features: [] }, 200)).toEqual({ height: 0, paths: [] })
})
