import { expect, test } from 'vitest'
import { z } from 'zod'
import { type AreaLayer, areaLayerFault } from './area-layer.ts'
import type { AssetType } from './module.ts'

const name = { vi: 'x', en: 'x' }
const gauge: AssetType = {
  ...{ type: 'gauge', name, attributes: z.object({}) },
  series: [
    { key: 'rain', name, unit: 'mm/h', cadenceS: 3_600 },
    { key: 'slow', name, unit: 'mm/h', cadenceS: 86_400 },
    { key: 'now_and_then', name, unit: 'mm/h', cadenceS: 60, sporadic: true },
  ],
}
const layer: AreaLayer = {
  ...{ key: 'rain_6h', name, assetType: 'gauge', series: 'rain', unit: 'mm', hours: 6 },
  limits: [1, 2, 3, 4],
}

test('a layer over a series of its module is right', () => {
  expect(areaLayerFault(layer, [gauge])).toBeNull()
})

test.for([
  [{ key: 'Rain 6' }, 'key'],
  [{ assetType: 'tank' }, 'no asset type tank'],
  [{ series: 'snow' }, 'no series snow'],
  [{ series: 'now_and_then' }, 'at times only'],
  [{ series: 'slow' }, 'less often'],
  [{ hours: 0 }, 'hours'],
  [{ hours: 1.5 }, 'hours'],
  [{ limits: [1, 2, 2, 4] }, 'limits must rise'],
  [{ limits: [0, 1, 2, 3] }, 'limits must rise'],
] as const)('%o is named as what is wrong', ([change, words]) => {
  expect(areaLayerFault({ ...layer, ...change }, [gauge])).toContain(words)
})
