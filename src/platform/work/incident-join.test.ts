import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { made } from '../../../test/walk-chain.ts'

const farm = 'H57.907'
let centre: TestCentre
let officer: Person
let other: Person
let reader: Person

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc', farm)
  other = await centre.officer('khac', 'H57.909')
  reader = await centre.officer('xem', farm, ['leader'])
})
afterAll(() => centre.close())

async function storm(prefix: string, severity: string, count = 1): Promise<string[]> {
  await insertStorm(centre.admin, { agencyCode: farm, prefix, count, severity })
  const { rows } = await centre.admin.query<{ id: string }>(
    `select al.id from platform.alert al join platform.asset a on a.id = al.asset_id where a.code like $1 order by a.code`,
    [`${prefix}-%`],
  )
  return rows.map(({ id }) => id)
}
const opened = async (alertId: string | undefined) =>
  made(await officer.post('/api/incidents', { alertId }), 'incident')
const join = (person: Person, id: string, alertId: string | undefined) =>
  person.post(`/api/incidents/${id}/alerts`, { alertId })

test('a later alert joins an incident that is open, and makes it as severe as it is', async () => {
  const [first] = await storm('vao', 'minor')
  const incident = await opened(first)
  const [worse] = await storm('nang', 'crit')
  const joined = made(await join(officer, incident.id, worse), 'joining')
  expect(joined.severity).toBe('crit')
  expect(joined.alerts.map(({ id }: { id: string }) => id).toSorted()).toEqual([first, worse].toSorted())
  expect(joined.timeline[0]).toMatchObject({ kind: 'alert.joined', subject: worse, by: { name: expect.any(String) } })
  const alert = made(await officer.get(`/api/alerts/${worse}`), 'alert')
  expect(alert).toMatchObject({
    handling: 'in_work',
    incident: { id: incident.id },
    takenBy: { name: expect.any(String) },
  })

  const [lesser] = await storm('nhe', 'info')
  expect(made(await join(officer, incident.id, lesser), 'joining').severity).toBe('crit')
  made(await officer.post(`/api/incidents/${incident.id}/close`, { note: 'nước rút' }), 'closing')
  expect(made(await officer.get(`/api/alerts/${worse}`), 'alert').handling).toBe('done')
})

test('what has an incident, is finished, is not theirs or comes after the end is refused in words', async () => {
  const [first, second, done, late] = await storm('tu', 'major', 4)
  const incident = await opened(first)
  const elsewhere = await opened(second)
  expect(await join(officer, incident.id, second)).toMatchObject({ status: 409, body: { code: 'in_incident' } })
  made(await officer.post(`/api/alerts/${done}/dismiss`, { reason: 'thử' }), 'dismissing')
  expect(await join(officer, incident.id, done)).toMatchObject({ status: 409, body: { code: 'already_finished' } })
  expect(await join(other, incident.id, late)).toMatchObject({ status: 404 })
  expect(await join(reader, incident.id, late)).toMatchObject({ status: 403 })
  made(await officer.post(`/api/incidents/${elsewhere.id}/close`, { note: 'xong' }), 'closing')
  expect(await join(officer, elsewhere.id, late)).toMatchObject({ status: 409, body: { code: 'incident_closed' } })
  expect(made(await officer.get(`/api/alerts/${late}`), 'alert')).toMatchObject({ handling: 'new', incident: null })
})

test('of two who put one alert into two incidents at once one is told that it has an incident', async () => {
  const [first, second, both] = await storm('hai', 'major', 3)
  const [one, two] = [await opened(first), await opened(second)]
  const answers = await Promise.all([join(officer, one.id, both), join(officer, two.id, both)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})
