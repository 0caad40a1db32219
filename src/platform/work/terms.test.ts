import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { addStation, findFiring, made } from '../../../test/walk-chain.ts'

const hourMs = 3_600_000
let centre: TestCentre
let admin: Person
let officer: Person
let agencyId: number
let incidentId: string

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
  officer = await centre.officer('truc-han', 'H57.907')
  agencyId = await centre.agencyId('H57.907')
  await addStation(officer, agencyId, 'tram-han')
  await centre.send('tram-han', 'water_level', 4.5)
  const alert = await findFiring(officer, 'tram-han')
  incidentId = made(await officer.post('/api/incidents', { alertId: alert.id }), 'incident').id
})
afterAll(() => centre.close())

const give = (term?: object) =>
  officer.post(`/api/incidents/${incidentId}/tasks`, { title: 'Đưa dân đi tránh', agencyId, ...(term && { term }) })
const msBetween = (from: unknown, to: unknown) => Date.parse(String(to)) - Date.parse(String(from))

test('a task of six hours is due six hours later, whatever the hour and the day', async () => {
  const task = made(await give({ amount: 6, unit: 'hour' }), 'task')
  expect(task.term).toEqual({ amount: 6, unit: 'hour' })
  expect(msBetween(task.assignedAt, task.dueAt)).toBe(6 * hourMs)
  const { dueAt } = made(await officer.get('/api/deadlines/preview?amount=6&unit=hour'), 'preview')
  expect(Math.abs(msBetween(task.dueAt, dueAt))).toBeLessThan(60_000)
})

test('a task without a term has one working day, which ends with the office', async () => {
  const task = made(await give(), 'task')
  expect(task.term).toEqual({ amount: 1, unit: 'working_day' })
  expect(task.dueAt).toBe(made(await officer.get('/api/deadlines/preview'), 'preview').dueAt)
})

test.each([
  { amount: 0, unit: 'hour' },
  { amount: 241, unit: 'hour' },
  { amount: 91, unit: 'working_day' },
  { amount: 1.5, unit: 'hour' },
  { amount: 1, unit: 'week' },
])('a term of $amount $unit is refused', async (term) => {
  expect((await give(term)).status).toBe(400)
})

test('the database takes neither a task without a term nor one with two', async () => {
  for (const change of ['hours = null, working_days = null', 'hours = 1, working_days = 1'])
    await expect(centre.admin.query(`update platform.task set ${change}`)).rejects.toThrow('task_term')
})

test('the province sets how long alerts may take, for those that fire from then on, and that stands in the audit', async () => {
  const before = await findFiring(officer, 'tram-han')
  const limits = made(await admin.get('/api/alerts/limits'), 'limits').items
  expect(limits.map(({ severity, confirmed }: never) => [severity, confirmed])).toEqual(
    ['crit', 'major', 'minor', 'info'].map((severity) => [severity, false]),
  )
  const term = { amount: 2, unit: 'hour' }
  const { items } = made(await admin.post('/api/alerts/limits/crit', term), 'set')
  expect(items[0]).toEqual({ severity: 'crit', term, confirmed: true })
  expect(items.slice(1)).toEqual(limits.slice(1))

  await addStation(officer, agencyId, 'tram-han-2')
  await centre.send('tram-han-2', 'water_level', 4.5)
  const after = await findFiring(officer, 'tram-han-2')
  expect(after.severity).toBe('crit')
  expect(msBetween(after.raisedAt, after.dueAt)).toBe(2 * hourMs)
  expect((await findFiring(officer, 'tram-han')).dueAt).toBe(before.dueAt)
  const { rows } = await centre.admin.query(
    `select subject_id, detail from platform.audit where action = 'handling_limit.edited'`,
  )
  expect(rows).toEqual([{ subject_id: 'crit', detail: term }])
})

test('who does not see the whole province sets no limit', async () => {
  const narrow = await centre.officer('luat-hep', 'H57.905', ['administrator'])
  const answer = await narrow.post('/api/alerts/limits/major', { amount: 1, unit: 'hour' })
  expect(answer.status).toBe(403)
})
