import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made } from '../../../test/walk-chain.ts'
import { defineModule } from '../../core/module.ts'

const text = (vi: string) => ({ vi, en: vi })
const mastsModule = defineModule({
  id: 'masts',
  name: text('Trạm phát sóng'),
  permissions: [{ key: 'masts.use', name: text('Dùng') }],
  roles: { duty_officer: ['masts.use'] },
  assets: ['mast', 'shelter'].map((type) => ({ type, name: text(type), attributes: z.object({}), series: [] })),
  records: [
    {
      type: 'permit',
      name: text('Giấy phép'),
      plural: text('Giấy phép'),
      titleField: 'title',
      fields: {
        title: { kind: 'text', label: text('Tên'), maxLength: 200, required: true },
        mast: { kind: 'asset', of: 'mast', label: text('Trạm') },
      },
      lifecycle: { initial: 'draft', states: { draft: { name: text('Nháp') } }, moves: {} },
      permissions: { read: 'masts.use', create: 'masts.use', edit: 'masts.use' },
    },
  ],
})

let centre: TestCentre
let officer: Person
let agencyId: number
const address = '/api/masts/permits'
beforeAll(async () => {
  centre = await openTestCentre([mastsModule])
  officer = await centre.officer('vien-thong', 'H57.907')
  agencyId = await centre.agencyId('H57.907')
  for (const [code, type] of [
    ['cot-1', 'mast'],
    ['cot-2', 'mast'],
    ['nha-tram', 'shelter'],
  ]) {
    made(await officer.post('/api/assets', { code, type, name: `Cột ${code}`, agencyId, attributes: {} }), 'asset')
  }
  const other = await centre.officer('noi-khac', 'H57.909')
  const elsewhere = { code: 'cot-la', type: 'mast', name: 'Cột lạ', agencyId: await centre.agencyId('H57.909') }
  made(await other.post('/api/assets', { ...elsewhere, attributes: {} }), 'asset')
})
afterAll(() => centre.close())

const draft = (mast: string) => officer.post(address, { agencyId, values: { title: 'Giấy phép', mast } })

test('a record names its asset, is found by it, and the two are linked until another is named', async () => {
  const permit = made(await draft('cot-1'), 'permit')
  expect(permit).toMatchObject({
    values: { mast: 'cot-1' },
    refs: { assets: [{ code: 'cot-1', name: 'Cột cot-1', address: '/thiet-bi/cot-1' }] },
  })
  expect((await officer.get(`${address}?is=mast:cot-1`)).body.items).toMatchObject([{ id: permit.id }])
  expect((await officer.get(`${address}?is=mast:cot-2`)).body.items).toEqual([])
  expect((await officer.get(`${address}/export.csv`)).bytes.toString('utf8')).toContain('cot-1')
  const linksOf = async (code: string) => (await officer.get(`/api/things/asset/${code}/links`)).body.items
  expect(await linksOf('cot-1')).toMatchObject([{ relation: 'mast', direction: 'in', thing: { id: permit.id } }])
  made(await officer.patch(`${address}/${permit.id}`, { version: 1, values: { mast: 'cot-2' } }), 'edit')
  expect(await linksOf('cot-2')).toMatchObject([{ relation: 'mast', thing: { id: permit.id }, validTo: null }])
  const before = await linksOf('cot-1')
  expect(before.filter((link: { validTo: string | null }) => link.validTo === null)).toEqual([])
})

test.each([['khong-co'], ['nha-tram'], ['cot-la']])(
  'an asset that is not there, of another type, or of another agency is refused: %s',
  async (code) => {
    expect(await draft(code)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'values.mast', message: 'no such device among those you may see' }] },
    })
  },
)
