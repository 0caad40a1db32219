import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
let city: Person
let power: Person
let alertIds: Map<string, string>

/** A line of the power company on which three devices of its own and two of a commune hang; each has its alert. */
beforeAll(async () => {
  centre = await openTestCentre()
  const password = 'mat khau cua ca thanh pho'
  const account = { login: 'thanh-pho', name: 'Trực thành phố', roles: ['duty_officer'], password }
  const agencyId = await centre.agencyId('H57.900')
  const admin = await centre.administrator()
  made(
    await admin.post('/api/accounts', { ...account, agencyId, reach: 'subtree', mustChangePassword: false }),
    'account',
  )
  city = await centre.signIn('thanh-pho', password)
  power = await centre.officer('dien-luc', 'H57.924')
})
afterAll(() => centre.close())

async function cut(name: string): Promise<void> {
  await insertStorm(centre.admin, { agencyCode: 'H57.924', prefix: `${name}-lo`, count: 1, severity: 'major' })
  await insertStorm(centre.admin, { agencyCode: 'H57.924', prefix: `${name}-tba`, count: 3, severity: 'minor' })
  await insertStorm(centre.admin, { agencyCode: 'H57.825', prefix: `${name}-loa`, count: 2, severity: 'minor' })
  await centre.admin.query(
    `insert into platform.link (from_kind, from_id, relation, to_kind, to_id, agency_id, to_agency_id)
    select 'asset', a.code, 'powered_by', 'asset', head.code, a.agency_id, head.agency_id
    from platform.asset a join platform.asset head on head.code = $1 where a.code like $2 and a.code <> $1`,
    [`${name}-lo-1`, `${name}-%`],
  )
  await centre.admin.query('update platform.alert set line_due = true')
  alertIds = await until('the alerts are one line', async () => {
    const { rows } = await centre.admin.query(
      `select a.code, al.id, al.line_id from platform.alert al join platform.asset a on a.id = al.asset_id where a.code like $1`,
      [`${name}-%`],
    )
    const lined = rows.filter(({ line_id }) => line_id !== null)
    return lined.length === 5 && new Map(rows.map(({ code, id }) => [code, id]))
  })
}

const standing = async () => {
  const { rows } = await centre.admin.query(
    `select a.code, al.handling, al.incident_id is not null as joined, al.taken_by_name as by,
      (select array_agg(s.action || ' ' || ag.code order by s.id) from platform.alert_step s join platform.agency ag on ag.id = s.agency_id
        where s.alert_id = al.id and s.action in ('in_work', 'done')) as steps
    from platform.alert al join platform.asset a on a.id = al.asset_id where al.id = any($1) order by a.code`,
    [[...alertIds.values()]],
  )
  return Object.fromEntries(rows.map(({ code, ...rest }) => [code, rest]))
}

test('an incident opened from the head of a line takes the whole line along, and closing it finishes all of it', async () => {
  await cut('a')
  const { id } = made(await city.post('/api/incidents', { alertId: alertIds.get('a-lo-1') }), 'incident')
  const incident = made(await city.get(`/api/incidents/${id}`), 'incident')
  expect(incident.alerts).toHaveLength(6)
  expect(incident.timeline.filter(({ kind }: { kind: string }) => kind === 'alert.joined')).toMatchObject([
    { text: expect.stringContaining('(và 5 cảnh báo cùng dòng)') },
  ])
  made(await city.post(`/api/incidents/${id}/close`, { note: 'có điện lại' }), 'closing')
  const all = await standing()
  for (const each of Object.values(all))
    expect(each).toMatchObject({ handling: 'done', joined: true, by: 'Trực thành phố' })
  // A step is read by whoever owns the alert, not by whoever owns the incident.
  expect(all['a-loa-1']).toMatchObject({ steps: ['in_work H57.825', 'done H57.825'] })
})

test('what is not theirs, what is worked on and what is finished stays where it is', async () => {
  await cut('b')
  made(await power.post('/api/incidents', { alertId: alertIds.get('b-tba-1') }), 'incident of a part')
  made(await power.post(`/api/alerts/${alertIds.get('b-tba-2')}/dismiss`, { reason: 'đang sửa' }), 'dismissing')
  const { id } = made(await power.post('/api/incidents', { alertId: alertIds.get('b-lo-1') }), 'incident')
  const incident = made(await power.get(`/api/incidents/${id}`), 'incident')
  expect(incident.alerts.map((alert: { id: string }) => alert.id).toSorted()).toEqual(
    ['b-lo-1', 'b-tba-3'].map((code) => alertIds.get(code)).toSorted(),
  )
  expect((await standing())['b-loa-1']).toMatchObject({ handling: 'new', joined: false })
})
