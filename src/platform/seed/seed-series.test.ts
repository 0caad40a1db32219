import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { loadModules } from '../modules/load.ts'
import { seedSeries } from './seed-series.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

const salinity = {
  key: 'salinity',
  name: { vi: 'Độ mặn', en: 'Salinity' },
  unit: 'g/L',
  cadenceS: 600,
  sporadic: true,
}

test('a series that a type declares since is made for the assets that stand, once, and takes readings', async () => {
  const modules = await loadModules()
  expect(await centre.wall.service((tx) => seedSeries(tx, modules)), 'nothing is new').toBe(0)
  const more = modules.map((module): ModuleDefinition => {
    const types = module.assets?.map((each) =>
      each.type === 'river_station' ? { ...each, series: [...each.series, salinity] } : each,
    )
    return types ? { ...module, assets: types } : module
  })
  const { rows: stations } = await centre.admin.query(
    `select count(*)::int as n from platform.asset where type = 'river_station'`,
  )
  expect(stations[0].n).toBeGreaterThan(1)
  expect(await centre.wall.service((tx) => seedSeries(tx, more))).toBe(stations[0].n)
  expect(await centre.wall.service((tx) => seedSeries(tx, more))).toBe(0)

  const officer = await centre.officer('thuy-van', 'H57.907')
  await centre.send('phu-oc', 'salinity', 3.5)
  const { body } = await officer.get('/api/assets/phu-oc')
  expect(body.series.map(({ key }: { key: string }) => key)).toEqual(['water_level', 'salinity'])
  expect(body.series[1]).toMatchObject({ name: salinity.name, unit: 'g/L', cadenceS: 600, lastValue: 3.5 })
  const other = await centre.officer('cong-thuong', 'H57.909')
  expect((await other.get('/api/assets/phu-oc')).status, 'it stands behind the wall of its asset').toBe(404)
})
