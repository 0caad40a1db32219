import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { readZip } from '../../../test/read-zip.ts'

let centre: TestCentre
let clerk: Person
let agencyId: number

beforeAll(async () => {
  centre = await openTestCentre()
  clerk = await centre.officer('van-thu-loa', 'H57.907')
  agencyId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

const speaker = (code: string, name: string) => ({
  code,
  type: 'speaker_cluster',
  name,
  agencyId,
  position: [107.5, 16.45],
  attributes: { serial: `S-${code}`, technology: 'ip', firmware: '=cmd' },
})
const codes = async (query: string): Promise<string[]> => {
  const { status, body } = await clerk.get(`/api/assets?type=speaker_cluster&${query}`)
  expect(status).toBe(200)
  return body.items.map((one: { code: string }) => one.code)
}
const hour = 3_600_000

test('a list is filtered by words without diacritics and by how assets stand, and sorted as asked', async () => {
  for (const [code, name] of [
    ['loa-10', 'Cụm loa thôn 10'],
    ['loa-2', 'Cụm loa thôn 2'],
    ['loa-a', 'Cụm loa Ấp Đình'],
    ['loa-z', 'Cụm loa Zơ Hung'],
  ] as const)
    expect((await clerk.post('/api/assets', speaker(code, name))).status).toBe(201)
  expect(await codes('sort=name')).toEqual(['loa-a', 'loa-2', 'loa-10', 'loa-z'])
  expect(await codes('q=ap%20dinh')).toEqual(['loa-a'])
  expect(await codes('state=never')).toHaveLength(4)
  await centre.send('loa-2', 'battery', 90)
  await centre.send('loa-10', 'battery', 8)
  await centre.send('loa-z', 'battery', 60)
  await centre.admin.query(
    `update platform.last_value set received_at = now() - interval '2 hours' where series_id in (select s.id from
     platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'loa-z')`,
  )
  await until('the alert fires', async () => (await codes('state=alert')).length === 1)
  expect(await codes('state=alert')).toEqual(['loa-10'])
  expect(await codes('state=silent')).toEqual(['loa-z'])
  expect(await codes('state=never')).toEqual(['loa-a'])
  expect(await codes('state=fine')).toEqual(['loa-2'])
  expect(await codes('sort=worst')).toEqual(['loa-10', 'loa-z', 'loa-a', 'loa-2'])
  expect(await codes('sort=value.battery')).toEqual(['loa-10', 'loa-z', 'loa-2', 'loa-a'])
  expect(await codes('sort=-value.battery')).toEqual(['loa-2', 'loa-z', 'loa-10', 'loa-a'])
  expect((await codes('sort=received'))[0]).toBe('loa-z')
  expect(await codes('codes=loa-2,loa-z&sort=code')).toEqual(['loa-2', 'loa-z'])
  const { body } = await clerk.get('/api/assets/counts?type=speaker_cluster')
  expect(body).toEqual({ total: 4, alert: 2 - 1, silent: 1, never: 1, fine: 1, retired: 0 })
})

test.each(['worst', 'name', '-name', 'code', 'agency', 'received', 'value.battery', '-value.battery'])(
  'pages sorted by %s hold every asset once',
  async (sort) => {
    const whole = await codes(`sort=${sort}`)
    const paged: string[] = []
    let next: string | null = `/api/assets?type=speaker_cluster&sort=${sort}&limit=1`
    while (next) {
      const { body } = await clerk.get(next)
      paged.push(...body.items.map((one: { code: string }) => one.code))
      next = body.next
    }
    expect(paged).toEqual(whole)
    expect(new Set(paged).size).toBe(4)
  },
)

test('two edits of one asset: the second is told by whom, and nothing is overwritten', async () => {
  const { body: seen } = await clerk.get('/api/assets/loa-2')
  const first = await clerk.patch('/api/assets/loa-2', { version: seen.version, name: 'Cụm loa thôn Hai' })
  expect(first).toMatchObject({ status: 200, body: { name: 'Cụm loa thôn Hai', version: seen.version + 1 } })
  const second = await clerk.patch('/api/assets/loa-2', { version: seen.version, name: 'Khác' })
  expect(second).toMatchObject({ status: 409, body: { code: 'edited_meanwhile' } })
  expect(second.body.detail).toContain('Cán bộ van-thu-loa')
  const wrong = await clerk.patch('/api/assets/loa-2', {
    version: seen.version + 1,
    attributes: { technology: 'tin can' },
  })
  expect(wrong.body.errors.map((one: { path: string }) => one.path)).toEqual([
    'attributes.serial',
    'attributes.technology',
  ])
  expect((await clerk.get('/api/assets/loa-2')).body.name).toBe('Cụm loa thôn Hai')
})

test('a position brings its commune, its thing and its search along', async () => {
  const { body: before } = await clerk.get('/api/assets/loa-a')
  const moved = await clerk.patch('/api/assets/loa-a', {
    version: before.version,
    name: 'Cụm loa chợ',
    position: [107.58, 16.47],
  })
  expect(moved.body.area.name).toMatch(/^(Phường|Xã) /)
  expect(moved.body.area).not.toEqual(before.area)
  const { body: thing } = await clerk.get('/api/things/asset/loa-a')
  expect(thing).toMatchObject({ title: 'Cụm loa chợ', area: moved.body.area, address: '/thiet-bi/loa-a' })
  expect(await codes('q=cho')).toEqual(['loa-a'])
})

test('a retired asset takes nothing in, leaves map and list, keeps its history, and comes back', async () => {
  const { body: asset } = await clerk.get('/api/assets/loa-10')
  const busy = await clerk.post('/api/assets/loa-10/retire', { version: asset.version, reason: 'Hỏng' })
  expect(busy).toMatchObject({ status: 409, body: { code: 'alerts_open' } })
  const { body: fine } = await clerk.get('/api/assets/loa-2')
  const retired = await clerk.post('/api/assets/loa-2/retire', { version: fine.version, reason: 'Thanh lý' })
  expect(retired.body).toMatchObject({ retiredReason: 'Thanh lý', retiredAt: expect.any(String) })
  expect(await codes('sort=code')).not.toContain('loa-2')
  expect(await codes('state=retired')).toEqual(['loa-2'])
  const points = await clerk.get('/api/assets.geojson')
  expect(points.bytes.toString('utf8')).not.toContain('"loa-2"')
  expect(await centre.send('loa-2', 'battery', 50, new Date(Date.now() - hour))).toMatchObject({
    reason: 'unknown_series',
  })
  expect((await clerk.get('/api/readings?asset=loa-2&series=battery')).body.items).toHaveLength(1)
  expect((await clerk.get('/api/things/asset/loa-2')).body).toMatchObject({
    state: 'retired',
    closedAt: expect.any(String),
  })
  const edit = await clerk.patch('/api/assets/loa-2', { version: retired.body.version, name: 'x' })
  expect(edit.body.code).toBe('retired')
  const back = await clerk.post('/api/assets/loa-2/restore', { version: retired.body.version })
  expect(back.body.retiredAt).toBeNull()
  expect(await centre.send('loa-2', 'battery', 51)).toBe('stored')
})

test('the same rows go out as CSV and as a workbook, with words instead of keys and nothing that runs', async () => {
  const csv = (await clerk.get('/api/assets/export.csv?type=speaker_cluster&sort=name&q=thon')).bytes.toString('utf8')
  const [header = '', ...rows] = csv.trim().split('\r\n')
  expect(header).toContain('Số máy')
  expect(header).toContain('Pin (%)')
  expect(rows).toHaveLength(2)
  expect(rows.join()).toContain("'=cmd")
  expect(rows.join()).toContain('Công nghệ thông tin – viễn thông')
  const english = (await clerk.get('/api/assets/export.csv?type=speaker_cluster&lang=en')).bytes.toString('utf8')
  expect(english).toContain('Battery (%)')
  const workbook = await clerk.get('/api/assets/export.xlsx?type=speaker_cluster&state=alert')
  const sheet = readZip(workbook.bytes)['xl/worksheets/sheet1.xml'] ?? ''
  expect(sheet).toContain('>loa-10<')
  expect(sheet).not.toContain('>loa-2<')
})

test('a device of one asset gets its secret once; a new one shuts the old one out, and others’ names are refused', async () => {
  const made = await clerk.post('/api/assets/loa-2/credentials', { name: 'loa-2' })
  expect(made).toMatchObject({ status: 201, body: { username: 'loa-2', password: expect.stringMatching(/^.{43}$/) } })
  const again = await clerk.post('/api/assets/loa-2/credentials', { name: 'loa-2' })
  expect(again.body.password).not.toBe(made.body.password)
  const list = await clerk.get('/api/assets/loa-2/credentials')
  expect(list.body.items).toMatchObject([{ name: 'loa-2', disabledAt: null, alone: true }])
  expect(list.bytes.toString('utf8')).not.toContain(again.body.password)
  const foreign = await clerk.post('/api/assets/loa-10/credentials', { name: 'loa-2' })
  expect(foreign).toMatchObject({ status: 409, body: { code: 'name_in_use' } })
})

test('whoever connects a device is told its doors and a value that alerts nobody; others’ devices are not told about', async () => {
  const { body } = await clerk.get('/api/assets/loa-2/sending')
  expect(body).toMatchObject({ mqttPort: null, broker: null })
  expect(body.series.map(({ key }: { key: string }) => key)).toEqual(
    (await clerk.get('/api/assets/loa-2')).body.series.map(({ key }: { key: string }) => key),
  )
  const other = await centre.officer('noi-may-khac', 'H57.912', ['administrator'])
  expect((await other.get('/api/assets/loa-2/sending')).status).toBe(404)
  const admin = await centre.administrator()
  const { attributes } = (await admin.get('/api/assets/phu-oc')).body
  const [level] = (await admin.get('/api/assets/phu-oc/sending')).body.series
  expect(level.value).toBeGreaterThan(0)
  expect(level.value).toBeLessThan(attributes.alert_level_1_m)
})

test('of two that make one name at once the second is refused in words', async () => {
  await centre.admin.query('begin')
  await centre.admin.query("insert into platform.credential (name, secret_hash) values ('loa-hai-lan', 'x')")
  const second = clerk.post('/api/assets/loa-2/credentials', { name: 'loa-hai-lan' })
  const waiting = `select 1 from pg_locks where locktype = 'transactionid' and not granted`
  await until('the second waits for the first', async () => (await centre.admin.query(waiting)).rowCount === 1)
  await centre.admin.query('commit')
  expect(await second).toMatchObject({ status: 409, body: { code: 'name_in_use' } })
})

test('a series that comes at times only makes its asset neither silent nor a source that is missed', async () => {
  const attributes = { address: 'https://hue.example.vn/', kind: 'portal' }
  const site = { code: 'trang', type: 'website', name: 'Trang', agencyId, attributes }
  expect((await clerk.post('/api/assets', site)).status).toBe(201)
  await centre.send('trang', 'up', 0)
  await centre.send('trang', 'tls_days_left', 30)
  const grow = (key: string) =>
    centre.admin.query(
      `update platform.last_value set received_at = now() - interval '1 hour' where series_id in (select s.id from
       platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'trang' and s.key = $1)`,
      [key],
    )
  await grow('tls_days_left')
  expect((await clerk.get('/api/assets/trang')).body.silent).toBe(false)
  expect((await clerk.get('/api/assets/counts?type=website')).body).toMatchObject({ total: 1, silent: 0 })
  await grow('up')
  expect((await clerk.get('/api/assets/trang')).body.silent).toBe(true)
  expect((await clerk.get('/api/assets/counts?type=website')).body.silent).toBe(1)
})

test('what has no place of its own names the commune of its agency, and its alerts do; a province is no commune', async () => {
  const { code, name } = (await clerk.get('/api/assets/loa-2')).body.area
  const own = await centre.admin.query(`select area_code as code from platform.agency where code = 'H57.907'`)
  const before = own.rows[0].code
  const look = async () => (await clerk.get('/api/assets/trang')).body
  await centre.admin.query(`update platform.agency set area_code = $1 where code = 'H57.907'`, [code])
  expect(await look()).toMatchObject({ area: null, position: null, agencyArea: { code, name } })
  expect((await clerk.get('/api/assets/loa-2')).body.agencyArea).toBeNull()
  await centre.send('trang', 'up', 0)
  const alerts = async () =>
    (await clerk.get('/api/alerts')).body.items.filter(
      (alert: { asset: { code: string } }) => alert.asset.code === 'trang',
    )
  await until('the alert fires', async () => (await alerts()).length > 0)
  expect(await alerts()).toMatchObject([{ area: null, agencyArea: { code, name } }])
  await centre.admin.query(`update platform.agency set area_code = '46' where code = 'H57.907'`)
  expect((await look()).agencyArea).toBeNull()
  expect((await alerts())[0].agencyArea).toBeNull()
  await centre.admin.query(`update platform.agency set area_code = $1 where code = 'H57.907'`, [before])
})

test('the summary counts as sources what has sent once, and says how many devices never sent', async () => {
  const figures = async () => (await clerk.get('/api/summary')).body.sources
  const before = await figures()
  expect((await clerk.post('/api/assets', speaker('loa-cam', 'Loa câm'))).status).toBe(201)
  expect(await figures()).toEqual({ ...before, devicesNeverSent: before.devicesNeverSent + 1 })
  await centre.send('loa-cam', 'battery', 80)
  const after = await figures()
  const more = { arriving: before.arriving + 1, total: before.total + 1, devices: before.devices + 1 }
  expect(after).toEqual({ ...before, ...more, lastHeardAt: after.lastHeardAt })
  expect(Date.now() - Date.parse(after.lastHeardAt)).toBeLessThan(60_000)
})
