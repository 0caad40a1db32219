import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'

let centre: TestCentre
let admin: Person

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
})
afterAll(() => centre.close())

const name = { vi: 'Trực đêm', en: 'Night duty' }
const roles = async () => (await admin.get('/api/roles')).body.items as { id: string; permissions: string[] }[]

test('a role is a set of declared verbs; it holds from the next request of those who have it', async () => {
  const { body } = await admin.get('/api/permissions')
  expect(body.items).toEqual(expect.arrayContaining(['areas.manage', 'agencies.manage', 'roles.manage', 'alerts.read']))
  const made = await admin.post('/api/roles', { id: 'night', name, permissions: ['alerts.read', 'alerts.read'] })
  expect(made).toMatchObject({ status: 201, body: { id: 'night', name, permissions: ['alerts.read'] } })
  const person = await centre.officer('dem', 'H57.907', ['night'])
  expect((await person.get('/api/alerts')).status).toBe(200)
  expect((await person.get('/api/incidents')).status).toBe(403)
  expect((await admin.post('/api/roles/night', { name, permissions: ['incidents.read'] })).status).toBe(200)
  expect((await person.get('/api/alerts')).status).toBe(403)
  expect((await person.get('/api/incidents')).status).toBe(200)
})

test.each([
  ['an unknown verb', { id: 'x1', name, permissions: ['alerts.dance'] }, 'permissions'],
  ['an id in use', { id: 'leader', name, permissions: [] }, 'id'],
  ['an id of another form', { id: 'Trực', name, permissions: [] }, 'id'],
] as const)('%s is refused by name', async (_, role, path) => {
  const before = await roles()
  const { status, body } = await admin.post('/api/roles', role)
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
  expect(beyond).toMatchObject({ status: 400, body: { errors: [{ path: 'permissions' }] } })
  const taken = await admin.post('/api/roles/leader', { name, permissions: [] })
  expect(taken).toMatchObject({ status: 400, body: { errors: [{ path: 'permissions' }] } })
  expect((await admin.post('/api/roles/nobody', { name, permissions: [] })).status).toBe(404)
  expect(await roles()).toEqual(before)
  await centre.admin.query("update platform.account set roles = '{administrator,duty_officer}' where login = 'admin'")
  const local = await centre.officer('quan-tri-mot', 'H57.907', ['administrator'])
  expect((await local.post('/api/roles', { id: 'x3', name, permissions: [] })).status).toBe(403)
  // A renamed role with the same verbs is an edit of nobody's rights.
  expect(
    (
      await admin.post('/api/roles/leader', {
        name,
        permissions: before.find(({ id }) => id === 'leader')?.permissions,
      })
    ).status,
  ).toBe(200)
})

test('a verb that no module declares any more does not lock its role', async () => {
  await centre.admin.query("update platform.role set permissions = permissions || '{gone.read}' where id = 'handler'")
  const permissions = (await roles()).find(({ id }) => id === 'handler')?.permissions ?? []
  expect((await admin.post('/api/roles/handler', { name, permissions })).status).toBe(200)
  const without = permissions.filter((permission) => permission !== 'gone.read')
  expect((await admin.post('/api/roles/handler', { name, permissions: without })).status).toBe(200)
  expect((await admin.post('/api/roles/handler', { name, permissions })).status).toBe(400)
})
