import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { listRoutes } from '../../../test/centre-routes.ts'
import { insertStorm } from '../../../test/insert-storm.ts'

let centre: TestCentre
let farm: Person
let trade: Person

beforeAll(async () => {
  centre = await openTestCentre()
  const roles = ['administrator', 'duty_officer']
  farm = await centre.officer('nong-nghiep', 'H57.907', roles)
  trade = await centre.officer('cong-thuong', 'H57.909', roles)
  await insertStorm(centre.admin, { agencyCode: 'H57.907', prefix: 'nn', count: 2 })
  await insertStorm(centre.admin, { agencyCode: 'H57.909', prefix: 'ct', count: 3 })
})
afterAll(() => centre.close())

async function open(token: string): Promise<{ status: number; cookie: string }> {
  const answer = await centre.app.inject({ method: 'POST', url: '/api/screens/open', payload: { token } })
  return { status: answer.statusCode, cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}

const ask = (cookie: string, url: string, method: 'GET' | 'POST' | 'PATCH' | 'DELETE' = 'GET') =>
  centre.app.inject({ method, url, headers: { cookie }, ...(method === 'GET' ? {} : { payload: {} }) })

test('a screen sees what its maker sees, changes nothing by any route, and is dark once its link is revoked', async () => {
  const made = await farm.post('/api/screens', { name: 'Phòng họp tầng 2' })
  expect(made.status).toBe(201)
  const { cookie, status } = await open(made.body.token)
  expect(status).toBe(204)
  const session = (await ask(cookie, '/api/session')).json()
  expect(session).toMatchObject({ isScreen: true, account: { name: 'Phòng họp tầng 2' } })
  expect(session.permissions).toEqual(['alerts.read', 'areas.read', 'assets.read'])
  expect((await ask(cookie, '/api/summary')).json().firing.major).toBe(
    (await farm.get('/api/summary')).body.firing.major,
  )
  expect(
    (await ask(cookie, '/api/alerts')).json().items.map(({ agency }: { agency: { code: string } }) => agency.code),
  ).toEqual(['H57.907', 'H57.907'])

  const routes = (await listRoutes()).filter(({ method, config }) => method !== 'GET' && config.public !== true)
  expect(routes.length).toBeGreaterThan(40)
  for (const { method, url, name } of routes) {
    const address = url.replace(/:(kind|module)\b/g, 'asset').replace(/:\w+/g, '1')
    const answer = await ask(cookie, address, method as 'POST')
    expect([answer.statusCode, answer.json().code], name).toEqual([403, 'screen_reads'])
  }
  for (const url of ['/api/accounts', '/api/audit', '/api/screens', '/api/messages', '/api/tasks']) {
    expect((await ask(cookie, url)).statusCode, url).toBe(403)
  }

  const { body } = await farm.get('/api/screens')
  expect(body.items[0]).toMatchObject({ name: 'Phòng họp tầng 2', revokedAt: null })
  expect(body.items[0].lastSeenAt).not.toBeNull()
  expect(JSON.stringify(body)).not.toContain(made.body.token)
  expect((await farm.delete(`/api/screens/${made.body.id}`)).status).toBe(200)
  expect((await ask(cookie, '/api/summary')).statusCode).toBe(401)
  expect((await open(made.body.token)).status).toBe(401)
  expect((await farm.delete(`/api/screens/${made.body.id}`)).body.code).toBe('already_revoked')
  const { rows } = await centre.admin.query(
    "select action from platform.audit where subject_kind = 'screen' order by id",
  )
  expect(rows.map(({ action }) => action)).toEqual(['screen.made', 'screen.revoked'])
})

test('links of another agency are neither seen nor revoked, and a token that was never told opens nothing', async () => {
  const { body } = await farm.post('/api/screens', { name: 'Trực ban' })
  expect((await trade.get('/api/screens')).body.items).toEqual([])
  expect((await trade.delete(`/api/screens/${body.id}`)).status).toBe(404)
  expect((await open('x'.repeat(43))).status).toBe(401)
  expect((await open(body.token)).status).toBe(204)
})

test('whoever may not look themselves makes no screen that does', async () => {
  const blind = await centre.officer('chi-quan-tri', 'H57.909', ['administrator'])
  expect((await blind.post('/api/screens', { name: 'x' })).body.code).toBe('account_beyond')
})
