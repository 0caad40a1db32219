import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { addStation, findFiring, made, upload, walkChain } from '../../../test/walk-chain.ts'

let centre: TestCentre
let officer: Person
let agencyId: number
let incidentId: string
let alertId: string
let taskId: string

const agency = 'H57.907'
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString()
const accountOf = async (login: string): Promise<number> =>
  (await centre.admin.query('select id from platform.account where login = $1', [login])).rows[0].id

beforeAll(async () => {
  centre = await openTestCentre()
  const walk = await walkChain(centre, { agency, asset: 'duong-day' })
  officer = walk.person
  incidentId = walk.incidentId
  alertId = walk.alertId
  taskId = walk.taskId
  agencyId = await centre.agencyId(agency)
})
afterAll(() => centre.close())

const read = async (person = officer) => made(await person.get(`/api/incidents/${incidentId}`), 'incident')
const tell = (body: object) =>
  officer.post(`/api/incidents/${incidentId}/figures`, {
    ...{ kind: 'households_to_move', value: 64, at: minutesAgo(10), source: 'UBND phường Hoá Châu', ...body },
  })
const lead = (accountId: number, person = officer) =>
  person.post(`/api/incidents/${incidentId}/commander`, { accountId })

test('the figure that holds latest is shown, whichever was entered last; all stand in the story with their source', async () => {
  made(await tell({ value: 412 }), 'figure')
  const later = made(await tell({ value: 64, at: minutesAgo(60), source: 'báo cáo nhanh số 3' }), 'older figure')
  // The walk along the chain told another.
  expect(later.figures.slice(0, 1)).toMatchObject([
    {
      kind: { key: 'households_to_move' },
      value: 412,
      whole: null,
      source: 'UBND phường Hoá Châu',
      by: { name: 'Cán bộ truc-duong-day' },
    },
  ])
  const told = later.timeline.filter(({ kind }: { kind: string }) => kind === 'figure.told')
  expect(told.slice(0, 2)).toMatchObject([
    {
      text: expect.stringMatching(/^Hộ phải di dời 64 \(báo cáo nhanh số 3, lúc \d\d:\d\d ngày \d\d\/\d\d\)$/),
      subject: 'households_to_move',
    },
    { text: expect.stringContaining('412') },
  ])
  const { rows } = await centre.admin.query(
    `select detail from platform.audit where subject_id = $1 and action = 'incident.figure_told' and detail ->> 'kind' = 'households_to_move'
      order by id`,
    [incidentId],
  )
  expect(rows.map(({ detail }) => detail.value)).toEqual([412, 64])
})

test('a figure that holds at the same time as another takes its place: so a slip is mended', async () => {
  const at = minutesAgo(5)
  made(await tell({ kind: 'communes_flooded', value: 70, at }), 'slip')
  made(await tell({ kind: 'communes_flooded', value: 7, at }), 'mended')
  const { figures } = await read()
  expect(figures.find((each: { kind: { key: string } }) => each.kind.key === 'communes_flooded')).toMatchObject({
    value: 7,
  })
})

test.for([
  ['of no kind that is asked for', { kind: 'cats' }, 'kind'],
  ['of a part without its whole', { kind: 'people_safe', value: 5 }, 'whole'],
  ['of a part larger than its whole', { kind: 'people_safe', value: 5, whole: 4 }, 'whole'],
  ['with a whole where there is none', { whole: 90 }, 'whole'],
  ['of tomorrow', { at: minutesAgo(-1_440) }, 'at'],
] as const)('a figure %s is refused and leaves nothing', async ([, body, path]) => {
  const before = await read()
  expect(await tell(body)).toMatchObject({ status: 400, body: { code: 'bad_figure', errors: [{ path }] } })
  expect((await read()).timeline).toEqual(before.timeline)
})

test('what is counted is set by who answers for the province; a kind that is not asked for any more keeps its figures', async () => {
  const admin = await centre.administrator()
  const words = { name: { vi: 'Trâu bò chết', en: 'Cattle lost' }, unit: { vi: 'con', en: 'head' } }
  const kind = { key: 'cattle_lost', ...words }
  expect(await officer.post('/api/incidents/figure-kinds', kind)).toMatchObject({ status: 403 })
  made(await admin.post('/api/incidents/figure-kinds', kind), 'kind')
  expect((await admin.post('/api/incidents/figure-kinds', kind)).body).toMatchObject({ code: 'bad_figure_kind' })
  made(await tell({ kind: 'cattle_lost', value: 3 }), 'figure')
  const { items } = made(
    await admin.post('/api/incidents/figure-kinds/cattle_lost', { ...words, retired: true }),
    'retired',
  )
  expect(items.at(-1)).toMatchObject({ key: 'cattle_lost', retiredAt: expect.any(String) })
  expect((await tell({ kind: 'cattle_lost', value: 4 })).body).toMatchObject({ code: 'bad_figure' })
  const { figures } = await read()
  expect(figures.at(-1)).toMatchObject({ kind: { key: 'cattle_lost', name: words.name }, value: 3 })
  expect((await admin.post('/api/incidents/figure-kinds/nothing', { ...words, retired: true })).status).toBe(404)
})

test('a commander is named among those in sight, stands first, and the story says who', async () => {
  const chief = await centre.officer('chi-huy', agency)
  await centre.officer('nguoi-ngoai', 'H57.909')
  const id = await accountOf('chi-huy')
  const choices = made(await officer.get('/api/incidents/commanders'), 'choices').items
  const names = choices.map(({ account }: { account: { name: string } }) => account.name)
  expect(names).toContain('Cán bộ chi-huy')
  expect(names).not.toContain('Cán bộ nguoi-ngoai')
  expect((await lead(await accountOf('nguoi-ngoai'))).body).toMatchObject({ code: 'bad_commander' })
  const named = made(await lead(id), 'commander')
  expect(named.commander).toEqual({ id, name: 'Cán bộ chi-huy' })
  expect(named.people[0]).toMatchObject({ account: { id }, part: 'commander', agency: { code: agency } })
  expect(named.timeline[0]).toMatchObject({
    kind: 'commander.named',
    text: 'Cán bộ chi-huy',
    by: { name: 'Cán bộ truc-duong-day' },
  })
  expect((await lead(id)).body).toMatchObject({ code: 'same_commander' })
  const leader = await centre.officer('chi-xem', agency, ['leader'])
  expect((await lead(id, leader)).status).toBe(403)
  // One whose account is shut leads nothing anew, and is still told as who did.
  await centre.admin.query('update platform.account set disabled_at = now() where id = $1', [id])
  made(await lead(await accountOf('truc-duong-day')), 'another')
  expect((await lead(id)).body).toMatchObject({ code: 'bad_commander' })
  expect((await chief.get('/api/incidents')).status).toBe(401)
})

test('people are named once, by the weightiest they did, with their post and the duty phone of their agency', async () => {
  const admin = await centre.administrator()
  const builder = await centre.officer('tho-xay', 'H57.905')
  const task = made(
    await officer.post(`/api/incidents/${incidentId}/tasks`, {
      title: 'Chốt',
      agencyId: await centre.agencyId('H57.905'),
    }),
    'task',
  )
  made(await builder.post(`/api/tasks/${task.id}/accept`), 'accepted')
  await upload(centre, builder, task.id, 'a.jpg', Buffer.from('ảnh'))
  made(await builder.post(`/api/tasks/${task.id}/complete`, { result: 'xong' }), 'done')
  made(await admin.post('/api/agencies/H57.905/phone', { dutyPhone: '02343822111' }), 'phone')
  const post = { accountId: await accountOf('truc-duong-day'), title: 'Trưởng ca', from: '2026-01-01' }
  made(await admin.post(`/api/agencies/${agency}/posts`, post), 'post')
  const { people, contacts } = await read()
  const byName = Object.fromEntries(people.map((one: { account: { name: string } }) => [one.account.name, one]))
  expect(people).toHaveLength(Object.keys(byName).length)
  expect(byName['Cán bộ tho-xay']).toMatchObject({
    part: 'task',
    agency: { code: 'H57.905' },
    title: null,
    phone: '02343822111',
  })
  expect(byName['Cán bộ truc-duong-day']).toMatchObject({ title: 'Trưởng ca', phone: null })
  expect(contacts).toMatchObject([
    { agency: { code: agency }, phone: null },
    { agency: { code: 'H57.905' }, phone: '02343822111' },
  ])
  expect((await admin.post('/api/agencies/H57.905/phone', { dutyPhone: '12' })).status).toBe(400)
  made(await admin.post('/api/agencies/H57.905/phone', { dutyPhone: null }), 'no phone')
  expect((await read()).contacts[1].phone).toBeNull()
})

/** Puts assets below one another, in the order given: the second hangs on the first. */
async function hang(codes: readonly string[]): Promise<void> {
  for (const [below, above] of codes.slice(1).map((code, i) => [code, codes[i]])) {
    const link = { relation: 'powered_by', to: { kind: 'asset', id: above } }
    made(await officer.post(`/api/things/asset/${below}/links`, link), `${below} on ${above}`)
  }
}
const affected = async (person = officer) => made(await person.get(`/api/incidents/${incidentId}/affected`), 'affected')

test('what hangs on a device whose alert fires is counted, however far down; what is retired or hangs elsewhere is not', async () => {
  const codes = ['loa-mot', 'loa-hai', 'loa-ba', 'loa-xa', 'loa-bo']
  for (const code of codes) await addStation(officer, agencyId, code)
  await hang(['duong-day', 'loa-mot', 'loa-hai'])
  await hang(['duong-day', 'loa-ba'])
  await hang(['duong-day', 'loa-bo'])
  // A circle of links ends all the same.
  await hang(['loa-hai', 'loa-mot'])
  for (const code of codes) await centre.send(code, 'water_level', code === 'loa-mot' ? 4.5 : 1)
  await findFiring(officer, 'loa-mot')
  await centre.admin.query(
    `update platform.last_value set received_at = now() - interval '2 days'
    where series_id in (select s.id from platform.series s join platform.asset a on a.id = s.asset_id where a.code = any($1))`,
    [['loa-hai', 'loa-xa', 'loa-mot']],
  )
  await centre.admin.query(`update platform.asset set retired_at = now(), retired_reason = 'x' where code = 'loa-bo'`)
  const found = await affected()
  expect(found.kinds).toEqual([
    { type: 'river_station', name: { vi: 'Trạm thuỷ văn', en: 'River station' }, total: 4, alerting: 2, silent: 1 },
  ])
  const stand = found.assets.map(({ code, severity, silent, firing }: Record<string, unknown>) => [
    code,
    severity,
    silent,
    firing,
  ])
  const third = { vi: 'Mực nước vượt báo động 3', en: 'River above alert level 3' }
  expect(stand).toEqual([
    ['loa-mot', 'crit', true, [third]],
    ['duong-day', 'crit', false, [third]],
    ['loa-hai', null, true, []],
    ['loa-ba', null, false, []],
  ])
  expect(found.areas).toHaveLength(1)
  // One of another agency sees neither the incident nor what it touches.
  const other = await centre.officer('so-khac', 'H57.909')
  expect((await other.get(`/api/incidents/${incidentId}/affected`)).status).toBe(404)
})

test('once the alert has calmed what hangs on its device is not counted any more', async () => {
  await centre.admin.query(`update platform.alert set condition = 'resolved', resolved_at = now() where id = $1`, [
    alertId,
  ])
  const { kinds, assets } = await affected()
  expect(kinds).toMatchObject([{ total: 1, alerting: 0, silent: 0 }])
  expect(assets).toMatchObject([{ code: 'duong-day', severity: null }])
})

test('a closed incident takes no figure and no commander', async () => {
  made(await officer.post(`/api/tasks/${taskId}/complete`, { result: 'xong' }), 'done')
  made(await officer.post(`/api/incidents/${incidentId}/close`, { note: 'nước rút' }), 'closed')
  expect((await tell({})).body).toMatchObject({ code: 'incident_closed' })
  expect((await lead(1)).body).toMatchObject({ code: 'incident_closed' })
})
