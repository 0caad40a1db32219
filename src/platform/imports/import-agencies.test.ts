import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { step, uploadRows } from '../../../test/import-files.ts'

// Each file is read in a thread of its own, which takes long where many tests share few processors.
vi.setConfig({ testTimeout: 120_000 })

let centre: TestCentre
let admin: Person
let root: number

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
  root = await centre.agencyId('H57.900')
})
afterAll(() => centre.close())

const upload = async (content: string | Uint8Array<ArrayBuffer>, name = 'don-vi.csv', person = admin) =>
  uploadRows(centre, person, 'agency', root, name, content)
const agencies = async () =>
  (
    await centre.admin.query(
      `select a.code, a.name, p.code as above, a.area_code from platform.agency a left join platform.agency p on p.id = a.parent_id
        order by a.code`,
    )
  ).rows

test('a workbook of agencies, one below another, becomes the tree; taken back, nothing of it is left', async () => {
  const before = await agencies()
  const rows = [
    'Mã đơn vị,Tên cơ quan,Trực thuộc,"Xã, phường"',
    'T46.01,Sở Thử nghiệm,,',
    'T46.01.1,Trung tâm trực thuộc sở,T46.01,',
    'T46.02,Ủy ban nhân dân phường thử,Ủy ban nhân dân thành phố Huế,19753',
  ]
  const { status, body } = await upload(rows.join('\n'))
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body.columns.map(({ field }: { field: string }) => field)).toEqual(['code', 'name', 'parent', 'areaCode'])
  const checked = await step(admin, body.id, 'check')
  const faults = (await admin.get(`/api/imports/${body.id}/faults`)).body
  expect(checked.counts, JSON.stringify(faults)).toEqual({ new: 3, changed: 0, unchanged: 0, faulty: 0 })
  expect(await step(admin, body.id, 'apply')).toMatchObject({ state: 'applied' })
  expect((await agencies()).filter(({ code }) => code.startsWith('T46'))).toEqual([
    { code: 'T46.01', name: 'Sở Thử nghiệm', above: 'H57.900', area_code: null },
    { code: 'T46.01.1', name: 'Trung tâm trực thuộc sở', above: 'T46.01', area_code: null },
    { code: 'T46.02', name: 'Ủy ban nhân dân phường thử', above: 'H57.900', area_code: '19753' },
  ])
  expect((await admin.get('/api/agencies/T46.01')).body.names).toHaveLength(1)

  const again = (await upload(rows.join('\n'))).body
  expect((await step(admin, again.id, 'check')).counts).toEqual({ new: 0, changed: 0, unchanged: 3, faulty: 0 })

  const child = { code: 'T46.03', name: 'Phòng mới', kind: 'office', from: '2026-01-01', areaCode: null }
  const above = await centre.agencyId('T46.01')
  expect((await admin.post('/api/agencies', { ...child, parentId: above })).status).toBe(201)
  const refused = await step(admin, body.id, 'undo')
  expect(refused.note).toMatchObject({ code: 'undo_refused', count: 1, against: [{ reason: 'linked' }] })
  await centre.admin.query("update platform.agency set parent_id = $1 where code = 'T46.03'", [root])
  expect(await step(admin, body.id, 'undo')).toMatchObject({ state: 'undone' })
  expect((await agencies()).filter(({ code }) => code !== 'T46.03')).toEqual(before)
})

test('a duty phone comes along as people write it, and what is none is named', async () => {
  const rows = ['Mã,Tên,Số trực', 'T46.21,Một,(0234) 3822.111', 'T46.22,Hai,', 'T46.23,Ba,hỏi văn thư']
  const { body } = await upload(rows.join('\n'), 'so-truc.csv')
  expect((await step(admin, body.id, 'check')).counts).toEqual({ new: 2, changed: 0, unchanged: 0, faulty: 1 })
  const { items } = (await admin.get(`/api/imports/${body.id}/faults`)).body
  expect(items).toMatchObject([{ line: 4, field: 'dutyPhone', code: 'not_a_phone', params: {} }])
  expect(await step(admin, body.id, 'apply', { goodOnly: true })).toMatchObject({ state: 'applied' })
  expect((await admin.get('/api/agencies/T46.21')).body).toMatchObject({ dutyPhone: '02343822111' })
  expect((await admin.get('/api/agencies/T46.22')).body).toMatchObject({ dutyPhone: null })
})

test('each wrong row says what is wrong with it: known code, code twice, nobody above, no name', async () => {
  const rows = [
    'Mã,Tên,Đơn vị cấp trên',
    'H57.907,Tên khác,',
    'T46.11,Một,',
    'T46.11,Hai,',
    'T46.12,Ba,T46.99',
    't46 13,Bốn,',
    'T46.14,,',
  ]
  const { body } = await upload(rows.join('\n'))
  expect((await step(admin, body.id, 'check')).counts).toEqual({ new: 1, changed: 0, unchanged: 0, faulty: 5 })
  const { items } = (await admin.get(`/api/imports/${body.id}/faults`)).body
  expect(
    items.map(({ line, field, code }: { line: number; field: string; code: string }) => [line, field, code]),
  ).toEqual([
    [2, 'code', 'code_in_use'],
    [4, 'code', 'twice_in_file'],
    [5, 'parent', 'unknown_agency'],
    [6, 'code', 'not_an_agency_code'],
    [7, 'name', 'missing'],
  ])
})

test('the workbook that the first hour begins with fits an empty centre as it is', async () => {
  const content = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../fixtures/don-vi.xlsx')))
  const { body } = await upload(content, 'don-vi.xlsx')
  // The demonstration has these agencies already, name for name.
  const checked = await step(admin, body.id, 'check')
  const faults = (await admin.get(`/api/imports/${body.id}/faults`)).body
  expect(checked.counts, JSON.stringify(faults).slice(0, 900)).toEqual({ new: 0, changed: 0, unchanged: 65, faulty: 0 })
})

test('whoever may not manage agencies imports none', async () => {
  const officer = await centre.officer('khong-duoc', 'H57.907')
  expect((await upload('Mã,Tên\nT46.21,X', 'a.csv', officer)).status).toBe(403)
})
