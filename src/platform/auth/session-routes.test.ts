import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { openLive } from '../../../test/live-page.ts'

let centre: TestCentre
let address: string
let minutes = 0
beforeAll(async () => {
  centre = await openTestCentre()
  address = await centre.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => centre.close())

/** Each test asks from an address of its own, so that the limit on attempts of one does not meet the other. */
function newAddress(): string {
  minutes += 1
  return `127.9.0.${minutes}`
}

const attempt = (login: string, password: string, remoteAddress = newAddress()) =>
  centre.app.inject({ method: 'POST', url: '/api/session', payload: { login, password }, remoteAddress })

const passwordOf = (login: string) => `mat khau cua ${login} 2026`
const statusOf = async (person: Person) => (await person.get('/api/session')).status

test('an unknown login, a wrong password and a closed account answer word for word alike, and take as long', async () => {
  await centre.officer('co-that', 'H57.907')
  await centre.officer('da-dong', 'H57.907')
  await centre.admin.query("update platform.account set disabled_at = now() where login = 'da-dong'")
  const times: number[] = []
  const bodies: string[] = []
  for (const [login, password] of [
    ['khong-co', 'x'],
    ['co-that', 'sai'],
    ['da-dong', passwordOf('da-dong')],
    ['co-that', passwordOf('co-that').toUpperCase()],
  ] as const) {
    const startMs = performance.now()
    const answer = await attempt(login, password)
    times.push(performance.now() - startMs)
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
    bodies.push(answer.body)
  }
  expect(new Set(bodies).size).toBe(1)
  // An unknown login costs a derivation too: it is not answered ten times faster.
  expect(times[0]).toBeGreaterThan((times[1] ?? 0) / 10)
})

test('the cookie is out of reach of scripts and of other sites, and the database holds no token', async () => {
  await centre.officer('banh', 'H57.907')
  const answer = await attempt('BANH ', passwordOf('banh'))
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(/^nhip_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  const token = /=([\w-]{43})/.exec(cookie)?.[1] ?? ''
  const { rows } = await centre.admin.query('select token_hash from platform.session')
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row.token_hash.toString('utf8')).not.toContain(token)
})

test('attempts for one login from one address are limited, with a problem that says so', async () => {
  const remoteAddress = newAddress()
  const statuses: number[] = []
  // What does not fit counts too, and costs no derivation.
  const ask = () => centre.app.inject({ method: 'POST', url: '/api/session', payload: {}, remoteAddress })
  for (let count = 0; count < 10; count++) statuses.push((await ask()).statusCode)
  expect(new Set(statuses)).toEqual(new Set([400]))
  const answer = await ask()
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(answer.json()).toMatchObject({ status: 429, title: 'Too Many Requests', code: 'too_many_attempts' })
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  const other = {
    method: 'POST',
    url: '/api/session',
    payload: { login: 'khac', password: 'x' },
    remoteAddress,
  } as const
  expect((await centre.app.inject(other)).statusCode, 'another login is not held up').toBe(401)
  expect((await attempt('khong-co', 'x')).statusCode, 'another address is not held up').toBe(401)
})

test('signing out ends this session, in the database too, and no other', async () => {
  const first = await centre.officer('ra', 'H57.907')
  const second = await centre.signIn('ra', passwordOf('ra'))
  const answer = await centre.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: first.cookie } })
  expect(answer.statusCode).toBe(204)
  expect(await statusOf(first)).toBe(401)
  expect(await statusOf(second)).toBe(200)
})

test('closing an account ends its sessions at once and its open page soon; moving one moves what its page hears', async () => {
  const moved = await centre.officer('chuyen', 'H57.907')
  const movedPage = await openLive(address, moved.cookie)
  const closed = await centre.officer('nghi', 'H57.907')
  const closedPage = await openLive(address, closed.cookie)
  expect(await statusOf(closed)).toBe(200)
  const [from, to] = [await centre.agencyId('H57.907'), await centre.agencyId('H57.909')]
  await centre.admin.query("update platform.account set disabled_at = now() where login = 'nghi'")
  await centre.admin.query("update platform.account set agency_id = $1 where login = 'chuyen'", [to])
  expect(await statusOf(closed)).toBe(401)
  expect((await closed.get('/api/alerts')).status).toBe(401)
  await until('the open page to end', async () => !closedPage.isOpen(), 25_000)
  const tell = async (subject: string, agency: number) =>
    centre.admin.query(
      "insert into platform.live_event (kind, action, subject_ids, agencies) values ('alert', 'firing', array[$1], array[$2::int])",
      [subject, agency],
    )
  // Each page is looked after at its own time: this one may not have moved when the other has ended.
  await until('what is told of the new agency', async () => {
    await tell('cua-noi-moi', to)
    return movedPage.has('cua-noi-moi')
  })
  await tell('cua-noi-cu', from)
  await tell('sau-do', to)
  await until('what was told after that', async () => movedPage.has('sau-do'))
  expect(movedPage.has('cua-noi-cu')).toBe(false)
  movedPage.close()
})

test('a session unused for longer than a shift is over; one in use is extended', async () => {
  const person = await centre.officer('ca-truc', 'H57.907')
  const mine = "account_id = (select id from platform.account where login = 'ca-truc')"
  await centre.admin.query(
    `update platform.session set last_seen_at = now() - interval '11 h', expires_at = now() + interval '1 h' where ${mine}`,
  )
  const { body } = await person.get('/api/session')
  expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now())
  const { rows } = await centre.admin.query(
    `select expires_at > now() + interval '11 h' as extended from platform.session where ${mine}`,
  )
  expect(rows).toEqual([{ extended: true }])
  await centre.admin.query(`update platform.session set expires_at = now() - interval '1 s' where ${mine}`)
  expect(await statusOf(person)).toBe(401)
})

test('changing the password needs the old one, ends every other session and keeps this one', async () => {
  const here = await centre.officer('doi', 'H57.907')
  const elsewhere = await centre.signIn('doi', passwordOf('doi'))
  const next = 'mat khau moi cua doi'
  const wrong = await here.post('/api/session/password', { current: 'sai', next })
  expect(wrong).toMatchObject({ status: 400, body: { code: 'wrong_password', errors: [{ path: 'current' }] } })
  const short = await here.post('/api/session/password', { current: passwordOf('doi'), next: 'ngan' })
  expect(short).toMatchObject({ status: 400, body: { errors: [{ path: 'next' }] } })
  expect(await statusOf(elsewhere)).toBe(200)
  expect((await here.post('/api/session/password', { current: passwordOf('doi'), next })).status).toBe(204)
  expect(await statusOf(here)).toBe(200)
  expect(await statusOf(elsewhere)).toBe(401)
  expect((await attempt('doi', passwordOf('doi'))).statusCode).toBe(401)
  expect((await attempt('doi', next)).statusCode).toBe(200)
})

test('a password that somebody else chose must be changed before anything else is allowed', async () => {
  const admin = await centre.administrator()
  const password = 'mat khau do quan tri dat'
  const account = {
    login: 'moi',
    name: 'Cán bộ mới',
    agencyId: await centre.agencyId('H57.907'),
    roles: ['leader'],
    password,
  }
  expect((await admin.post('/api/accounts', account)).status).toBe(201)
  const person = await centre.signIn('moi', password)
  expect((await person.get('/api/session')).body.mustChangePassword).toBe(true)
  expect(await person.get('/api/alerts')).toMatchObject({ status: 403, body: { code: 'password_must_change' } })
  const change = { current: password, next: 'mat khau cua rieng toi' }
  expect((await person.post('/api/session/password', change)).status).toBe(204)
  expect((await person.get('/api/session')).body.mustChangePassword).toBe(false)
  expect((await person.get('/api/alerts')).status).toBe(200)
})

test('a role that loses a verb loses it in sessions that are open', async () => {
  const person = await centre.officer('lanh-dao', 'H57.907', ['leader'])
  expect((await person.get('/api/reports')).status).toBe(200)
  await centre.admin.query(
    "update platform.role set permissions = array_remove(permissions, 'reports.read') where id = 'leader'",
  )
  expect((await person.get('/api/reports')).status).toBe(403)
})

test('nobody gives another a verb that they lack', async () => {
  const local = await centre.officer('quan-tri', 'H57.907', ['administrator'])
  const account = { login: 'moi', name: 'Mới', agencyId: await centre.agencyId('H57.907'), password: passwordOf('moi') }
  const answer = await local.post('/api/accounts', { ...account, roles: ['duty_officer'] })
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_account', errors: [{ path: 'roles' }] } })
  expect((await local.post('/api/accounts', { ...account, roles: ['khong-co'] })).status).toBe(400)
  const taken = await local.post('/api/accounts', { ...account, login: 'admin', roles: ['administrator'] })
  expect(taken).toMatchObject({ status: 400, body: { errors: [{ path: 'login' }] } })
})
