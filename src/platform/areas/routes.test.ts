import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { seedAreas } from '../seed/seed-areas.ts'

let centre: TestCentre
let officer: Person

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc', 'H57.907')
})
afterAll(() => centre.close())

const ask = async (path: string) => {
  const { status, body } = await officer.get(path)
  expect(status, path).toBe(200)
  return body
}
const search = async (q: string, more = '') =>
  (await ask(`/api/areas?q=${encodeURIComponent(q)}${more}`)).items as { code: string; name: string }[]

test('the list is put in once, within three seconds, and not again', async () => {
  const count = async () => {
    const { rows } = await centre.admin.query(
      'select count(*)::int n, count(*) filter (where valid_to is null)::int present from platform.area',
    )
    return rows[0]
  }
  expect(await count()).toEqual({ n: 34 + 3321 + 11 + 63 + 696 + 10035, present: 34 + 3321 })
  const startMs = performance.now()
  await centre.wall.service(seedAreas)
  const againMs = performance.now() - startMs
  await centre.admin.query("delete from platform.setting where key = 'areas'")
  await centre.admin.query('truncate platform.area, platform.area_change')
  const firstMs = performance.now()
  await centre.wall.service(seedAreas)
  const tookMs = performance.now() - firstMs
  process.stdout.write(`areas put in: ${tookMs.toFixed(0)} ms, again: ${againMs.toFixed(0)} ms\n`)
  expect(await count()).toEqual({ n: 34 + 3321 + 11 + 63 + 696 + 10035, present: 34 + 3321 })
  expect(tookMs).toBeLessThan(3_000)
  expect(againMs).toBeLessThan(200)
})

test('an installation that knew its own province only gets the rest, and keeps what it has', async () => {
  await centre.admin.query("delete from platform.setting where key = 'areas'")
  await centre.admin.query(
    "delete from platform.area where code <> '46' and (parent_code is distinct from '46' or valid_to is not null)",
  )
  await centre.admin.query("update platform.area set name = 'Phường Kim Long sửa tay' where code = '19774'")
  await centre.wall.service(seedAreas)
  const { rows } = await centre.admin.query(
    'select count(*)::int n, count(distinct code)::int codes from platform.area where valid_to is null',
  )
  expect(rows[0]).toEqual({ n: 3355, codes: 3355 })
  expect((await ask('/api/areas/19774')).current.name).toBe('Phường Kim Long sửa tay')
  await centre.admin.query(
    "update platform.area set name = 'Phường Kim Long' where code = '19774' and valid_to is null",
  )
})

test.each([
  'Hương Trà',
  // Another Hương Trà lies elsewhere: the home province's comes first.
  'huong tra',
  'HUONG TRA',
  'hƣơng trà',
  'Hương Trà'.normalize('NFD'),
  'phường hương trà',
  'phuong huong tra',
  'P. Hương Trà',
  '  hương   trà ',
  'huong tra hue',
  'huong tra, hue',
  'xã Hương Trà',
])('«%s» finds Phường Hương Trà', async (q) => {
  expect((await search(q))[0]).toMatchObject({ code: '19996', name: 'Phường Hương Trà', parent: { code: '46' } })
})

test('what is typed is not looked for within a word', async () => {
  expect((await search('huong tra')).map(({ name }) => name)).toEqual(['Phường Hương Trà', 'Phường Hương Trà'])
})

test('both places of the tone mark and đ or d are one', async () => {
  for (const q of ['Thuỷ Xuân', 'Thủy Xuân', 'thuy xuan']) expect((await search(q))[0]?.code).toBe('19813')
  for (const q of ['Đà Nẵng', 'da nang', 'tp da nang']) expect((await search(q))[0]?.code).toBe('48')
})

test('a search is narrowed to a province, by code, and paged to its end', async () => {
  const inHue = await search('', '&province=46&limit=500')
  expect(inHue).toHaveLength(41)
  expect((await search('199', '&province=46')).map(({ code }) => code)).toContain('19909')
  const seen: string[] = []
  for (let next: string | null = '/api/areas?q=tan&limit=40'; next; ) {
    const page: { items: { code: string }[]; next: string | null } = await ask(next)
    seen.push(...page.items.map(({ code }) => code))
    next = page.next
  }
  expect(seen.length).toBeGreaterThan(100)
  expect(new Set(seen).size).toBe(seen.length)
  expect((await search('khong co noi nay')).length).toBe(0)
})

test('a point answers its commune and province, a point at sea neither', async () => {
  expect(await ask('/api/areas/at?lon=107.577&lat=16.4785')).toMatchObject({
    commune: { code: '19753', name: 'Phường Phú Xuân', kind: 'ward', validFrom: '2025-07-01', validTo: null },
    province: { code: '46', name: 'Thành phố Huế' },
  })
  expect(await ask('/api/areas/at?lon=109.5&lat=18.5')).toEqual({ commune: null, province: null })
  const wrong = await officer.get('/api/areas/at?lon=200&lat=16')
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'lon' }] } })
})

test('a code answers today, another day, and what became of those who bore it before', async () => {
  const code = await ask('/api/areas/26368')
  expect(code).toMatchObject({ current: { name: 'Phường Long Thành', kind: 'ward', validFrom: '2026-04-30' } })
  expect((await ask('/api/areas/26368?on=2026-04-29')).current).toMatchObject({
    name: 'Xã Long Thành',
    kind: 'commune',
  })
  expect((await ask('/api/areas/75?on=2026-04-29')).current.name).toBe('Tỉnh Đồng Nai')
  expect((await ask('/api/areas/75')).current.name).toBe('Thành phố Đồng Nai')
  expect((await ask('/api/areas/26368?on=1990-01-01')).current).toBeNull()
  expect((await officer.get('/api/areas/99999')).status).toBe(404)
})

test('an old code answers what it became: whole, divided, and a district by its wards', async () => {
  const whole = await ask('/api/areas/19768')
  expect(whole.current).toBeNull()
  expect(whole.history).toMatchObject([
    {
      name: 'Phường Đông Ba',
      validFrom: null,
      validTo: '2025-07-01',
      parent: { code: '475', name: 'Quận Phú Xuân' },
      became: [{ code: '19753', name: 'Phường Phú Xuân', part: 'whole' }],
      today: [{ code: '19753' }],
    },
  ])
  const divided = await ask('/api/areas/00019')
  const parts = divided.history[0].became.map(({ code, part }: { code: string; part: string }) => [code, part])
  expect(parts).toEqual([
    ['00004', 'part'],
    ['00070', 'part'],
    ['00190', 'part'],
    ['00226', 'part'],
  ])
  const district = await ask('/api/areas/475')
  expect(district.history[0].today.map(({ code }: { code: string }) => code)).toEqual([
    '19753',
    '19774',
    '19804',
    '20014',
  ])
  const province = await ask('/api/areas/45')
  expect(province.history[0].became).toMatchObject([{ code: '44', name: 'Tỉnh Quảng Trị', part: 'whole' }])
  // One code, two units: Trúc Bạch until July 2025, Ba Đình since.
  const reused = await ask('/api/areas/00004')
  expect(reused.history.map(({ name }: { name: string }) => name)).toEqual(['Phường Ba Đình', 'Phường Trúc Bạch'])
})

test('an old address answers its communes in one request', async () => {
  const address = encodeURIComponent('phường Điện Biên, quận Ba Đình, Hà Nội')
  const answer = await ask(`/api/areas/resolve?address=${address}`)
  expect(answer).toMatchObject({ status: 'divided', reason: null, matches: [{ area: { code: '00019' } }] })
  expect(answer.communes.map(({ code }: { code: string }) => code)).toEqual(['00004', '00070', '00190', '00226'])
})

test('the map of the centre shows the communes of its province only', async () => {
  expect((await ask('/api/areas.geojson')).features).toHaveLength(40)
})
