import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import type { Role } from '../../core/api/session.ts'

let centre: TestCentre
let admin: Person

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
})
afterAll(() => centre.close())

const name = { vi: 'Trực đêm', en: 'Night duty' }
const roles = async (): Promise<Role[]> => (await admin.get('/api/roles')).body.items
const role = async (id: string) => {
  const found = (await roles()).find((each) => each.id === id)
  if (!found) throw new Error(`no role ${id}`)
  return found
}
/** An edit of the version that stands. */
const edit = async (id: string, permissions: readonly string[], person = admin) =>
  person.post(`/api/roles/${id}`, { version: (await role(id)).version, name, permissions })
const without = async (id: string, verb: string) => (await role(id)).permissions.filter((each) => each !== verb)

test('a role is a set of declared verbs; it holds from the next request of those who have it', async () => {
  const { body } = await admin.get('/api/permissions')
  expect(body.items).toEqual(expect.arrayContaining(['areas.manage', 'agencies.manage', 'roles.manage', 'alerts.read']))
  const made = await admin.post('/api/roles', { id: 'night', name, permissions: ['alerts.read', 'alerts.read'] })
  expect(made).toMatchObject({ status: 201, body: { id: 'night', name, permissions: ['alerts.read'] } })
  const person = await centre.officer('dem', 'H57.907', ['night'])
  expect((await person.get('/api/alerts')).status).toBe(200)
  expect((await person.get('/api/incidents')).status).toBe(403)
  expect((await edit('night', ['incidents.read'])).status).toBe(200)
  expect((await person.get('/api/alerts')).status).toBe(403)
  expect((await person.get('/api/incidents')).status).toBe(200)
})

test.each([
  ['an unknown verb', { id: 'x1', name, permissions: ['alerts.dance'] }, 'permissions.alerts.dance'],
  ['an id in use', { id: 'leader', name, permissions: [] }, 'id'],
  ['an id of another form', { id: 'Trực', name, permissions: [] }, 'id'],
] as const)('%s is refused by name', async (_, wanted, path) => {
  const before = await roles()
  const { status, body } = await admin.post('/api/roles', wanted)
  expect(status).toBe(400)
  expect(body.errors).toMatchObject([{ path }])
  expect(await roles()).toEqual(before)
})

test('nobody gives or takes a verb beyond their own, nor edits roles from one agency only', async () => {
  await centre.admin.query(
    "insert into platform.role (id, name_vi, name_en, permissions) values ('clerk', 'a', 'b', '{roles.manage,accounts.read}')",
  )
  await centre.admin.query("update platform.account set roles = '{clerk}' where login = 'admin'")
  const before = await roles()
  const beyond = await admin.post('/api/roles', { id: 'x2', name, permissions: ['alerts.read'] })
  expect(beyond).toMatchObject({ status: 400, body: { errors: [{ path: 'permissions.alerts.read' }] } })
  const taken = await edit('leader', [])
  expect(taken).toMatchObject({ status: 400, body: { code: 'bad_role' } })
  expect((await admin.post('/api/roles/nobody', { version: 1, name, permissions: [] })).status).toBe(404)
  expect(await roles()).toEqual(before)
  await centre.admin.query("update platform.account set roles = '{administrator,duty_officer}' where login = 'admin'")
  const local = await centre.officer('quan-tri-mot', 'H57.907', ['administrator'])
  expect((await local.post('/api/roles', { id: 'x3', name, permissions: [] })).status).toBe(403)
  expect((await edit('leader', [], local)).status).toBe(403)
  const seen = { version: (await role('leader')).version }
  expect((await local.post('/api/roles/leader/retire', seen)).status).toBe(403)
  // A renamed role with the same verbs is an edit of nobody's rights.
  expect((await edit('leader', (await role('leader')).permissions)).status).toBe(200)
})

test('a verb that no module declares any more does not lock its role', async () => {
  await centre.admin.query("update platform.role set permissions = permissions || '{gone.read}' where id = 'handler'")
  const { permissions } = await role('handler')
  expect((await edit('handler', permissions)).status).toBe(200)
  expect((await edit('handler', await without('handler', 'gone.read'))).status).toBe(200)
  expect((await edit('handler', permissions)).status).toBe(400)
})

test('of two who edit the same role the second is told who was first, and nothing is overwritten', async () => {
  const account = { login: 'quan-tri-2', name: 'Quản trị hai', agencyId: await centre.agencyId('H57.900') }
  const more = { roles: ['administrator', 'duty_officer'], reach: 'province', password: 'mat khau that dai 2026' }
  const made = await admin.post('/api/accounts', { ...account, ...more, mustChangePassword: false })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const second = await centre.signIn(account.login, more.password)
  const { version, permissions } = await role('night')
  const ask = (person: Person, verbs: readonly string[]) =>
    person.post('/api/roles/night', { version, name, permissions: verbs })
  expect((await ask(second, [...permissions, 'alerts.read'])).status).toBe(200)
  expect(await ask(admin, [])).toMatchObject({ status: 409, body: { code: 'role_changed' } })
  expect(await role('night')).toMatchObject({
    version: version + 1,
    permissions: ['alerts.read', 'incidents.read'],
    changed: { by: { name: 'Quản trị hai' } },
  })
  const answers = await Promise.all(
    [admin, second].map((person) =>
      person.post('/api/roles/night', { version: version + 1, name, permissions: ['alerts.read'] }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  await centre.admin.query("update platform.account set disabled_at = now() where login = 'quan-tri-2'")
})

test('an administrator cannot lock themselves out, nor lose a verb that nobody could give again', async () => {
  const before = await roles()
  for (const verb of ['roles.manage', 'accounts.read']) {
    expect(await edit('administrator', await without('administrator', verb))).toMatchObject({
      status: 400,
      body: { code: 'role_locks_out', errors: [{ path: `permissions.${verb}` }] },
    })
  }
  expect(await edit('administrator', await without('administrator', 'areas.manage'))).toMatchObject({
    status: 400,
    body: { code: 'role_last_holder', errors: [{ path: 'permissions.areas.manage' }] },
  })
  // An account that is closed or sees one agency only gives nothing to anybody.
  await centre.officer('quan-tri-la', 'H57.909', ['administrator'])
  expect((await edit('administrator', await without('administrator', 'areas.manage'))).status).toBe(400)
  expect((await edit('administrator', [])).body.code).toBe('role_locks_out')
  const { version } = await role('administrator')
  expect((await admin.post('/api/roles/administrator/retire', { version })).body.code).toBe('role_held')
  expect((await roles()).map(({ holders: _, ...each }) => each)).toEqual(before.map(({ holders: _, ...each }) => each))

  // Another role of theirs still has it: then it can be taken, and given back.
  expect((await admin.post('/api/roles', { id: 'places', name, permissions: ['areas.manage'] })).status).toBe(201)
  await centre.admin.query("update platform.account set roles = roles || '{places}' where login = 'admin'")
  expect((await edit('administrator', await without('administrator', 'areas.manage'))).status).toBe(200)
  expect((await edit('places', [])).body.code).toBe('role_last_holder')
  expect((await edit('administrator', [...(await role('administrator')).permissions, 'areas.manage'])).status).toBe(200)
  expect((await edit('places', [])).status).toBe(200)
})

test('only a role that nobody holds is retired; it is given to nobody until it is brought back', async () => {
  const person = await centre.officer('gac', 'H57.907', ['night'])
  const act = async (verb: string) => admin.post(`/api/roles/night/${verb}`, { version: (await role('night')).version })
  expect(await act('retire')).toMatchObject({ status: 409, body: { code: 'role_held' } })
  expect((await act('restore')).body.code).toBe('role_changed')
  expect((await person.get('/api/alerts')).status).toBe(200)
  expect((await role('night')).holders).toBe((await admin.get('/api/accounts?role=night')).body.items.length)
  await centre.admin.query("update platform.account set disabled_at = now() where 'night' = any(roles)")
  expect(await act('retire')).toMatchObject({ status: 200, body: { holders: 0, retiredAt: expect.any(String) } })
  const account = { login: 'moi', name: 'Mới', agencyId: await centre.agencyId('H57.907'), roles: ['night'] }
  const give = () => admin.post('/api/accounts', { ...account, password: 'mat khau that dai 2026' })
  expect((await give()).body.errors).toMatchObject([{ path: 'roles' }])
  expect((await admin.post('/api/roles', { id: 'night', name, permissions: [] })).body.errors).toMatchObject([
    { path: 'id' },
  ])
  expect(await act('restore')).toMatchObject({ status: 200, body: { retiredAt: null } })
  expect((await give()).status).toBe(201)
})
