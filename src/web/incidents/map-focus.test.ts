import { expect, test } from 'vitest'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { focusOf } from './map-focus.ts'

const square = (code: string, west: number, south: number): AreasGeoJson['features'][number] => ({
  type: 'Feature',
  id: code,
  properties: { code, name: code, kind: 'commune' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + 1, south],
        [west + 1, south + 1],
        [west, south + 1],
        [west, south],
      ],
    ],
  },
})
const areas: AreasGeoJson = { type: 'FeatureCollection', features: [square('1', 107, 16), square('2', 109, 18)] }

test('the map holds the communes that are touched and the devices, and nothing else', () => {
  expect(focusOf(areas, new Set(['1']), [{ position: [108.5, 16.5] }, { position: null }])).toEqual([
    [107, 16],
    [108.5, 17],
  ])
})

test('a single device is shown with what stands around it', () => {
  const [[west, south], [east, north]] = focusOf(areas, new Set(), [{ position: [107.5, 16.5] }]) ?? [
    [0, 0],
    [0, 0],
  ]
  expect([east - west, north - south].map((size) => size.toFixed(2))).toEqual(['0.06', '0.06'])
  expect((west + east) / 2).toBeCloseTo(107.5)
})

test('nothing that has a place is no map', () => {
  expect(focusOf(areas, new Set(['9']), [{ position: null }])).toBeNull()
})
