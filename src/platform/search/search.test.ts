import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { makeRecords } from '../../../test/make-records.ts'
import { made, type Walk, walkChain } from '../../../test/walk-chain.ts'
import type { SearchAnswer } from '../../core/api/search.ts'

let centre: TestCentre
let walk: Walk & { person: Person }

beforeAll(async () => {
  centre = await openTestCentre()
  walk = await walkChain(centre, { agency: 'H57.912', asset: 'tram-viec' })
  await makeRecords(centre, walk.person, await centre.agencyId('H57.912'), 'Hồ sơ thuỷ lợi')
})
afterAll(() => centre.close())

async function find(person: Person, query: string): Promise<SearchAnswer> {
  return made(await person.get(`/api/search?${query}`), query)
}
const idsOf = ({ groups }: SearchAnswer) =>
  Object.fromEntries(groups.map(({ group, items }) => [group, items.map(({ id }) => id)]))

test('one word finds asset, alert, incident and task, each with its state, place and page', async () => {
  const answer = await find(walk.person, 'q=tram-viec')
  expect(idsOf(answer)).toEqual({
    asset: ['tram-viec'],
    alert: [walk.alertId],
    incident: [walk.incidentId],
    task: [walk.taskId],
  })
  const [asset, alert, incident, task] = answer.groups.map(({ items }) => items[0])
  expect(asset).toMatchObject({ severity: 'crit', address: '/thiet-bi/tram-viec', agency: expect.any(String) })
  expect(alert).toMatchObject({ severity: 'crit', state: 'in_work', address: `/?alert=${walk.alertId}` })
  expect(incident).toMatchObject({ state: 'open', number: expect.stringMatching(/^SC-/) })
  expect(task).toMatchObject({ state: 'assigned', title: 'Việc của tram-viec', address: `/viec/${walk.taskId}` })
})

test.for(['Việc của tram', 'viec cua', 'VIÊC', 'cua viec'])('«%s» finds the task', async (q) => {
  expect(idsOf(await find(walk.person, `q=${encodeURIComponent(q)}&group=task`))).toEqual({ task: [walk.taskId] })
})

test('only the last word may be a beginning, unless nothing has the others whole', async () => {
  const titles = async (q: string) => {
    const { groups } = await find(walk.person, `q=${encodeURIComponent(q)}&group=record&limit=50`)
    return groups.flatMap(({ items }) => items.map(({ title }) => title))
  }
  await makeRecords(centre, walk.person, await centre.agencyId('H57.912'), 'Hoá đơn thuê số')
  const whole = await titles('ho so th')
  expect(whole.length).toBeGreaterThan(2)
  expect(
    whole.every((title) => title.startsWith('Hồ sơ thuỷ lợi')),
    whole.join(),
  ).toBe(true)
  const begun = await titles('hoa thu so')
  expect(begun.length).toBeGreaterThan(2)
  expect(
    begun.every((title) => title.startsWith('Hoá đơn thuê số')),
    begun.join(),
  ).toBe(true)
})

test('a task is found by the number of its incident, a report by its own', async () => {
  const incident = (await walk.person.get(`/api/incidents/${walk.incidentId}`)).body.number
  expect(idsOf(await find(walk.person, `q=${incident}`))).toEqual({ incident: [walk.incidentId], task: [walk.taskId] })
  const report = (await walk.person.get(`/api/reports/${walk.reportId}`)).body.number
  expect(idsOf(await find(walk.person, `q=${report}`))).toEqual({ report: [walk.reportId] })
})

test('agencies and communes are found without diacritics, beginnings first', async () => {
  const { agency = [], area = [] } = idsOf(await find(walk.person, 'q=kim%20long'))
  expect(area).toEqual(['19774'])
  expect(agency).toHaveLength(1)
  expect(idsOf(await find(walk.person, 'q=19774'))).toEqual({ area: ['19774'] })
})

test('records of every module are found, and more of them on request', async () => {
  const few = await find(walk.person, 'q=thuy%20loi&limit=2')
  expect(few.groups).toMatchObject([{ group: 'record', more: true }])
  const all = await find(walk.person, 'q=thuy%20loi&limit=50&group=record')
  expect(all.groups[0]?.more).toBe(false)
  expect(new Set(all.groups[0]?.items.map(({ kind }) => kind)).size).toBeGreaterThan(2)
})

test('people are found by those who may see accounts, and by nobody else', async () => {
  const admin = await centre.administrator()
  expect(idsOf(await find(admin, 'q=truc-tram')).person).toHaveLength(1)
  const officer = await find(walk.person, 'q=truc-tram')
  expect(officer).toEqual({ groups: [], searched: expect.not.arrayContaining(['person']) })
})

test('a group is looked through with its own permission, records with those of their kinds', async () => {
  const admin = await centre.administrator()
  const permissions = ['things.read', 'assets.read', 'directives.read']
  made(await admin.post('/api/roles', { id: 'chi_xem', name: { vi: 'Chỉ xem', en: 'Looks' }, permissions }), 'role')
  const viewer = await centre.officer('chi-xem', 'H57.912', ['chi_xem'])
  const answer = await find(viewer, 'q=tram-viec')
  expect(answer.searched).toEqual(['asset', 'record'])
  expect(idsOf(answer)).toEqual({ asset: ['tram-viec'] })
  const records = await find(viewer, 'q=thuy%20loi&limit=50')
  expect([...new Set(records.groups.flatMap(({ items }) => items.map(({ kind }) => kind.split('.')[0])))]).toEqual([
    'directives',
  ])
})

test.for(['%', '!!!', "'):* | 'zzq", '«»'])('«%s» finds nothing and breaks nothing', async (q) => {
  expect((await find(walk.person, `q=${encodeURIComponent(q)}`)).groups).toEqual([])
})

test('an empty search, an unknown group and too many are refused', async () => {
  for (const wrong of ['q=', 'q=a&group=x', 'q=a&limit=51', ''])
    expect((await walk.person.get(`/api/search?${wrong}`)).status, wrong).toBe(400)
})

test('a device stands at what is worst of what fires there, hollow once taken; what calmed reads so, what was closed as closed', async () => {
  const admin = await centre.administrator()
  await insertStorm(centre.admin, { agencyCode: 'H57.912', prefix: 'lu-tim', count: 3, severity: 'crit' })
  // All of one device, each by a rule of its own.
  await centre.admin.query(
    `update platform.alert al set asset_id = (select id from platform.asset where code = 'lu-tim-1'),
      severity = (array['crit', 'minor', 'minor'])[n], rule_id = (select id from platform.alert_rule order by id offset n limit 1)
    from (select al.id, (row_number() over (order by a.code))::int as n from platform.alert al join platform.asset a on a.id = al.asset_id
      where a.code like 'lu-tim-%') numbered where numbered.id = al.id`,
  )
  const open = async () => (await admin.get('/api/alerts?asset=lu-tim-1')).body.items
  const look = async () => {
    const { groups } = await find(admin, 'q=lu-tim-1')
    const asset = groups.find(({ group }) => group === 'asset')?.items[0]
    return [asset?.severity, asset?.held]
  }
  const states = async () => {
    const { groups } = await find(admin, 'q=lu-tim&group=alert')
    return Object.fromEntries(groups[0]?.items.map(({ id, state, held }) => [id, `${state} ${held}`]) ?? [])
  }
  expect(await look()).toEqual(['crit', false])
  const [crit] = (await open()).filter(({ severity }: { severity: string }) => severity === 'crit')
  const [first, second] = (await open()).filter(({ severity }: { severity: string }) => severity === 'minor')
  await admin.post(`/api/alerts/${crit.id}/acknowledge`)
  expect(await look(), 'taken').toEqual(['crit', true])
  await centre.admin.query(`update platform.alert set condition = 'resolved', resolved_at = now() where id = $1`, [
    crit.id,
  ])
  expect(await look(), 'the worst calmed').toEqual(['minor', false])
  await admin.post(`/api/alerts/${first.id}/acknowledge`)
  expect(await look(), 'one as bad is not taken').toEqual(['minor', false])
  await admin.post(`/api/alerts/${second.id}/acknowledge`)
  expect(await look()).toEqual(['minor', true])
  expect(await states()).toEqual({ [crit.id]: 'calmed true', [first.id]: 'taken true', [second.id]: 'taken true' })
  await admin.post(`/api/alerts/${crit.id}/close`)
  expect((await states())[crit.id]).toBe('closed true')
  await centre.admin.query(`update platform.alert set condition = 'resolved', resolved_at = now() where id = any($1)`, [
    [first.id, second.id],
  ])
  expect(await look(), 'nothing fires').toEqual([null, false])
})
