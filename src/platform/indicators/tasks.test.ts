import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { addStation, findFiring, made, thisMonth, upload } from '../../../test/walk-chain.ts'

const address = '/api/indicators/tasks_done_in_time'
let centre: TestCentre
let issuer: Person
let doer: Person
let doerId: number

/** Days from now on which a task was due and done, and how it must count. */
const fates = [
  { title: 'Xong trước hạn', dueIn: 2, doneIn: -0.001, count: 'in_time' },
  { title: 'Xong sau hạn', dueIn: -0.5, doneIn: -0.001, count: 'late' },
  { title: 'Quá hạn chưa xong', dueIn: -0.01, doneIn: null, count: 'late' },
  { title: 'Còn trong hạn', dueIn: 1, doneIn: null, count: 'not_due' },
] as const

beforeAll(async () => {
  centre = await openTestCentre()
  issuer = await centre.officer('giao-viec', 'H57.907')
  doer = await centre.officer('lam-viec', 'H57.905')
  doerId = await centre.agencyId('H57.905')
  await addStation(issuer, await centre.agencyId('H57.907'), 'tram-viec')
  await centre.send('tram-viec', 'water_level', 4.5)
  const alert = await findFiring(issuer, 'tram-viec')
  const incident = made(await issuer.post('/api/incidents', { alertId: alert.id }), 'incident')
  for (const { title, dueIn, doneIn } of fates) {
    const task = made(await issuer.post(`/api/incidents/${incident.id}/tasks`, { title, agencyId: doerId }), title)
    expect((await upload(centre, doer, task.id, 'ảnh.jpg', Buffer.from(title))).statusCode).toBe(201)
    if (doneIn !== null) made(await doer.post(`/api/tasks/${task.id}/complete`, { result: 'xong' }), title)
    await centre.admin.query(
      `update platform.task set due_at = now() + $2 * interval '1 day', done_at = now() + $3 * interval '1 day' where id = $1`,
      [task.id, dueIn, doneIn],
    )
  }
})
afterAll(() => centre.close())

const wanted = { value: 1 / 3, inTime: 1, late: 2, notDue: 1, dismissed: 0, fired: 4 }

test('tasks count for the agency that must do them, seen by it and by who gave them, not by a third', async () => {
  for (const person of [doer, issuer]) {
    const { body } = await person.get(`${address}?period=${thisMonth()}`)
    expect(body.agencies).toMatchObject([{ agency: { code: 'H57.905' }, ...wanted }])
  }
  const third = await centre.officer('nguoi-ngoai', 'H57.912')
  expect((await third.get(`${address}?period=${thisMonth()}`)).body.agencies).toEqual([])
})

test('each row is a task with its page, its incident and how it counts', async () => {
  const { body } = await doer.get(`${address}/rows?period=${thisMonth()}&agencyId=${doerId}`)
  const found = body.items.map(({ count, thing }: { count: string; thing: { title: string } }) => [thing.title, count])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(fates.map(({ title, count }) => [title, count])))
  for (const { thing, alert } of body.items) {
    expect(thing).toMatchObject({ kind: 'task', number: expect.stringMatching(/^SC-/), address: `/viec/${thing.id}` })
    expect(alert).toBeNull()
  }
})

test('a report of that agency says it in a sentence and keeps its rows', async () => {
  const { body } = await doer.post('/api/reports', { period: thisMonth(), agencyId: doerId })
  const line = body.lines.find(({ key }: { key: string }) => key === 'tasks_done_in_time')
  expect(line).toMatchObject({ figure: wanted, today: wanted })
  expect(line.text).toContain('có 4 việc được giao thuộc trách nhiệm; đã làm xong đúng hạn 1/3 việc được giao')
  const rows = await doer.get(`/api/reports/${body.id}/lines/tasks_done_in_time/rows?count=late`)
  expect(rows.body.items).toHaveLength(2)
})
