import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'

let centre: TestCentre
let admin: Person

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
})
afterAll(() => centre.close())

const units: { provinces: { code: string; name: string; communes: Record<string, string> }[] } = JSON.parse(
  readFileSync(new URL('../../../data/areas/units.json', import.meta.url), 'utf8'),
)
const bacNinh = Object.entries(units.provinces.find(({ code }) => code === '24')?.communes ?? {})

/** An example: the resolution names 12 communes, these are the first twelve of the list and not those. */
const twelve = bacNinh.filter(([, name]) => name.startsWith('Xã ')).slice(0, 12)
const bacNinhList = [
  'code,name,kind,parent,valid_from',
  '24,Bắc Ninh,Thành phố,,20/09/2026',
  ...twelve.map(([code, name]) => `${code},${name.replace('Xã ', '')},Phường,24,2026-09-20`),
].join('\r\n')

const listOf = (content: string, more: object = {}) => ({
  name: 'Bắc Ninh, ví dụ',
  format: 'csv',
  content,
  covers: 'listed',
  validFrom: '2026-09-20',
  ...more,
})
const upload = (content: string, more: object = {}) => admin.post('/api/areas/imports', listOf(content, more))
const errorsOf = async (content: string, more: object = {}) => {
  const { status, body } = await upload(content, more)
  expect(status, JSON.stringify(body)).toBe(400)
  return body.errors.map(({ path }: { path: string }) => path)
}

async function everything() {
  const { rows } = await centre.admin.query('select * from platform.area order by code, valid_from')
  const { rows: changes } = await centre.admin.query('select * from platform.area_change order by 1, 2, 3')
  return { rows, changes }
}

test('Bắc Ninh became a city and 12 communes wards: reviewed, applied, known on each day, taken back', async () => {
  const before = await everything()
  const review = await upload(bacNinhList)
  expect(review).toMatchObject({
    status: 201,
    body: { state: 'reviewed', counts: { added: 0, renamed: 0, kindChanged: 13, moved: 0, closed: 0, unchanged: 0 } },
  })
  expect(review.body.differences.find(({ code }: { code: string }) => code === '24')).toMatchObject({
    code: '24',
    changes: ['kind'],
    from: '2026-09-20',
    before: { name: 'Tỉnh Bắc Ninh', kind: 'province' },
    after: { name: 'Thành phố Bắc Ninh', kind: 'city' },
  })
  expect(await everything()).toEqual(before)

  const { id } = review.body
  expect(await admin.post(`/api/areas/imports/${id}/apply`)).toMatchObject({ status: 200, body: { state: 'applied' } })
  const [code = '', name = ''] = twelve[0] ?? []
  const ask = async (path: string) => (await admin.get(path)).body
  expect((await ask('/api/areas/24')).current).toMatchObject({ name: 'Thành phố Bắc Ninh', kind: 'city' })
  expect((await ask('/api/areas/24?on=2026-09-19')).current).toMatchObject({ name: 'Tỉnh Bắc Ninh', kind: 'province' })
  expect((await ask(`/api/areas/${code}`)).current.name).toBe(name.replace('Xã', 'Phường'))
  expect((await ask(`/api/areas/${code}?on=2026-09-19`)).current.name).toBe(name)
  // An address of before and one of after mean the same commune, and its polygon is still its.
  for (const address of [`${name}, tỉnh Bắc Ninh`, `${name.replace('Xã', 'Phường')}, thành phố Bắc Ninh`]) {
    const answer = await ask(`/api/areas/resolve?address=${encodeURIComponent(address)}`)
    expect(answer, address).toMatchObject({ status: 'exact', communes: [{ code }] })
  }
  const { rows } = await centre.admin.query(
    "select count(*)::int n from platform.area where parent_code = '24' and valid_to is null",
  )
  expect(rows[0].n).toBe(bacNinh.length)

  expect((await admin.post(`/api/areas/imports/${id}/apply`)).body.code).toBe('import_is_done')
  expect(await admin.post(`/api/areas/imports/${id}/undo`)).toMatchObject({ status: 200, body: { state: 'undone' } })
  expect(await everything()).toEqual(before)
  expect((await ask('/api/areas/24')).current.name).toBe('Tỉnh Bắc Ninh')
  expect((await admin.post(`/api/areas/imports/${id}/undo`)).body.code).toBe('import_not_applied')
})

test('the same list as JSON, the whole country, changes nothing that is the same', async () => {
  const rows = units.provinces.flatMap(({ code, name, communes }) => [
    { code, name },
    ...Object.entries(communes).map(([commune, each]) => ({ code: commune, name: each, parent: code })),
  ])
  const { status, body } = await upload(JSON.stringify(rows), { format: 'json', covers: 'country' })
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(201)
  expect(body.counts).toEqual({ added: 0, renamed: 0, kindChanged: 0, moved: 0, closed: 0, unchanged: 3355 })
  const without = rows.filter(({ code }) => code !== '26368')
  const closing = await upload(JSON.stringify(without), { format: 'json', covers: 'country' })
  expect(closing.body.differences).toMatchObject([{ code: '26368', changes: ['closed'], after: null }])
})

test('a wrong cell has a code and what its words name, for whoever says it in another language', async () => {
  const { body } = await upload('code,name,parent\n99001,Làng Mới,46\n99002,Xã Mới,99')
  expect(body.errors).toMatchObject([{ path: 'content.2.kind', code: 'kind_empty' }])
  const list = 'code,name,parent,replaces\n99002,Xã Mới,99,99003'
  expect((await upload(list)).body.errors).toMatchObject([
    { path: 'content.2.replaces', code: 'replaced_unknown', params: { code: '99003' } },
    { path: 'content.2.parent', code: 'no_such_province', params: { code: '99' } },
  ])
})

test('every wrong cell is named by line and column, and nothing is kept', async () => {
  const before = await everything()
  const list = [
    'code;name;kind;parent;valid_from',
    '4;Huế;Thành phố;;',
    '99001;Tân Lập;Xã;;',
    '99002;Tân Lập;Làng;46;',
    '99003;;Xã;46;',
    '99004;Xã Tân Lập;Phường;46;',
    '99005;Tân Lập;Tỉnh;46;',
    '99006;Tân Lập;Xã;46;30/02/2026',
    '99007;"Tân; Lập";Xã;46;',
    '99007;Tân Lập;Xã;46;',
    '46;Thành phố Huế;;46;',
  ].join('\n')
  expect(await errorsOf(list)).toEqual([
    'content.2.code',
    'content.3.parent',
    'content.4.kind',
    'content.5.name',
    'content.6.kind',
    'content.7.kind',
    'content.8.valid_from',
    'content.10.code',
    'content.11.parent',
  ])
  expect(await errorsOf('code,name\n99001,Tân Lập')).toEqual(['content.2.kind'])
  expect(await errorsOf('mã,tên\n99001,Tân Lập')).toEqual([
    'content.1.ma',
    'content.1.ten',
    'content.1.code',
    'content.1.name',
  ])
  expect(await errorsOf('code,name')).toEqual(['content.1.code'])
  expect(await errorsOf('code,name\n99001,"Xã')).toEqual(['content.2.name'])
  expect(await errorsOf('[1]', { format: 'json' })).toEqual(['content.1.code'])
  expect(await errorsOf('{', { format: 'json' })).toEqual(['content.1.code'])
  expect(await errorsOf('code,name,parent\n99001,Xã Tân Lập,99')).toEqual(['content.2.parent'])
  expect(await errorsOf('code,name,parent\n19753,Phường Khác,46', { validFrom: '2025-07-01' })).toEqual([
    'content.2.valid_from',
  ])
  expect(await errorsOf('code,name\n01,Thành phố Hà Nội', { covers: 'country' })).toContain('content.1.code')
  expect(await everything()).toEqual(before)
})

test('an added commune is taken back only while nothing stands in it; a closed one says where it went', async () => {
  const content = [
    'code,name,kind,parent,replaces',
    ...Object.entries(units.provinces.find(({ code }) => code === '46')?.communes ?? {})
      .filter(([code]) => code !== '20035')
      .map(([code, name]) => `${code},${name},,46,${code === '20017' ? '20035' : ''}`),
    '99100,Xã Mới,,46,20035',
    '46,Thành phố Huế,,,',
  ].join('\n')
  const review = await upload(content, { covers: 'provinces', validFrom: '2026-10-01' })
  expect(review.body.counts, JSON.stringify(review.body.errors)).toMatchObject({ added: 1, closed: 1, unchanged: 40 })
  const { id } = review.body
  expect((await admin.post(`/api/areas/imports/${id}/apply`)).status).toBe(200)
  const old = (await admin.get('/api/areas/20035')).body
  expect(old).toMatchObject({ current: null, history: [{ name: 'Xã Bình Điền', validTo: '2026-10-01' }, {}] })
  expect(old.history[0].became).toMatchObject([
    { code: '20017', part: 'part' },
    { code: '99100', part: 'part' },
  ])

  const agency = {
    code: 'H57.999',
    name: 'UBND xã Mới',
    kind: 'commune_committee',
    areaCode: '99100',
    from: '2026-10-01',
  }
  const parentId = await centre.agencyId('H57.900')
  expect((await admin.post('/api/agencies', { ...agency, parentId })).status).toBe(201)
  expect((await admin.post(`/api/areas/imports/${id}/undo`)).body).toMatchObject({ code: 'areas_in_use', status: 409 })
  await centre.admin.query("update platform.agency set area_code = null where code = 'H57.999'")
  expect((await admin.post(`/api/areas/imports/${id}/undo`)).body).toMatchObject({ state: 'undone' })
  expect((await admin.get('/api/areas/20035')).body.current.name).toBe('Xã Bình Điền')
})

test('a review that no longer holds is refused, and so is taking back what was changed again', async () => {
  const first = (await upload(bacNinhList)).body.id
  const second = (await upload(bacNinhList)).body.id
  const answers = await Promise.all([first, second].map((id) => admin.post(`/api/areas/imports/${id}/apply`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('areas_changed')
  const applied = answers.find(({ status }) => status === 200)?.body.id
  const later = (await upload('code,name\n24,Thành phố Kinh Bắc', { validFrom: '2026-11-01' })).body
  expect(later.counts).toMatchObject({ renamed: 1, kindChanged: 0 })
  await admin.post(`/api/areas/imports/${later.id}/apply`)
  const before = await everything()
  expect((await admin.post(`/api/areas/imports/${applied}/undo`)).body.code).toBe('areas_changed_since')
  expect(await everything()).toEqual(before)
  const { body } = await admin.get('/api/areas/imports')
  expect(body.items[0]).toMatchObject({ id: later.id, state: 'applied', createdBy: { name: 'Quản trị' } })
  expect(body.items[0]).not.toHaveProperty('differences')
})

test('an administrator of one agency imports nothing', async () => {
  const local = await centre.officer('quan-tri-so', 'H57.909', ['administrator'])
  expect((await local.post('/api/areas/imports', listOf(bacNinhList))).status).toBe(403)
})
