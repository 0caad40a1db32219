import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reservedIds } from '../src/core/module-fault.ts'
import { createApp } from '../src/platform/http/app.ts'
import { guardRoutes } from '../src/platform/http/guard.ts'
import { type Answer, openTestCentre, type Person, type TestCentre } from './centre.ts'
import { type ListedRoute, listRoutes } from './centre-routes.ts'
import { insertAlerts } from './insert-alerts.ts'
import { recordKinds, sampleValues } from './make-records.ts'
import { thisMonth } from './walk-chain.ts'

const routes = await listRoutes()
const id = '019ab0c0-0000-7000-8000-000000000000'

/** Open to whoever comes, each with its reason. */
const open: Record<string, string> = {
  'GET /healthz': 'watched from outside',
  'GET /readyz': 'watched from outside',
  'GET /metrics': 'watched from outside',
  'GET /api/openapi.json': 'documentation',
  'POST /api/session': 'how one signs in',
  'DELETE /api/session': 'signing out twice is no error',
  'POST /api/screens/open': 'how a large screen opens its link, src/platform/screens',
  'POST /api/ingest/readings': 'devices have credentials of their own, src/platform/ingest',
}
/** Open to everyone signed in, whatever the role. */
const forAll = [
  'GET /api/session',
  'POST /api/session/password',
  'GET /api/deadlines/preview',
  'GET /api/late-reasons',
  'GET /api/live',
  'GET /api/record-types',
  // Which permission one needs depends on what is imported: each asks for it itself, src/platform/imports.
  'GET /api/import-targets',
  'GET /api/import-targets/{target}/template.csv',
  'GET /api/import-targets/{target}/template.xlsx',
  'GET /api/imports',
  'GET /api/imports/{id}',
  'GET /api/imports/{id}/faults',
  'GET /api/imports/{id}/faulty.csv',
  'POST /api/imports',
  'PATCH /api/imports/{id}',
  'POST /api/imports/{id}/check',
  'POST /api/imports/{id}/apply',
  'POST /api/imports/{id}/undo',
  // Of a register one may open; to share one each asks for it itself, src/platform/saved-views.
  'GET /api/views',
  'POST /api/views',
  'PATCH /api/views/{id}',
  'DELETE /api/views/{id}',
  'POST /api/views/{id}/restore',
]

let centre: TestCentre
let officer: Person
/** Signed in, of a role that permits nothing. */
let powerless: Person

beforeAll(async () => {
  centre = await openTestCentre()
  await centre.admin.query(
    "insert into platform.role (id, name_vi, name_en, permissions) values ('none', 'Không', 'None', '{}')",
  )
  officer = await centre.officer('truc', 'H57.907')
  powerless = await centre.officer('khong', 'H57.907', ['none'])
})
afterAll(() => centre.close())

const addressOf = (route: ListedRoute) =>
  route.url
    .replace('accounts/:id', 'accounts/1')
    .replace('maintenance/:id', 'maintenance/1')
    .replace('screens/:id', 'screens/1')
    .replace(':id', id)
    .replace(':post', '1')
    .replace(':handoverId', id)
    .replace(':rule', '1')
    .replace(':file', id)
    .replace(':handoverId', id)
    .replace(':field', '1')
    .replace(':step', 'device')
    .replace(':kind', 'asset')
    .replace(':severity', 'crit')
    .replace(':code', 'phu-oc')
    .replace(/:key\b/, 'alerts_handled_in_time')

async function ask(route: ListedRoute, cookie?: string, headers: Record<string, string> = {}) {
  const answer = await centre.app.inject({
    // Fastify's own list of methods; each route has one.
    method: route.method as 'GET',
    url: addressOf(route),
    headers: { ...headers, ...(cookie ? { cookie } : {}) },
  })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body }
}

function expectProblem(answer: { status: number; headers: object; text: string }, status: number, code: string): void {
  expect(answer.headers).toMatchObject({ 'content-type': expect.stringMatching(/^application\/problem\+json/) })
  const body = JSON.parse(answer.text)
  expect(body).toMatchObject({ status, code, type: `/problems/${code}` })
  expect(body.title).toMatch(/\w/)
  expect(body.detail).toMatch(/\w{3}/)
  expect(answer.status).toBe(status)
}

test('every route says who may use it, in one of three ways', () => {
  expect(routes.length).toBeGreaterThan(30)
  const of = (pick: (route: ListedRoute) => boolean) => routes.filter(pick).map((route) => route.name)
  expect(of(({ config }) => config.public === true).sort()).toEqual(Object.keys(open).sort())
  expect(of(({ config }) => config.signedIn === true).sort()).toEqual(forAll.toSorted())
  for (const { name, config } of routes)
    expect(
      Object.keys(config).filter((key) => ['require', 'public', 'signedIn'].includes(key)),
      name,
    ).toHaveLength(1)
})

test('no module can take an address of the centre', () => {
  const modules = new Set([...recordKinds].map((kind) => kind.moduleId))
  const firsts = new Set(routes.flatMap(({ url }) => /^\/api\/([a-z][a-z-]*)(?=\/|$)/.exec(url)?.[1] ?? []))
  const own = [...firsts].filter((first) => !modules.has(first)).sort()
  expect(own).toEqual([...reservedIds].filter((id) => firsts.has(id)).sort())
})

test('a route that says nothing of who may use it stops the start', async () => {
  const app = await createApp(pino({ level: 'silent' }))
  guardRoutes(app, async () => null)
  for (const config of [{}, { rateLimit: {} }, { public: undefined }]) {
    expect(() => app.get('/api/secret', { config } as object, async () => 'x')).toThrow(/GET \/api\/secret/)
  }
  await app.close()
})

test.for(routes.filter((route) => !(route.name in open)))('$name answers 401 without a session', async (route) => {
  expectProblem(await ask(route), 401, 'not_signed_in')
  expectProblem(await ask(route, 'nhip_session=made-up'), 401, 'not_signed_in')
})

test.for(routes.filter((route) => route.config.require !== undefined))(
  '$name answers 403 to a person whose role lacks the verb',
  async (route) => {
    const answer = await ask(route, powerless.cookie)
    expectProblem(answer, 403, 'not_permitted')
    expect(answer.text).toContain(route.config.require)
  },
)

test.for(routes.filter((route) => route.method !== 'GET'))('$name refuses a page of another origin', async (route) => {
  for (const origin of ['https://evil.example', 'null', 'http://localhost:80.evil.example', 'http://localhost:81']) {
    expectProblem(await ask(route, officer.cookie, { origin, host: 'localhost:80' }), 403, 'foreign_origin')
  }
})

test('the page of the centre itself is not refused', async () => {
  const answer = await centre.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { origin: 'http://localhost:8080', host: 'localhost:8080' },
    payload: { login: 'truc', password: 'wrong' },
  })
  expect(answer.json()).toMatchObject({ code: 'wrong_login' })
})

test('an address that does not exist is a problem too', async () => {
  for (const url of ['/api/nothing', '/api/alerts/x/y/z', '/api/../api/nothing']) {
    const answer = await centre.app.inject({ url, headers: { cookie: officer.cookie } })
    expectProblem({ status: answer.statusCode, headers: answer.headers, text: answer.body }, 404, 'not_found')
  }
})

const ruleDefinition = {
  name: { vi: 'x', en: 'x' },
  title: { vi: 'x', en: 'x' },
  severity: 'minor',
  assetType: 'river_station',
  condition: { kind: 'silence', series: 'water_level', afterS: 60 },
}

/** A body that fits, per route that takes one. */
const bodies: Record<string, object> = {
  'POST /api/session': { login: 'truc', password: 'x' },
  'POST /api/session/password': { current: 'x', next: 'mot mat khau that dai' },
  'POST /api/accounts': { login: 'ai', name: 'Ai', agencyId: 1, roles: ['leader'], password: 'mot mat khau that dai' },
  'POST /api/accounts/{id}': { version: 1, name: 'Ai', agencyId: 1, roles: ['leader'], reach: 'agency' },
  'POST /api/accounts/{id}/disable': { version: 1 },
  'POST /api/accounts/{id}/enable': { version: 1 },
  'POST /api/accounts/{id}/password': { password: 'mot mat khau that dai' },
  // No example: `true` is what `enabled` and `take` take.
  'POST /api/alerts/limits/{severity}': { amount: 6, unit: 'hour' },
  'POST /api/rules': { definition: ruleDefinition, why: 'x' },
  'POST /api/rules/{rule}': { version: 1, definition: ruleDefinition, why: 'x' },
  'POST /api/rules/{rule}/default': { version: 1 },
  'POST /api/rules/try': { definition: ruleDefinition, days: 1, ruleId: 1 },
  'POST /api/screens': { name: 'x' },
  'POST /api/screens/open': { token: 'x'.repeat(43) },
  'POST /api/roles': { id: 'x', name: { vi: 'x', en: 'x' }, permissions: [] },
  'POST /api/roles/{id}': { version: 1, name: { vi: 'x', en: 'x' }, permissions: [] },
  'POST /api/roles/{id}/retire': { version: 1 },
  'POST /api/roles/{id}/restore': { version: 1 },
  'POST /api/areas/imports': { name: 'x', format: 'csv', content: 'x', covers: 'listed', validFrom: '2026-09-20' },
  'POST /api/agencies': {
    code: 'A',
    name: 'Một',
    kind: 'centre',
    parentId: 1,
    areaCode: '46',
    dutyPhone: '0234',
    from: '2026-01-01',
  },
  'POST /api/agencies/{code}/rename': { name: 'Một', from: '2026-01-01' },
  'POST /api/agencies/{code}/phone': { dutyPhone: '0234' },
  'POST /api/agencies/{code}/move': { parentId: 1 },
  'POST /api/agencies/{code}/close': { reason: 'x', successorId: 1 },
  'POST /api/agencies/{code}/posts': { accountId: 1, title: 'x', from: '2026-01-01' },
  'POST /api/agencies/{code}/posts/{post}/end': { until: '2026-02-01' },
  'POST /api/assets': { code: 'a', type: 'reservoir', name: 'Hồ', agencyId: 1 },
  'PATCH /api/assets/{code}': { version: 1, name: 'x', position: null },
  'POST /api/assets/{code}/retire': { version: 1, reason: 'x' },
  'POST /api/assets/{code}/restore': { version: 1 },
  'POST /api/assets/{code}/credentials': { name: 'a' },
  'POST /api/alerts/{id}/acknowledge': { comment: 'x' },
  'POST /api/alerts/{id}/dismiss': { reason: 'x' },
  'POST /api/alerts/{id}/close': { note: 'x' },
  'POST /api/alerts/lines/{id}/close': { group: 'calmed', note: 'x' },
  'POST /api/alerts/calmed/close': { by: '2026-01-01T00:00:00Z' },
  'POST /api/alerts/reopen': { at: '2026-01-01T00:00:00Z' },
  'POST /api/alerts/{id}/shelve': { until: '2099-01-01T00:00:00Z', reason: 'x' },
  'POST /api/alerts/lines/{id}/acknowledge': { group: 'fresh', comment: 'x' },
  'POST /api/alerts/lines/{id}/dismiss': { group: 'fresh', reason: 'x' },
  'POST /api/alerts/lines/{id}/shelve': { group: 'fresh', until: '2099-01-01T00:00:00Z', reason: 'x' },
  'POST /api/first-hour/province': { code: '46' },
  'POST /api/first-hour/steps/{step}': { state: 'skipped' },
  'POST /api/readings/keeping': { keptWeeks: 104, aheadWeeks: 4, seen: { keptWeeks: 104, aheadWeeks: 4 } },
  'POST /api/maintenance': {
    agencyId: 1,
    area: '1',
    assetType: 'x',
    fromAt: '2098-01-01T00:00:00Z',
    untilAt: '2099-01-01T00:00:00Z',
    reason: 'x',
  },
  // No example: a connector's settings are any object, and `true` is what `enabled` takes; see connectors/routes.test.ts.
  'POST /api/channels/{module}/{key}': {},
  'POST /api/channels/{module}/{key}/test': { address: 'a@example.org' },
  'POST /api/channels/{module}/{key}/addresses': { agencyId: 1, address: 'a@example.org', note: 'x' },
  'POST /api/basemaps': { name: 'x', kind: 'geojson', source: 'x', attribution: 'x' },
  'POST /api/basemaps/test': { kind: 'geojson', source: 'x' },
  'POST /api/basemaps/shown': { id: 1 },
  'POST /api/connectors/{module}/{key}': {},
  'POST /api/dead-letters/replay': { filter: { q: 'x' } },
  'POST /api/dead-letters/dismiss': { choice: { filter: { q: 'x' } }, reason: 'x' },
  'POST /api/views': { register: 'directives.directive', name: 'x', look: 'view=board' },
  'PATCH /api/views/{id}': { name: 'x' },
  'POST /api/incidents': { alertId: id },
  'POST /api/incidents/{id}/notes': { text: 'x' },
  'POST /api/incidents/{id}/alerts': { alertId: id },
  'POST /api/incidents/{id}/tasks': { title: 'x', agencyId: 1 },
  // `true` is what `falseAlarm` takes.
  'POST /api/incidents/{id}/close': { note: 'x' },
  'POST /api/incidents/{id}/stage': { from: 'detected', to: 'verified', comment: 'x' },
  'POST /api/incidents/{id}/handovers': { to: 1, note: 'x' },
  'POST /api/incidents/{id}/handovers/{handoverId}': { answer: 'decline', reason: 'x' },
  'POST /api/incidents/{id}/lessons': { text: 'x', replaces: id },
  'POST /api/incidents/{id}/figures': { kind: 'x', value: 1, whole: 2, at: '2026-01-01T00:00:00Z', source: 'x' },
  'POST /api/incidents/{id}/commander': { accountId: 1 },
  // `true` is what `hasWhole` and `retired` take.
  'POST /api/incidents/figure-kinds': { key: 'x', name: { vi: 'x', en: 'x' }, unit: { vi: 'x', en: 'x' } },
  'POST /api/incidents/figure-kinds/{key}': { name: { vi: 'x', en: 'x' }, unit: { vi: 'x', en: 'x' } },
  'POST /api/incidents/{id}/bulletins': { title: 'x', text: 'x', audience: 'chosen', agencyIds: [1] },
  'PATCH /api/bulletins/{id}': { version: 1, title: 'x', text: 'x', audience: 'chosen', agencyIds: [1] },
  'POST /api/bulletins/{id}/ask': { version: 1 },
  'POST /api/bulletins/{id}/withdraw': { version: 1 },
  'POST /api/bulletins/{id}/drop': { version: 1 },
  'POST /api/bulletins/{id}/return': { version: 1, reason: 'x' },
  'POST /api/bulletins/{id}/approve': { version: 1, agencies: 1, addresses: 1 },
  'POST /api/bulletins/{id}/send': { version: 1, agencies: 1, addresses: 1 },
  'POST /api/bulletins/{id}/phoned': { agencyId: 1, note: 'x' },
  // `true` is what `secondPerson` takes.
  'POST /api/bulletins/setting': {},
  // `true` is what `needsWords` and `retired` take.
  'POST /api/late-reasons': { key: 'xx', name: { vi: 'x', en: 'x' }, countsAs: 'people' },
  'POST /api/late-reasons/{key}': { name: { vi: 'x', en: 'x' }, countsAs: 'people' },
  'POST /api/tasks/{id}/late-reason': { reason: 'x', words: 'x' },
  'POST /api/tasks/{id}/complete': { result: 'x', late: { reason: 'x' } },
  'POST /api/indicators/{key}/targets': { period: '2026-11', value: 0.9, responsibleId: 1, why: 'x' },
  'POST /api/reports/{id}/return': { reason: 'x' },
  'POST /api/reports/{id}/texts': { section: 'tasks', text: 'x' },
  'POST /api/reports': { period: '2026-11', agencyId: 1 },
  'POST /api/things/{kind}/{id}/links': { relation: 'powered_by', to: { kind: 'asset', id: 'phu-oc' } },
  'PATCH /api/imports/{id}': { sheet: 'a', mapping: [null] },
  // `true` is what `goodOnly` takes.
  'POST /api/imports/{id}/apply': {},
  'POST /api/extra-fields': { recordType: 'a.b', key: 'c', field: { kind: 'date', label: { vi: 'd', en: 'd' } } },
  'PATCH /api/extra-fields/{field}': { field: { kind: 'date', label: { vi: 'd', en: 'd' } } },
  'POST /api/extra-fields/order': { recordType: 'a.b', ids: [1] },
  // `true` is what `confirmed` and `enabled` take.
  'PATCH /api/deadline-rules/{recordType}/{key}': { amount: 1, unit: 'day', warnWorkingHours: 1, source: 'x' },
  ...Object.fromEntries(
    recordKinds.flatMap(({ address, record }) => [
      [`POST ${address}`, { agencyId: 1, values: sampleValues(record.fields, 1, 'x') }],
      [`PATCH ${address}/{id}`, { version: 1, values: {}, areaCode: null }],
      [`POST ${address}/{id}/late-reasons`, { clock: 1, reason: 'x', words: 'x' }],
      ...Object.keys(record.lifecycle.moves).map((move) => [
        `POST ${address}/{id}/moves/${move}`,
        { version: 1, comment: 'x', values: {} },
      ]),
    ]),
  ),
}

test('every route with a body has an example here', () => {
  expect(Object.keys(bodies).sort()).toEqual(
    routes
      // Readings are judged one by one, none costs the others: src/platform/ingest/http-door.test.ts.
      .filter((route) => route.hasBody && route.name !== 'POST /api/ingest/readings')
      .map((route) => route.name)
      .sort(),
  )
})

test.for(Object.entries(bodies))('%s names the field that is wrong', async ([name, body]) => {
  const administrator = await centre.administrator()
  const route = routes.find((found) => found.name === name)
  if (!route) throw new Error(`no route ${name}`)
  const post = (payload: object) =>
    route.method === 'PATCH'
      ? administrator.patch(addressOf(route), payload)
      : administrator.post(addressOf(route), payload)
  for (const field of Object.keys(body)) {
    for (const wrong of [{ deep: 1 }, true]) {
      const answer = await post({ ...body, [field]: wrong })
      expectWrongField(answer, field)
    }
  }
  expectWrongField(await post({ ...body, surprise: 1 }), 'surprise')
})

function expectWrongField(answer: Answer, field: string): void {
  expect(answer, field).toMatchObject({ status: 400, body: { type: '/problems/bad_request', code: 'bad_request' } })
  const paths = answer.body.errors.map((error: { path: string }) => error.path.split('.')[0])
  expect(paths, `${field}: ${answer.body.detail}`).toContain(field)
}

test.for([
  ['GET', '/api/alerts?limit=0', 'limit'],
  ['GET', '/api/alerts?limit=many', 'limit'],
  ['GET', '/api/alerts?after=x', 'after'],
  ['GET', '/api/alerts?state=some', 'state'],
  ['GET', '/api/assets?sort=colour', 'sort'],
  ['GET', '/api/assets?after=x', 'after'],
  ['GET', '/api/assets/export.csv?type=nothing', 'type'],
  ['GET', '/api/past/summary', 'at'],
  ['GET', '/api/past/points?at=2026-11-21', 'at'],
  ['GET', '/api/past/strip?span_s=0', 'span_s'],
  ['GET', '/api/alerts/x', 'id'],
  ['GET', '/api/readings?asset=phu-oc&series=water_level&from=2026-11-21T00:00:00', 'from'],
  ['GET', '/api/readings?asset=phu-oc', 'series'],
  ['GET', '/api/readings/corrections?asset=phu-oc&series=water_level&limit=0', 'limit'],
  ['GET', '/api/readings/course?asset=phu-oc&series=water_level', 'from'],
  ['GET', '/api/indicators/alerts_handled_in_time?period=2026-13', 'period'],
  ['GET', '/api/indicators/alerts_handled_in_time?period=0000', 'period'],
  ['GET', '/api/indicators/alerts_handled_in_time', 'period'],
] as const)('%s %s names «%s»', async ([, address, field]) => {
  expectWrongField(await officer.get(address), field)
})

test.for([
  ['a character that text cannot hold', '/api/alerts?asset=%00'],
  ['a number beyond an integer', '/api/assets?after=99999999999'],
  ['a number beyond an integer', `/api/indicators/alerts_handled_in_time/rows?period=2026&agencyId=99999999999`],
  ['a moment before all others', '/api/past/points?at=0000-01-01T00:00:00Z'],
  ['a moment after all others', '/api/past/lines?at=9999-12-31T23:59:59Z'],
  ['the last year', '/api/indicators/alerts_handled_in_time?period=9999'],
  ['the last month', '/api/indicators/alerts_handled_in_time?period=9999-12'],
  ['a window from the beginning of time', '/api/readings?asset=phu-oc&series=water_level&from=0000-01-01T00:00:00Z'],
  ['the same of corrections', '/api/readings/corrections?asset=phu-oc&series=water_level&from=0000-01-01T00:00:00Z'],
  ['the same of a course', '/api/readings/course?asset=phu-oc&series=water_level&from=0000-01-01T00:00:00Z'],
  [
    'until the end of it',
    '/api/readings/course?asset=phu-oc&series=water_level&from=2026-01-01T00:00:00Z&to=9999-12-31T23:59:59Z',
  ],
] as const)('%s is the asker’s fault or none, never the centre’s: %s', async ([, address]) => {
  const answer = await officer.get(address)
  expect([200, 400], JSON.stringify(answer.body)).toContain(answer.status)
})

test.for([
  ['/api/session', { login: 'a\0b', password: 'x' }],
  ['/api/assets', { code: 'a-0', type: 'reservoir', name: 'Hồ\0', agencyId: 0 }],
  ['/api/assets', { code: 'a-1', type: 'reservoir', name: 'Hồ', agencyId: 0, attributes: { river: 'Bồ\0' } }],
  ['/api/reports', { period: thisMonth(), agencyId: 99_999_999_999 }],
] as const)('POST %s with what the database cannot hold answers 4xx', async ([path, body]) => {
  const own = 'agencyId' in body && body.agencyId === 0 ? { agencyId: await centre.agencyId('H57.907') } : {}
  const answer = await officer.post(path, { ...body, ...own })
  expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
})

test('a body that is no JSON, of another kind, or too large is a problem of the asker', async () => {
  for (const [type, payload, status, code] of [
    ['application/json', '{', 400, 'bad_request'],
    ['text/plain', 'x', 415, 'unsupported_media_type'],
    ['application/json', JSON.stringify({ comment: 'x'.repeat(2_000_000) }), 413, 'too_large'],
  ] as const) {
    const answer = await centre.app.inject({
      method: 'POST',
      url: `/api/alerts/${id}/acknowledge`,
      headers: { cookie: officer.cookie, 'content-type': type },
      payload,
    })
    expectProblem({ status: answer.statusCode, headers: answer.headers, text: answer.body }, status, code)
  }
})

test('a form without its boundary, without the file or with a second field is a problem of the asker', async () => {
  const form = (type: string, payload: string) =>
    centre.app.inject({
      method: 'POST',
      url: `/api/tasks/${id}/evidence`,
      headers: { cookie: officer.cookie, 'content-type': type },
      payload,
    })
  const part = (name: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"; filename="a"\r\n\r\nx\r\n--b--\r\n`
  for (const [type, payload] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=b', ''],
    ['multipart/form-data; boundary=b', '--b--\r\n'],
    ['multipart/form-data; boundary=b', part('other')],
    ['multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nx'],
  ] as const) {
    const answer = await form(type, payload)
    expect(answer.statusCode, `${type} ${payload}: ${answer.body}`).toBeLessThan(500)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  }
})

test('a list of 450 alerts is walked page by page, completely and none twice', async () => {
  const walker = await centre.officer('di-trang', 'H57.912')
  const made = await insertAlerts(
    centre.admin,
    Array.from({ length: 450 }, () => ({ agencyCode: 'H57.912' })),
  )
  for (const size of [200, 150, 7]) {
    const seen: string[] = []
    let next: string | null = `/api/alerts?limit=${size}&state=all`
    while (next) {
      const { body, headers }: Answer = await walker.get(next)
      seen.push(...body.items.map((alert: { id: string }) => alert.id))
      expect(body.items.length).toBeLessThanOrEqual(size)
      expect(headers.link).toBe(body.next === null ? undefined : `<${body.next}>; rel="next"`)
      next = body.next
      // What is raised meanwhile lies before the first page and disturbs nothing.
      if (seen.length === size) made.push(...(await insertAlerts(centre.admin, [{ agencyCode: 'H57.912' }])))
    }
    expect(seen.length).toBe(new Set(seen).size)
    expect(seen).toEqual(made.slice(0, -1).toReversed())
  }
})
