import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'

let centre: TestCentre
let admin: Person
let rootId: number

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
  rootId = await centre.agencyId('H57.900')
})
afterAll(() => centre.close())

const from = '2026-01-01'
let count = 0
/** A new agency below the top, or below another; answers its code and id. */
async function add(parentId = rootId) {
  count += 1
  const agency = { code: `H57.X${count}`, name: `Trung tâm số ${count}`, kind: 'centre', parentId, from }
  const { status, body } = await admin.post('/api/agencies', agency)
  expect(status, JSON.stringify(body)).toBe(201)
  return { code: agency.code, id: body.id as number }
}
const act = (code: string, verb: string, body: object) => admin.post(`/api/agencies/${code}/${verb}`, body)
const read = async (code: string) => (await admin.get(`/api/agencies/${code}`)).body

test('the demonstration has its 66 agencies, each with the name it began with', async () => {
  const { body } = await admin.get('/api/agencies')
  expect(body.items).toHaveLength(66)
  expect(await read('H57.907')).toMatchObject({
    parent: { code: 'H57.900' },
    names: [{ name: body.items.find(({ code }: { code: string }) => code === 'H57.907').name, validTo: null }],
    closedAt: null,
    area: { code: '46' },
  })
})

test('agencies are found without diacritics, by code too', async () => {
  const codes = async (q: string) =>
    (await admin.get(`/api/agencies?q=${encodeURIComponent(q)}`)).body.items.map(({ code }: { code: string }) => code)
  for (const q of ['so noi vu', 'Sở Nội vụ', 'Sở Nội vụ'.normalize('NFD'), 'NOI VU SO', 'h57.903']) {
    expect(await codes(q), q).toEqual(['H57.903'])
  }
})

test('a name changes from a day on and the earlier ones stay, with their days', async () => {
  const { code } = await add()
  expect((await act(code, 'rename', { name: 'Trung tâm điều hành', from: '2026-03-01' })).status).toBe(200)
  expect((await act(code, 'rename', { name: 'Trung tâm Điều hành', from: '2026-03-01' })).status).toBe(200)
  expect((await read(code)).names).toEqual([
    { name: 'Trung tâm Điều hành', validFrom: '2026-03-01', validTo: null },
    { name: `Trung tâm số ${count}`, validFrom: from, validTo: '2026-03-01' },
  ])
  expect(await act(code, 'rename', { name: 'Cũ', from: '2026-02-01' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'from' }] },
  })
  expect(await act(code, 'rename', { name: 'Mai', from: '2999-01-01' })).toMatchObject({ status: 400 })
})

test('the name an agency has already is no new name: it is refused, and no second period begins', async () => {
  const { code } = await add()
  const name = `Trung tâm số ${count}`
  expect(await act(code, 'rename', { name: ` ${name}  `, from: '2026-03-01' })).toMatchObject({
    status: 400,
    body: { code: 'bad_agency', errors: [{ path: 'name' }] },
  })
  const { names } = await read(code)
  expect(names).toHaveLength(1)
  expect(names[0]).toMatchObject({ name, validTo: null })
})

test('a closed agency keeps its code, stays readable with what followed it, and changes no more', async () => {
  const { code, id } = await add()
  const child = await add(id)
  const heir = await add()
  const closing = { reason: 'Sáp nhập', successorId: heir.id }
  expect((await act(code, 'close', closing)).body).toMatchObject({ status: 409, code: 'agency_has_children' })
  expect((await act(child.code, 'close', { reason: 'Giải thể' })).status).toBe(200)
  expect((await act(code, 'close', closing)).status).toBe(200)
  expect(await read(code)).toMatchObject({
    closedAt: expect.any(String),
    closedReason: 'Sáp nhập',
    successor: { code: heir.code },
    children: [],
  })
  const listed = async (query: string) =>
    (await admin.get(`/api/agencies${query}`)).body.items.map((agency: { code: string }) => agency.code)
  expect(await listed('')).not.toContain(code)
  expect(await listed('?closed=true')).toContain(code)
  for (const [verb, body] of [
    ['rename', { name: 'Lại', from }],
    ['move', { parentId: heir.id }],
    ['close', { reason: 'Nữa' }],
  ] as const) {
    expect((await act(code, verb, body)).body, verb).toMatchObject({ status: 409, code: 'agency_closed' })
  }
  const again = { code, name: 'Khác', kind: 'centre', parentId: rootId, from }
  expect((await admin.post('/api/agencies', again)).body.errors).toMatchObject([{ path: 'code' }])
  expect((await admin.post('/api/agencies', { ...again, code: 'H57.Y', parentId: id })).body.errors).toMatchObject([
    { path: 'parentId' },
  ])
  expect((await act('H57.900', 'close', { reason: 'Không' })).body.code).toBe('agency_is_root')
})

test('before a move it is told who would see the agency and who no more, and so it is', async () => {
  const [oldHome, newHome] = [await add(), await add()]
  const moved = await add(oldHome.id)
  await add(moved.id)
  const [, beside] = await Promise.all(
    [oldHome, newHome].map(async ({ id, code }, place) => {
      const account = { login: `xem-${place}-${id}`, name: `Xem ${code}`, agencyId: id, roles: ['leader'] }
      const more = { reach: 'subtree', password: 'mat khau that dai 2026', mustChangePassword: false }
      const made = await admin.post('/api/accounts', { ...account, ...more })
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      return centre.signIn(account.login, more.password)
    }),
  )
  const effects = async (query = '') => (await admin.get(`/api/agencies/${moved.code}/effects${query}`)).body
  expect(await effects()).toEqual({ below: 1, accounts: 0, posts: 0, gain: [], lose: [] })
  expect(await effects(`?parentId=${newHome.id}`)).toMatchObject({
    gain: [{ name: `Xem ${newHome.code}`, agency: { code: newHome.code } }],
    lose: [{ name: `Xem ${oldHome.code}`, agency: { code: oldHome.code } }],
  })
  const sees = async () =>
    ((await beside?.get('/api/session'))?.body.agencies ?? []).some(({ id }: { id: number }) => id === moved.id)
  expect(await sees()).toBe(false)
  expect((await act(moved.code, 'move', { parentId: newHome.id })).status).toBe(200)
  expect(await sees()).toBe(true)
  expect(await effects(`?parentId=${rootId}`)).toMatchObject({
    gain: [],
    lose: [{ agency: { code: newHome.code } }],
  })
})

test('no order of moves, also at once, makes an agency lie below itself', async () => {
  const agencies = await Promise.all([add(), add(), add(), add()])
  const pick = fc.integer({ min: 0, max: 3 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(pick, pick), { minLength: 1, maxLength: 5 }), async (moves) => {
      const answers = await Promise.all(
        moves.map(([what, below]) => act(agencies[what]?.code ?? '', 'move', { parentId: agencies[below]?.id })),
      )
      for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('agency_cycle')
      const { rows } = await centre.admin.query(`with recursive below as (select id from platform.agency
        where parent_id is null union select a.id from platform.agency a join below b on a.parent_id = b.id)
        select count(*)::int as reached, (select count(*)::int from platform.agency) as all from below`)
      expect(rows[0].reached).toBe(rows[0].all)
    }),
    { numRuns: 25 },
  )
})

test('an administrator of one agency changes that one only, and makes others below it', async () => {
  const local = await centre.officer('quan-tri-909', 'H57.909', ['administrator'])
  const tradeId = await centre.agencyId('H57.909')
  const post = (code: string, verb: string, body: object) => local.post(`/api/agencies/${code}/${verb}`, body)
  expect((await post('H57.907', 'rename', { name: 'Chiếm', from })).status).toBe(404)
  expect((await post('H57.907', 'posts', { accountId: 1, title: 'Giám đốc', from })).status).toBe(404)
  const below = { code: 'H57.909.1', name: 'Chi cục', kind: 'branch', from }
  expect((await local.post('/api/agencies', { ...below, parentId: rootId })).body.errors).toMatchObject([
    { path: 'parentId' },
  ])
  expect((await local.post('/api/agencies', { ...below, parentId: tradeId })).status).toBe(201)
  expect((await read('H57.909')).children).toMatchObject([{ code: 'H57.909.1' }])
})

test('who held which post stays known: given, ended, and given to another', async () => {
  const { code } = await add()
  const { body: accounts } = await admin.get('/api/accounts')
  const accountId = accounts.items[0].id
  const given = await act(code, 'posts', { accountId, title: 'Trưởng ca', from })
  expect(given).toMatchObject({
    status: 201,
    body: {
      posts: [{ title: 'Trưởng ca', validFrom: from, validTo: null, account: { id: accountId, name: 'Quản trị' } }],
    },
  })
  expect((await act(code, 'posts', { accountId, title: 'Trưởng ca', from: '2026-02-01' })).body.errors).toMatchObject([
    { path: 'title' },
  ])
  const end = (until: string) => act(code, `posts/${given.body.posts[0].id}/end`, { until })
  expect((await end(from)).body.errors).toMatchObject([{ path: 'until' }])
  expect(await end('2026-06-01')).toMatchObject({ status: 200, body: { posts: [{ validTo: '2026-06-01' }] } })
  expect((await end('2026-07-01')).body.code).toBe('post_ended')
  expect((await act(code, 'posts', { accountId: 999_999, title: 'Ai', from })).body.errors).toMatchObject([
    { path: 'accountId' },
  ])
  const { rows } = await centre.admin.query(
    "select action from platform.audit where subject_kind = 'agency_post' order by id",
  )
  expect(rows.map(({ action }) => action)).toEqual(['agency_post.given', 'agency_post.ended'])
})
