import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'

let centre: TestCentre
let one: Person
let other: Person
const farm = 'H57.907'

beforeAll(async () => {
  centre = await openTestCentre()
  one = await centre.officer('mot', farm)
  other = await centre.officer('hai', 'H57.909')
})
afterAll(() => centre.close())
beforeEach(async () => {
  await centre.admin.query('truncate platform.alert, platform.rule_state, platform.maintenance_window cascade')
  await centre.admin.query('delete from platform.link')
})

const lines = async (person = one, query = '') => (await person.get(`/api/alerts/lines${query}`)).body
const shape = async (person = one, query = '') =>
  (await lines(person, query)).items.map(
    (line: { group: string; severity: string; by: string; count: number; alert: { asset: { code: string } } }) =>
      [line.group, line.severity, line.by, line.count, line.alert.asset.code].join(' '),
  )
const isShape = (expected: unknown[], query = '') =>
  expect.poll(() => shape(one, query), { timeout: 10_000 }).toEqual(expected)
const fire = (prefix: string, count: number, more: Partial<Parameters<typeof insertStorm>[1]> = {}) =>
  insertStorm(centre.admin, { agencyCode: farm, prefix, count, ...more })
const link = (prefix: string, cause: string) =>
  centre.admin.query(
    `insert into platform.link (from_kind, from_id, relation, to_kind, to_id, agency_id, to_agency_id)
    select 'asset', code, 'powered_by', 'asset', $2, agency_id, agency_id from platform.asset where code like $1 || '-%'`,
    [prefix, cause],
  )
const resolve = (code: string) =>
  centre.admin.query(
    `update platform.alert set condition = 'resolved', resolved_at = now(), line_due = true
    where asset_id = (select id from platform.asset where code = $1)`,
    [code],
  )

test('one power cut is one line with its parts, also when the parts come first; the cause gone, a part stands alone', async () => {
  await fire('cam', 3, { severity: 'minor' })
  await expect.poll(async () => (await lines()).lines.fresh).toBe(3)
  await link('cam', 'power-1')
  await fire('power', 1, { severity: 'major' })
  await isShape(['fresh major cause 4 power-1'])
  const [line] = (await lines()).items
  expect((await one.get(`/api/alerts/lines/${line.id}?group=fresh`)).body.items).toHaveLength(4)

  expect((await one.post(`/api/alerts/lines/${line.id}/acknowledge`, { group: 'fresh' })).body).toEqual({
    changed: 4,
    left: 0,
  })
  await fire('late', 1, { severity: 'info' })
  await link('late', 'power-1')
  await centre.admin.query('update platform.alert set line_due = true')
  await isShape(['taken major cause 5 power-1'])

  await resolve('cam-1')
  await isShape(['taken major cause 4 power-1', 'calmed minor cause 1 cam-1'])
  await resolve('power-1')
  await expect.poll(async () => (await lines()).lines, { timeout: 10_000 }).toMatchObject({ fresh: 1, taken: 2 })
})

test('a new part that is worse than what was taken makes the line new again', async () => {
  await fire('p1', 1, { severity: 'minor' })
  await fire('p2', 1, { severity: 'minor' })
  await link('p2', 'p1-1')
  await centre.admin.query('update platform.alert set line_due = true')
  await isShape(['fresh minor cause 2 p1-1'])
  const [line] = (await lines()).items
  await one.post(`/api/alerts/lines/${line.id}/acknowledge`, { group: 'fresh' })
  await fire('p3', 1, { severity: 'crit' })
  await link('p3', 'p1-1')
  await centre.admin.query('update platform.alert set line_due = true')
  await isShape(['fresh crit cause 3 p1-1'])
  expect((await lines()).untaken.crit.lines).toBe(1)
})

test('a line is made of what one may see', async () => {
  await fire('src', 1)
  await insertStorm(centre.admin, { agencyCode: 'H57.909', prefix: 'eff', count: 2, severity: 'minor' })
  await link('eff', 'src-1')
  await centre.admin.query('update platform.alert set line_due = true')
  await expect
    .poll(() => shape(other), { timeout: 10_000 })
    .toEqual([expect.stringMatching(/^fresh minor cause 2 eff-/)])
  expect(await shape()).toEqual(['fresh major  1 src-1'])
  const [line] = (await lines(other)).items
  expect((await one.post(`/api/alerts/lines/${line.id}/dismiss`, { group: 'fresh', reason: 'x' })).body).toEqual({
    changed: 1,
    left: 0,
  })
  expect((await lines(other)).items[0].count).toBe(2)
  expect(
    (
      await other.post(`/api/alerts/lines/019ab0c0-0000-7000-8000-000000000000/dismiss`, {
        group: 'fresh',
        reason: 'x',
      })
    ).status,
  ).toBe(404)
})

test('a taking of a line is undone as one, and each step is in the audit', async () => {
  await fire('u', 6, { areas: ['19804'] })
  await isShape([expect.stringMatching(/^fresh major area 6 u-/)])
  const [line] = (await lines()).items
  await one.post(`/api/alerts/lines/${line.id}/acknowledge`, { group: 'fresh' })
  expect((await one.post(`/api/alerts/lines/${line.id}/release`)).body).toEqual({ changed: 6, left: 0 })
  expect((await one.post(`/api/alerts/lines/${line.id}/dismiss`, { group: 'fresh', reason: 'thử' })).body).toEqual({
    changed: 6,
    left: 0,
  })
  const { rows } = await centre.admin.query(
    "select action, count(*)::int from platform.audit where detail->>'line' = $1 group by 1 order by 1",
    [line.id],
  )
  expect(rows).toEqual(['dismissed', 'released', 'taken'].map((action) => ({ action: `alert.${action}`, count: 6 })))
})

test('what is shelved is counted apart, comes back by itself, and never stays longer than its severity allows', async () => {
  await fire('s', 1, { severity: 'crit' })
  await isShape(['fresh crit  1 s-1'])
  const { id } = (await lines()).items[0].alert
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const shelve = (until: string, reason = 'chờ thợ') => one.post(`/api/alerts/${id}/shelve`, { until, reason })
  expect(await shelve(inHours(4.1))).toMatchObject({ status: 409, body: { code: 'shelf_too_long' } })
  expect(await shelve(inHours(-1))).toMatchObject({ status: 400, body: { code: 'shelf_over' } })
  expect(await shelve(inHours(1), ' ')).toMatchObject({ status: 400 })
  expect(await shelve(inHours(4))).toMatchObject({
    status: 200,
    body: { shelved: { by: { name: 'Cán bộ mot' }, reason: 'chờ thợ' } },
  })
  expect(await lines()).toMatchObject({ items: [], lines: { fresh: 0, shelved: 1 }, untaken: { crit: { lines: 0 } } })
  expect(await shape(one, '?group=shelved')).toEqual(['shelved crit  1 s-1'])
  await centre.admin.query("update platform.alert set shelved_until = now() - interval '1 s'")
  await isShape(['fresh crit  1 s-1'])
  await expect
    .poll(async () => (await one.get(`/api/alerts/${id}`)).body.steps.at(-1), { timeout: 10_000 })
    .toMatchObject({ action: 'unshelved', by: null })
  await shelve(inHours(1))
  expect((await one.post(`/api/alerts/lines/${id}/unshelve`)).body).toEqual({ changed: 1, left: 0 })
  const { rows } = await centre.admin.query(
    'select action, actor_name from platform.audit where subject_id = $1 order by id',
    [id],
  )
  expect(rows.map((row) => `${row.action} ${row.actor_name}`)).toEqual([
    'alert.shelved Cán bộ mot',
    'alert.unshelved null',
    'alert.shelved Cán bộ mot',
    'alert.unshelved Cán bộ mot',
  ])
})

test('what fires in maintenance is nobody’s news until the last window over it ends', async () => {
  await fire('m0', 1)
  await centre.admin.query('delete from platform.alert')
  const agencyId = await centre.agencyId(farm)
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const plan = (more: object) =>
    one.post('/api/maintenance', {
      agencyId,
      fromAt: inMinutes(-1),
      untilAt: inMinutes(60),
      reason: 'thay pin',
      ...more,
    })
  expect(await plan({ assets: ['nowhere'] })).toMatchObject({ status: 400, body: { errors: [{ path: 'assets' }] } })
  expect(await plan({ untilAt: inMinutes(-2) })).toMatchObject({ status: 400 })
  expect(
    (await other.post('/api/maintenance', { agencyId, fromAt: inMinutes(0), untilAt: inMinutes(5), reason: 'x' }))
      .status,
  ).toBe(404)
  const first = await plan({ assets: ['m0-1'] })
  const second = await plan({ assetType: 'river_station', untilAt: inMinutes(120) })
  expect([first.status, second.status]).toEqual([201, 201])
  await centre.admin.query(`insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, severity, title_vi, title_en, value, threshold,
      origin, condition, handling, fired_at, raised_at, due_at)
    select gen_random_uuid(), (select min(id) from platform.alert_rule), s.asset_id, s.id, s.agency_id, 'crit', 'x', 'x', 5, 4, 'device', 'firing', 'new', now(), now(), now()
    from platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'm0-1'`)
  await insertStorm(centre.admin, { agencyCode: 'H57.909', prefix: 'm9', count: 1 })
  expect(await shape()).toEqual([])
  expect(await shape(other)).toEqual(['fresh major  1 m9-1'])
  expect(await shape(one, '?group=muted')).toEqual(['muted crit  1 m0-1'])
  expect((await one.get('/api/maintenance')).body.items).toMatchObject([
    { state: 'now', muted: 1 },
    { state: 'now', muted: 1 },
  ])
  expect((await other.get('/api/maintenance')).body.items).toEqual([])
  const file = async (person: Person, query = '') =>
    (await person.get(`/api/maintenance/export.csv${query}`)).bytes.toString('utf8').split('\r\n').slice(1, -1)
  expect(await file(one)).toHaveLength(2)
  expect((await file(one))[0]).toMatch(/^thay pin,.*,Trạm m0 1 \(m0-1\),.*,Đang diễn ra,1,Cán bộ mot,/)
  expect((await file(one, '?lang=en'))[1]).toMatch(/,River station,.*,Now,1,/)
  expect(await file(other)).toEqual([])
  expect((await one.get('/api/maintenance/export.xlsx')).bytes.subarray(0, 2).toString()).toBe('PK')
  expect((await other.post(`/api/maintenance/${first.body.id}/cancel`)).status).toBe(404)
  await one.post(`/api/maintenance/${second.body.id}/cancel`)
  await expect
    .poll(
      async () =>
        (await centre.admin.query('select muted_until from platform.alert where muted_until is not null')).rows,
      { timeout: 10_000 },
    )
    .toEqual([{ muted_until: new Date(first.body.untilAt) }])
  expect((await one.post(`/api/maintenance/${first.body.id}/cancel`)).body).toMatchObject({ state: 'cancelled' })
  await isShape(['fresh crit  1 m0-1'])
  expect(await one.post(`/api/maintenance/${first.body.id}/cancel`)).toMatchObject({
    status: 409,
    body: { code: 'window_over' },
  })
})

test('windows that come are listed in the order of their beginning, all of them the latest first, page by page', async () => {
  const agencyId = await centre.agencyId(farm)
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  for (const hours of [30, 10, 20]) {
    const window = { agencyId, fromAt: inHours(hours), untilAt: inHours(hours + 1), reason: `sau ${hours} giờ` }
    expect((await one.post('/api/maintenance', window)).status).toBe(201)
  }
  const reasons = async (query: string) => {
    const found: string[] = []
    for (let path: string | null = `/api/maintenance?limit=2${query}`; path; ) {
      const { body } = await one.get(path)
      found.push(...body.items.map((window: { reason: string }) => window.reason))
      path = body.next
    }
    return found.filter((reason) => reason.startsWith('sau '))
  }
  expect(await reasons('')).toEqual(['sau 10 giờ', 'sau 20 giờ', 'sau 30 giờ'])
  expect(await reasons('&state=all')).toEqual(['sau 30 giờ', 'sau 20 giờ', 'sau 10 giờ'])
})

test('ten thousand firing alerts are read as lines, page by page, each alert once', async () => {
  const areas = (await centre.admin.query('select code from platform.core_area limit 50')).rows.map((row) => row.code)
  // As after ANALYZE looked while the first alerts were being written: no row is expected, and what is joined with them is gone through
  // anew for each.
  await centre.admin.query(`update pg_class set reltuples = 0, relpages = 500 where oid = 'platform.alert'::regclass`)
  await fire('storm', 9_000, { areas })
  await fire('alone', 1_000, { severity: 'crit' })
  await expect.poll(async () => (await lines()).lines.fresh, { timeout: 90_000 }).toBe(1_000 + areas.length)
  const times: number[] = []
  for (let round = 0; round < 7; round++) {
    const from = performance.now()
    expect((await one.get('/api/alerts/lines')).status).toBe(200)
    times.push(performance.now() - from)
  }
  const median = times.toSorted((a, b) => a - b)[3] ?? 0
  const ids: string[] = []
  let sum = 0
  for (let next = '/api/alerts/lines?limit=200'; next; ) {
    const { body } = await one.get(next)
    for (const line of body.items) {
      ids.push(line.id)
      sum += line.count
    }
    next = body.next
  }
  expect(new Set(ids).size).toBe(ids.length)
  expect(sum).toBe(10_000)
  // 0.24 s measured on a busy machine; what grows with the square of alerts is far above this.
  expect(median).toBeLessThan(3_000)
  const whole = (await lines(one, '?limit=1')).items[0]
  expect(whole.severity).toBe('crit')
}, 150_000)

test('levels of one station are one line under the worst, which calls again when the next level is passed', async () => {
  await fire('song', 1, { severity: 'minor' })
  await isShape(['fresh minor  1 song-1'])
  const [{ alert }] = (await lines()).items
  expect((await one.post(`/api/alerts/${alert.id}/acknowledge`)).status).toBe(200)
  await isShape(['taken minor  1 song-1'])
  await centre.admin.query(
    `insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en, value, threshold,
      origin, condition, handling, fired_at, raised_at, due_at, line_due)
    select gen_random_uuid(), r.id, al.asset_id, al.series_id, al.agency_id, al.area_code, 'crit', al.title_vi, al.title_en, 6, 5.5,
      al.origin, 'firing', 'new', now() + interval '5 hours', now(), al.due_at, true
    from platform.alert al, platform.alert_rule r where al.id = $1 and r.id <> al.rule_id and r.condition->>'kind' = 'threshold'
      and r.condition->>'op' like '>%' limit 1`,
    [alert.id],
  )
  await isShape(['fresh crit above 2 song-1'])
  const [line] = (await lines()).items
  expect(line).toMatchObject({ count: 2, untaken: 1, alert: { severity: 'crit', handling: 'new' } })
  expect((await one.post(`/api/alerts/lines/${line.id}/acknowledge`, { group: 'fresh' })).body).toMatchObject({
    changed: 1,
  })
  await isShape(['taken crit above 2 song-1'])
  await centre.admin.query(
    `update platform.alert set condition = 'resolved', resolved_at = now(), line_due = true where id = $1`,
    [line.id],
  )
  await isShape(['taken minor  1 song-1', 'calmed crit  1 song-1'])
})
