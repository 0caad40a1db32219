import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { indexAssetTypes, loadModules } from '../modules/load.ts'
import { referenceFiles } from './files.ts'
import { plantField } from './plant-field.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

const plant = async () => {
  const types = indexAssetTypes(await loadModules())
  await centre.wall.service((tx) => plantField(tx, types))
}
const count = async (text: string) => Number((await centre.admin.query(`select count(*) as n from ${text}`)).rows[0].n)

test('at least 300 devices stand in all 40 communes, each in the commune of its committee, marked as demonstration', async () => {
  await plant()
  const { rows } = await centre.admin.query(`
    select a.code, a.area_code, a.demonstration, ag.area_code as owner_area, ag.kind
    from platform.asset a join platform.agency ag on ag.id = a.agency_id where a.code like 'mp-%' and a.type <> 'website'`)
  const { devices: planted } = await referenceFiles.field()
  // A website stands nowhere.
  const devices = planted.filter(({ type }) => type !== 'website')
  expect(rows.map(({ code }) => code).sort()).toEqual(devices.map(({ code }) => code).sort())
  expect(rows.length).toBeGreaterThanOrEqual(300)
  expect(new Set(rows.map(({ area_code }) => area_code)).size).toBe(40)
  // The commune that the simulated world takes it to stand in.
  const file: { devices: { code: string; area: string }[] } = JSON.parse(
    readFileSync('data/demo-hue/field.json', 'utf8'),
  )
  const areas = new Map(file.devices.map(({ code, area }) => [code, area]))
  for (const row of rows) {
    expect(row).toMatchObject({ area_code: areas.get(row.code), demonstration: true })
    if (row.kind === 'commune_committee') expect(row.area_code).toBe(row.owner_area)
  }
  const kinds = new Set(rows.map(({ kind }) => kind))
  expect(kinds.size).toBeGreaterThan(2)
})

test('what hangs on what leads over a transformer to the line of the same commune', async () => {
  const { rows } = await centre.admin.query(`
    select a.area_code, b.area_code as cause_area, b.type as cause from platform.link k
      join platform.asset a on a.code = k.from_id join platform.asset b on b.code = k.to_id
    where k.relation = 'powered_by' and a.type in ('speaker_cluster', 'transformer', 'traffic_counter')`)
  expect(rows.length).toBeGreaterThanOrEqual(280)
  for (const { area_code, cause_area } of rows) expect(cause_area).toBe(area_code)
  expect(rows.filter(({ cause }) => cause === 'power_feeder')).toHaveLength(80)
})

test('it is planted once: what an officer renamed or retired stays so', async () => {
  await centre.admin.query(`update platform.asset set name = 'Cụm loa chợ Sịa' where code = 'mp-loa-quang-dien-1'`)
  const before = [await count('platform.asset'), await count('platform.series'), await count('platform.link')]
  await plant()
  expect([await count('platform.asset'), await count('platform.series'), await count('platform.link')]).toEqual(before)
  expect(await count(`platform.asset where name = 'Cụm loa chợ Sịa'`)).toBe(1)
})

test('where the agencies are not the demonstration’s nothing is planted', async () => {
  const other = await openTestCentre()
  try {
    await other.admin.query(`update platform.agency set demonstration = false where code = 'H57.812'`)
    const types = indexAssetTypes(await loadModules())
    await other.wall.service((tx) => plantField(tx, types))
    const { rows } = await other.admin.query(`select from platform.asset where code like 'mp-%'`)
    expect(rows).toEqual([])
  } finally {
    await other.close()
  }
})
