import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { openLive } from '../../../test/live-page.ts'
import type { Account } from '../../core/api/session.ts'

const password = 'mat khau that dai 2026'

let centre: TestCentre
let address: string
let admin: Person
let rootId: number
let farmId: number

beforeAll(async () => {
  centre = await openTestCentre()
  address = await centre.app.listen({ host: '127.0.0.1', port: 0 })
  admin = await centre.administrator()
  rootId = await centre.agencyId('H57.900')
  farmId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

async function make(login: string, more: object = {}): Promise<Account> {
  const account = { login, name: `Người ${login}`, agencyId: farmId, roles: ['leader'], password, ...more }
  const { status, body } = await admin.post('/api/accounts', { mustChangePassword: false, ...account })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const read = async (id: number): Promise<Account> => (await admin.get(`/api/accounts/${id}`)).body
const editOf = ({ version, name, agency, roles, reach }: Account, more: object = {}) => ({
  version,
  name,
  agencyId: agency.id,
  roles,
  reach,
  ...more,
})
const edit = async (id: number, more: object, person = admin) =>
  person.post(`/api/accounts/${id}`, editOf(await read(id), more))
const disable = async (id: number, person = admin) =>
  person.post(`/api/accounts/${id}/disable`, { version: (await read(id)).version })
const self = async () => read((await admin.get('/api/session')).body.account.id)

test('name, agency, roles and reach are edited, hold from the next request and are written down without the name', async () => {
  const { id } = await make('an')
  const person = await centre.signIn('an', password)
  expect((await person.get('/api/accounts')).status).toBe(403)
  const more = { name: 'Nguyễn An', agencyId: rootId, roles: ['administrator'], reach: 'subtree' }
  const answer = await edit(id, more)
  expect(answer).toMatchObject({
    status: 200,
    body: { name: 'Nguyễn An', agency: { id: rootId }, version: 2, changed: { by: { name: 'Quản trị' } } },
  })
  expect((await person.get('/api/accounts')).status).toBe(200)
  const { rows } = await centre.admin.query(
    "select action, detail from platform.audit where subject_kind = 'account' and subject_id = $1 order by id desc limit 1",
    [String(id)],
  )
  expect(rows).toEqual([
    {
      action: 'account.edited',
      detail: {
        renamed: true,
        agency: { from: farmId, to: rootId },
        reach: { from: 'agency', to: 'subtree' },
        roles: { from: ['leader'], to: ['administrator'] },
      },
    },
  ])
})

test('of two who edit the same account the second is told who was first, and nothing is overwritten', async () => {
  const seen = await make('binh')
  expect((await admin.post(`/api/accounts/${seen.id}`, editOf(seen, { name: 'Một' }))).status).toBe(200)
  for (const [verb, body] of [
    ['', editOf(seen, { name: 'Hai' })],
    ['/disable', { version: seen.version }],
  ] as const) {
    const answer = await admin.post(`/api/accounts/${seen.id}${verb}`, body)
    expect(answer).toMatchObject({ status: 409, body: { code: 'account_changed' } })
    expect(answer.body.detail).toContain('Quản trị')
  }
  expect(await read(seen.id)).toMatchObject({ name: 'Một', disabledAt: null, version: 2 })
})

test('a disabled account is signed out at once: its requests, its open pages and its next sign-in; enabled it comes back', async () => {
  const { id } = await make('chi')
  const person = await centre.signIn('chi', password)
  const page = await openLive(address, person.cookie)
  expect((await disable(id)).body).toMatchObject({ disabledAt: expect.any(String) })
  expect((await person.get('/api/session')).status).toBe(401)
  // Promised within fifteen seconds.
  await until('the stream of its open page ends', async () => !page.isOpen(), 15_000)
  await expect(centre.signIn('chi', password)).rejects.toThrow('wrong_login')
  const { rows } = await centre.admin.query('select 1 from platform.session where account_id = $1', [id])
  expect(rows).toEqual([])
  expect((await disable(id)).status).toBe(409)
  expect((await admin.get('/api/accounts?state=disabled')).body.items.map((one: Account) => one.id)).toEqual([id])
  const { version } = await read(id)
  expect((await admin.post(`/api/accounts/${id}/enable`, { version })).body).toMatchObject({ disabledAt: null })
  // The old session does not come back with it.
  expect((await person.get('/api/session')).status).toBe(401)
  expect((await (await centre.signIn('chi', password)).get('/api/alerts')).status).toBe(200)
})

test('a first password set by another ends the sessions and must be changed at the next sign-in', async () => {
  const { id } = await make('dung')
  const person = await centre.signIn('dung', password)
  const other = 'mat khau khac han 2026'
  expect((await admin.post(`/api/accounts/${id}/password`, { password: 'ngan' })).status).toBe(400)
  const answer = await admin.post(`/api/accounts/${id}/password`, { password: other })
  expect(answer).toMatchObject({ status: 200, body: { mustChangePassword: true } })
  expect(answer.bytes.toString()).not.toContain(other)
  expect((await person.get('/api/session')).status).toBe(401)
  await expect(centre.signIn('dung', password)).rejects.toThrow('wrong_login')
  const again = await centre.signIn('dung', other)
  expect(await again.get('/api/alerts')).toMatchObject({ status: 403, body: { code: 'password_must_change' } })
  const next = 'mat khau cua rieng toi 2026'
  expect((await again.post('/api/session/password', { current: other, next })).status).toBe(204)
  expect((await again.get('/api/alerts')).status).toBe(200)
})

test('nobody disables or moves themselves, nor takes from themselves what accounts and roles are managed with', async () => {
  const me = await self()
  expect(await disable(me.id)).toMatchObject({ status: 409, body: { code: 'account_own' } })
  for (const more of [{ agencyId: farmId }, { reach: 'agency' }]) {
    expect(await edit(me.id, more)).toMatchObject({ status: 409, body: { code: 'account_own' } })
  }
  expect(await edit(me.id, { roles: ['duty_officer'] })).toMatchObject({
    status: 400,
    body: { code: 'role_locks_out', errors: [{ path: 'permissions.accounts.read' }] },
  })
  expect((await admin.post(`/api/accounts/${me.id}/password`, { password })).body.code).toBe('account_own')
  expect(await self()).toEqual(me)
  expect((await edit(me.id, { name: 'Quản trị chính' })).status).toBe(200)
})

test('the last who manages accounts and roles for the province stays, whoever tries', async () => {
  const { id } = await self()
  // One who manages accounts of the province but edits no roles.
  await centre.admin.query(
    "insert into platform.role (id, name_vi, name_en, permissions) select 'clerk', 'a', 'b', array_remove(permissions, 'roles.manage') from platform.role where id = 'administrator'",
  )
  await make('thu-ky', { roles: ['clerk', 'duty_officer'], agencyId: rootId, reach: 'province' })
  const clerk = await centre.signIn('thu-ky', password)
  const before = await read(id)
  expect(await disable(id, clerk)).toMatchObject({ status: 400, body: { code: 'role_last_holder' } })
  expect(await edit(id, { reach: 'agency' }, clerk)).toMatchObject({ status: 400, body: { code: 'role_last_holder' } })
  // Nor does the clerk take what they lack, or lend it to themselves with a password.
  expect((await edit(id, { roles: ['duty_officer'] }, clerk)).body.code).toBe('bad_account')
  expect((await clerk.post(`/api/accounts/${id}/password`, { password })).body.code).toBe('account_beyond')
  expect(await read(id)).toEqual(before)
  const roles = ['administrator', 'duty_officer']
  const second = await make('thu-hai', { roles, agencyId: rootId, reach: 'province' })
  expect((await disable(second.id, clerk)).status).toBe(200)
  expect(await disable(id, clerk)).toMatchObject({ status: 400, body: { code: 'role_last_holder' } })
})

test('an account that reaches further than one’s own is beyond, for every change', async () => {
  const wide = await make('rong', { reach: 'province' })
  const local = await centre.officer('quan-tri-so', 'H57.907', ['administrator', 'duty_officer'])
  for (const [verb, body] of [
    ['', editOf(wide)],
    ['/disable', { version: 1 }],
    ['/password', { password }],
  ] as const) {
    const answer = await local.post(`/api/accounts/${wide.id}${verb}`, body)
    expect(answer, verb).toMatchObject({ status: 403, body: { code: 'account_beyond' } })
  }
  const near = await make('gan')
  expect((await edit(near.id, { reach: 'subtree' }, local)).body.errors).toMatchObject([{ path: 'reach' }])
  expect((await edit(near.id, { name: 'Gần' }, local)).status).toBe(200)
  expect(await edit(near.id, { roles: ['nobody'] })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'roles' }] },
  })
})

test('the list and its files are narrowed by name, agency, role and state', async () => {
  await make('yen', { name: 'Đặng Hoàng Yến', roles: ['handler'] })
  const find = async (filter: string): Promise<string[]> =>
    (await admin.get(`/api/accounts?${filter}`)).body.items.map((one: Account) => one.login)
  for (const q of ['dang yen', 'Yến Đặng', 'YEN', 'Hoang'])
    expect(await find(`q=${encodeURIComponent(q)}`)).toContain('yen')
  expect(await find('q=yen+khong-co')).toEqual([])
  expect(await find('role=handler')).toEqual(['yen'])
  expect(await find(`agencyId=${rootId}&q=dang`)).toEqual([])
  expect(await find('role=handler&state=disabled')).toEqual([])
  const { bytes } = await admin.get('/api/accounts/export.csv?role=handler&lang=en')
  const lines = bytes.toString('utf8').trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('Đặng Hoàng Yến')
  expect(bytes.toString('utf8')).not.toContain('argon2')
})

test('accounts of a closed agency are told apart, and are disabled with it when that is asked for', async () => {
  const close = async (code: string, disableAccounts: boolean) => {
    const agency = { code, name: `Phòng ${code}`, kind: 'office', parentId: farmId, from: '2026-01-01' }
    const { body } = await admin.post('/api/agencies', agency)
    const account = await make(code.toLowerCase().replaceAll('.', '-'), { agencyId: body.id })
    const answer = await admin.post(`/api/agencies/${code}/close`, { reason: 'Sáp nhập', disableAccounts })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return read(account.id)
  }
  const [kept, gone] = [await close('H57.907.71', false), await close('H57.907.72', true)]
  expect(kept).toMatchObject({ disabledAt: null, agency: { closedAt: expect.any(String) } })
  expect(gone).toMatchObject({ disabledAt: expect.any(String) })
  const { body } = await admin.get('/api/accounts?state=closed_agency')
  expect(body.items.map(({ id }: Account) => id)).toEqual([kept.id])
  const { version } = gone
  const enabled = await admin.post(`/api/accounts/${gone.id}/enable`, { version })
  expect(enabled).toMatchObject({ status: 409, body: { code: 'agency_closed' } })
  expect((await edit(gone.id, { agencyId: farmId })).status).toBe(200)
  expect((await admin.post(`/api/accounts/${gone.id}/enable`, { version: version + 1 })).status).toBe(200)
  expect((await edit(gone.id, { agencyId: kept.agency.id })).body.errors).toMatchObject([{ path: 'agencyId' }])
})

test('closing with its accounts needs the verb for accounts, and leaves all as it was without', async () => {
  await centre.admin.query(
    "insert into platform.role (id, name_vi, name_en, permissions) values ('tree', 'a', 'b', '{agencies.read,agencies.manage}')",
  )
  const agency = { code: 'H57.907.73', name: 'Phòng', kind: 'office', parentId: farmId, from: '2026-01-01' }
  const { body } = await admin.post('/api/agencies', agency)
  const tree = await centre.officer('cay', 'H57.907', ['tree'])
  await centre.admin.query("update platform.account set reach = 'subtree' where login = 'cay'")
  const asked = { reason: 'Thử', disableAccounts: true }
  expect((await tree.post('/api/agencies/H57.907.73/close', asked)).status).toBe(403)
  expect((await admin.get('/api/agencies/H57.907.73')).body).toMatchObject({ id: body.id, closedAt: null })
  expect((await tree.post('/api/agencies/H57.907.73/close', { reason: 'Thử' })).status).toBe(200)
})

test('two who disable each other at the same moment: one of them stays', async () => {
  const roles = ['administrator', 'duty_officer']
  const third = await make('thu-ba', { roles, agencyId: rootId, reach: 'province' })
  const person = await centre.signIn('thu-ba', password)
  const me = await self()
  const answers = await Promise.all([
    admin.post(`/api/accounts/${third.id}/disable`, { version: third.version }),
    person.post(`/api/accounts/${me.id}/disable`, { version: me.version }),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})
