import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { step, uploadRows } from '../../../test/import-files.ts'

// Each file is read in a thread of its own, which takes long where many tests share few processors.
vi.setConfig({ testTimeout: 120_000 })

let centre: TestCentre
let officer: Person
let agencyId: number
const target = 'asset.river_station'

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('nhap-tram', 'H57.907')
  agencyId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

const upload = async (content: string | Uint8Array<ArrayBuffer>, name = 'tram.csv') => {
  const made = await uploadRows(centre, officer, target, agencyId, name, content)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}
const assets = async () => {
  const dump = async (sql: string) => (await centre.admin.query(sql)).rows
  return {
    assets: await dump('select to_jsonb(a) as row from platform.asset a order by code'),
    series: await dump('select to_jsonb(s) as row from platform.series s order by 1'),
    things: await dump("select to_jsonb(t) as row from platform.thing t where kind = 'asset' order by id"),
  }
}

test('points of ogr2ogr become assets with their series and commune; taken back they are gone', async () => {
  const before = await assets()
  const content = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../test/fixtures/imports/tram.geojson')))
  const { id, columns } = await upload(content, 'tram.geojson')
  const guessed = columns.map(({ field }: { field: string }) => field)
  expect(guessed, 'an attribute is known by its words').toEqual(['code', 'name', 'attributes.river', 'geometry'])
  const checked = await step(officer, id, 'check')
  const faults = (await officer.get(`/api/imports/${id}/faults`)).body
  expect(checked.counts, JSON.stringify(faults)).toEqual({ new: 2, changed: 0, unchanged: 0, faulty: 0 })
  expect(await step(officer, id, 'apply')).toMatchObject({ state: 'applied' })
  const { body } = await officer.get('/api/assets/tram-mot-g')
  expect(body).toMatchObject({ name: 'Trạm một', position: [107.4721, 16.5413], attributes: { river: 'Bồ' } })
  expect(body.area.code).toMatch(/^\d{5}$/)
  expect(body.series.length).toBeGreaterThan(0)
  expect(await step(officer, id, 'undo')).toMatchObject({ state: 'undone' })
  expect(await assets()).toEqual(before)
})

test('a known code changes what its cells say; the same file again changes nothing; taken back it is as it was', async () => {
  const made = await officer.post('/api/assets', {
    code: 'tram-cu',
    type: 'river_station',
    name: 'Tên cũ',
    agencyId,
    position: [107.5, 16.5],
    attributes: { river: 'Bồ' },
  })
  expect(made.status).toBe(201)
  const before = await assets()
  const text = 'Mã,Tên,Kinh độ,Vĩ độ,river\ntram-cu,Tên mới,,,\ntram-moi,Trạm mới,"107,59","16,46",Hương\n'
  const { id } = await upload(text)
  const checked = await step(officer, id, 'check')
  expect(checked.counts).toEqual({ new: 1, changed: 1, unchanged: 0, faulty: 0 })
  expect(checked.preview[0].cells).toContainEqual({
    field: 'name',
    text: { vi: 'Tên mới', en: 'Tên mới' },
    before: 'Tên cũ',
  })
  await step(officer, id, 'apply')
  expect((await officer.get('/api/assets/tram-cu')).body).toMatchObject({
    name: 'Tên mới',
    position: [107.5, 16.5],
    attributes: { river: 'Bồ' },
  })
  const again = await upload(text)
  expect((await step(officer, again.id, 'check')).counts).toEqual({ new: 0, changed: 0, unchanged: 2, faulty: 0 })
  expect(await officer.post(`/api/imports/${again.id}/apply`, {})).toMatchObject({ status: 409 })
  expect(await step(officer, id, 'undo')).toMatchObject({ state: 'undone' })
  expect(await assets()).toEqual(before)
})

test('the checks are those of POST /api/assets, told by column; a code of another agency is taken, no more', async () => {
  const trade = await centre.officer('so-cong-thuong', 'H57.909')
  const tradeId = await centre.agencyId('H57.909')
  await trade.post('/api/assets', { code: 'cua-nguoi', type: 'reservoir', name: 'Hồ', agencyId: tradeId })
  const { id } = await upload(`Mã,Tên,Đơn vị quản lý,Kinh độ,Vĩ độ,river,alert_level_1_m
Tram Hoa,Trạm,,,,Bồ,
,Trạm,,,,Bồ,
cua-nguoi,Trạm,,,,Bồ,
tram-x,Trạm,H57.909,,,Bồ,
tram-y,Trạm,,"207,5","16,5",Bồ,
tram-z,Trạm,,,,Bồ,cao
tram-k,Trạm,,,,Bồ,"1,5"
tram-k,Trạm,,,,Bồ,"2,5"
`)
  const checked = await step(officer, id, 'check')
  const { body } = await officer.get(`/api/imports/${id}/faults`)
  expect(
    body.items.map(({ line, column, code }: { line: number; column: string; code: string }) => [line, column, code]),
  ).toEqual([
    [2, 'Mã', 'not_a_code'],
    [3, 'Mã', 'missing'],
    [4, 'Mã', 'code_in_use'],
    [5, 'Đơn vị quản lý', 'foreign_agency'],
    [6, 'Kinh độ', 'other_geometry'],
    [7, 'alert_level_1_m', 'not_a_number'],
    [9, 'Mã', 'twice_in_file'],
  ])
  expect(checked.counts).toEqual({ new: 1, changed: 0, unchanged: 0, faulty: 7 })
})

test('an asset that has readings by now is not taken back: it is named', async () => {
  const { id } = await upload('Mã,Tên,river\ntram-do,Trạm đo,Bồ\n')
  await step(officer, id, 'check')
  await step(officer, id, 'apply')
  await centre.send('tram-do', 'water_level', 1.2)
  expect(await step(officer, id, 'undo')).toMatchObject({
    state: 'applied',
    note: { code: 'undo_refused', against: [{ name: 'Trạm đo (tram-do)', reason: 'has_readings' }] },
  })
  expect((await officer.get('/api/assets/tram-do')).status).toBe(200)
})
