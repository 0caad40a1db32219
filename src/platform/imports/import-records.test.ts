import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { settled, step, uploadRows } from '../../../test/import-files.ts'

let centre: TestCentre
let officer: Person
let agencyId: number
const target = 'record.directives.directive'
const address = '/api/directives/directives'

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('nhap-tep', 'H57.901')
  agencyId = await centre.agencyId('H57.901')
})
afterAll(() => centre.close())

const header = 'Nhiệm vụ;Nội dung chỉ đạo;Cơ quan chủ trì;Cơ quan phối hợp;Sản phẩm;Hạn hoàn thành'
const upload = (text: string, person = officer) => uploadRows(centre, person, target, agencyId, 'viec.csv', text)

test('a file becomes drafts: uploaded, its columns guessed, checked, applied, taken back', async () => {
  const made = await upload(`${header}
Rà soát nhà tạm;"Nhiều dòng,
có dấu phẩy";H57.907;Sở Công Thương;Báo cáo;05/12/2026
Sửa đường;;sở nông nghiệp và môi trường;;;1/1/2027
`)
  expect(made, JSON.stringify(made.body)).toMatchObject({
    status: 201,
    body: { state: 'uploaded', rows: 2, missing: [] },
  })
  expect(made.body.columns.map(({ field }: { field: string }) => field)).toEqual([
    'values.title',
    'values.content',
    'values.lead',
    'values.co_agencies',
    'values.product',
    'values.due_on',
  ])
  const { id } = made.body
  const checked = await step(officer, id, 'check')
  expect(checked, JSON.stringify((await officer.get(`/api/imports/${id}/faults`)).body)).toMatchObject({
    state: 'checked',
    counts: { new: 2, changed: 0, unchanged: 0, faulty: 0 },
  })
  const before = await count()
  const applied = await step(officer, id, 'apply')
  expect(applied, JSON.stringify(applied.note)).toMatchObject({ state: 'applied', hasContent: false })
  expect(await count()).toBe(before + 2)
  const { body } = await officer.get(`${address}?text=nha tam`)
  expect(body.items[0]).toMatchObject({
    state: 'draft',
    values: { due_on: '2026-12-05', content: 'Nhiều dòng,\ncó dấu phẩy' },
  })
  const undone = await step(officer, id, 'undo')
  expect(undone, JSON.stringify(undone.note)).toMatchObject({ state: 'undone' })
  expect(await count()).toBe(before)
})

const count = async () => {
  const { rows } = await centre.admin.query('select count(*)::int as n from directives.directive')
  return rows[0].n as number
}
void settled
