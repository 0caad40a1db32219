import { expect, it } from 'vitest'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { pointSourcesOf } from './point-sources.ts'

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
  const points = pointSourcesOf(assets, undefined)
  expect(points.calm.features.map((f) => f.properties?.code)).toEqual(['well'])
  expect(points.loud.features.map((f) => f.properties?.code)).toEqual(['silent', 'minor', 'crit', 'held'])
})

it('the ring is for what is urgent and taken by nobody', () => {
  expect(pointSourcesOf(assets, undefined).urgent.map((u) => u.code)).toEqual(['crit'])
})

it('the chosen asset is a layer of its own', () => {
  expect(pointSourcesOf(assets, 'well').chosen.features).toHaveLength(1)
  expect(pointSourcesOf(assets, undefined).chosen.features).toHaveLength(0)
})
