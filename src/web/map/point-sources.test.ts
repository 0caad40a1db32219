import { expect, it } from 'vitest'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { nothing, pointSourcesOf } from './point-sources.ts'

type Properties = AssetsGeoJson['features'][number]['properties']
const asset = (code: string, rest: Partial<Properties> = {}): AssetsGeoJson['features'][number] => ({
  type: 'Feature',
  id: code,
  geometry: { type: 'Point', coordinates: [107, 16] },
  properties: { code, name: code, type: 'river_station', severity: null, taken: false, silent: false, ...rest },
})
const assets: AssetsGeoJson = {
  type: 'FeatureCollection',
  features: [
    asset('crit', { severity: 'crit' }),
    asset('held', { severity: 'crit', taken: true }),
    asset('minor', { severity: 'minor' }),
    asset('silent', { silent: true }),
    asset('well'),
  ],
}

it('only what is well may be clustered; silence is something to look at', () => {
  const points = pointSourcesOf({ points: assets, isWhole: true }, undefined)
  expect(points.calm.features.map((f) => f.properties?.code)).toEqual(['well'])
  expect(points.loud.features.map((f) => f.properties?.code)).toEqual(['silent', 'minor', 'crit', 'held'])
})

it('the ring is for what is urgent and taken by nobody', () => {
  expect(pointSourcesOf({ points: assets, isWhole: true }, undefined).urgent.map((u) => u.code)).toEqual(['crit'])
})

it('the chosen asset is a layer of its own', () => {
  const chosen = { code: 'well', name: 'Trạm', at: [107, 16] as const }
  expect(pointSourcesOf(nothing, chosen).chosen.features.map((f) => f.properties.code)).toEqual(['well'])
  expect(pointSourcesOf(nothing, undefined).chosen.features).toEqual([])
})
