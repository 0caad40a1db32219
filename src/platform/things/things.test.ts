import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made, walkChain } from '../../../test/walk-chain.ts'
import { fold, searchWords } from '../../core/fold.ts'
import { listMigrations } from '../db/migrations.ts'

let centre: TestCentre
let officer: Person
let agencyId: number

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('tim-kiem', 'H57.912')
  agencyId = await centre.agencyId('H57.912')
  for (const [code, name, position] of [
    ['huong-tra', 'Trạm bơm Hương Trà', [107.5, 16.4]],
    ['huong-thuy', 'Trạm bơm Hương Thuỷ', [107.501, 16.4]],
    ['duong-dai', 'Cầu Đường Đại 12/3', [107.6, 16.5]],
  ] as const) {
    made(await officer.post('/api/assets', { code, type: 'reservoir', name, agencyId, position }), code)
  }
})
afterAll(() => centre.close())

const find = async (query: string) => {
  const { body, status } = await officer.get(`/api/things?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items.map((thing: { id: string }) => thing.id)
}

test.for([
  'Hương Trà',
  'huong tra',
  'HƯƠNG TRÀ',
  'hƣơng trà',
  'Hương Trà'.normalize('NFD'),
  '  trà,  hương! ',
  'huong-tra',
])('«%s» finds Trạm bơm Hương Trà and nothing else', async (q) => {
  expect(await find(`q=${encodeURIComponent(q)}`)).toEqual(['huong-tra'])
})

test.for([
  ['thuỷ', ['huong-thuy']],
  ['thủy', ['huong-thuy']],
  ['duong dai', ['duong-dai']],
  ['12 3', ['duong-dai']],
  ['huo', ['huong-thuy', 'huong-tra']],
  ['huo tra', ['huong-thuy', 'huong-tra']],
  ['tram bom', ['huong-thuy', 'huong-tra']],
  ['phu oc', []],
  ['!!!', []],
  ["'):* | 'x", []],
  ['%', []],
] as const)('«%s» finds %j', async ([q, ids]) => {
  expect(await find(`q=${encodeURIComponent(q)}`)).toEqual(ids)
})

test('the database folds as core/fold.ts does', async () => {
  const { rows: names } = await centre.admin.query(
    'select name from platform.area union select name from platform.agency',
  )
  const letters = fc.string({ unit: fc.constantFrom(...'aăâbcdđeêoôơuưƣyAĂÂĐÊÔƠƯƢZ09 áàảãạắẵợữỹ-/.,\t\u00a0\u0301') })
  const texts = [...names.map((row) => row.name), ...fc.sample(letters, 2_000)]
  const { rows } = await centre.admin.query(
    'select platform.fold(x) as folded, tsvector_to_array(platform.search_words(x)) as words from unnest($1::text[]) with ordinality t (x, n) order by n',
    [texts],
  )
  for (const [index, text] of texts.entries()) {
    expect(rows[index].folded.replaceAll(/\s+/gu, ' ').trim(), JSON.stringify(text)).toBe(fold(text))
    expect(rows[index].words, JSON.stringify(text)).toEqual([...new Set(searchWords(text))].sort())
  }
})

test('around a point, nearest first, and within a box', async () => {
  expect(await find('near=107.5002,16.4&radius_m=500')).toEqual(['huong-tra', 'huong-thuy'])
  expect(await find('near=107.5002,16.4&radius_m=50')).toEqual(['huong-tra'])
  const { body } = await officer.get('/api/things?near=107.5,16.4&radius_m=500')
  // A thousandth of a degree at 16.4°: 111.195 m × cos 16.4°.
  expect(body.items.map((thing: { distanceM: number }) => thing.distanceM)).toEqual([0, 107])
  expect(await find('box=107.55,16.45,107.65,16.55')).toEqual(['duong-dai'])
  expect(await find('box=107.55,16.45,107.65,16.55&q=huong')).toEqual([])
  for (const wrong of ['near=1', 'near=200,1', 'box=1,2,3', 'kind=A', 'after=x', 'near=a,b'])
    expect((await officer.get(`/api/things?${wrong}`)).status, wrong).toBe(400)
})

test('a common word is walked page by page, completely and none twice', async () => {
  await centre.admin.query(
    `insert into platform.thing (kind, id, agency_id, title, state, opened_at, address)
    select 'asset', 'cot-' || n, $1, 'Cột đèn ' || n, 'in_use', now() - (n / 3) * interval '1 minute', '/' from generate_series(1, 2500) n`,
    [agencyId],
  )
  const seen: string[] = []
  for (let next: string | null = '/api/things?q=cot%20den&limit=700'; next; ) {
    const { body } = await officer.get(next)
    seen.push(...body.items.map((thing: { id: string }) => thing.id))
    next = body.next
  }
  expect(seen).toHaveLength(2_500)
  expect(new Set(seen).size).toBe(2_500)
  expect(await find('q=cot 2499')).toEqual(['cot-2499'])
})

test('asset, alert and incident have their thing in the commit that changes them', async () => {
  const walk = await walkChain(centre, { agency: 'H57.914', asset: 'tram-viec' })
  const thing = async (kind: string, id: string) => (await walk.person.get(`/api/things/${kind}/${id}`)).body
  expect(await thing('asset', 'tram-viec')).toMatchObject({ title: 'Trạm tram-viec', position: [107.6, 16.45] })
  expect(await thing('alert', walk.alertId)).toMatchObject({
    state: 'in_work',
    closedAt: null,
    position: [107.6, 16.45],
  })
  expect(await thing('incident', walk.incidentId)).toMatchObject({
    state: 'open',
    number: expect.stringMatching(/^SC-/),
  })
  const { body } = await walk.person.get(`/api/things/alert/${walk.alertId}/links`)
  expect(body.items).toMatchObject([
    { relation: 'caused_by', direction: 'in', thing: { kind: 'incident', id: walk.incidentId } },
  ])
  const { rows } = await centre.admin.query(`
    select (select count(*) from platform.thing where kind = 'alert')::int = (select count(*) from platform.alert)::int as alerts,
      (select count(*) from platform.asset a where not exists (select from platform.thing where kind = 'asset' and id = a.code))::int as lost`)
  expect(rows).toEqual([{ alerts: true, lost: 0 }])
})

test('what depends on a thing is followed along dated links, round trips included', async () => {
  const link = (from: string, relation: string, to: string) =>
    officer.post(`/api/things/asset/${from}/links`, { relation, to: { kind: 'asset', id: to } })
  made(await link('huong-tra', 'powered_by', 'huong-thuy'), 'first')
  made(await link('duong-dai', 'connected_through', 'huong-tra'), 'second')
  made(await link('huong-thuy', 'hosted_on', 'duong-dai'), 'a ring')
  expect(await link('huong-tra', 'powered_by', 'huong-thuy')).toMatchObject({
    status: 409,
    body: { code: 'link_exists' },
  })
  expect(await link('huong-tra', 'powered_by', 'huong-tra')).toMatchObject({ status: 400 })
  expect(await link('huong-tra', 'powered_by', 'phu-oc'), 'of another agency').toMatchObject({ status: 400 })
  const ofThuy = async () => (await officer.get('/api/things/asset/huong-thuy/links')).body
  const before = await ofThuy()
  expect(
    before.dependents.map(({ thing, steps }: { thing: { id: string }; steps: number }) => [thing.id, steps]),
  ).toEqual([
    ['huong-tra', 1],
    ['duong-dai', 2],
  ])
  const { id } = before.items.find((item: { relation: string }) => item.relation === 'powered_by')
  made(await officer.post(`/api/links/${id}/end`), 'end')
  const after = await ofThuy()
  expect(after.dependents).toEqual([])
  expect(after.items.find((item: { id: number }) => item.id === id).validTo).not.toBeNull()
  expect((await officer.post(`/api/links/${id}/end`)).status).toBe(404)
})

test('things of rows that stood before are made by the migration, once, for every agency', async () => {
  const migration = (await listMigrations()).find(({ name }) => name === '0013-things-of-what-stands')
  const snapshot =
    // Assets have had a page of their own since 0019, which gives them its address.
    "select kind, id, agency_id, title, number, lon, lat, state, opened_at, closed_at, case kind when 'asset' then null else address end as address from platform.thing where kind in ('asset', 'alert', 'incident') and id not like 'cot-%' order by 1, 2"
  const { rows: kept } = await centre.admin.query(snapshot)
  await centre.admin.query('begin')
  await centre.admin.query('delete from platform.link; delete from platform.thing')
  await centre.admin.query(migration?.sql ?? '')
  await centre.admin.query(migration?.sql ?? '')
  const { rows: made } = await centre.admin.query(snapshot)
  await centre.admin.query('rollback')
  expect(made).toEqual(kept)
  expect(new Set(made.map((row) => row.agency_id)).size).toBeGreaterThan(2)
})
