import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'

let centre: TestCentre
let one: Person
let two: Person

beforeAll(async () => {
  centre = await openTestCentre()
  one = await centre.officer('mot', 'H57.907')
  two = await centre.officer('hai', 'H57.907')
})
afterAll(() => centre.close())

const raise = async (count = 1) =>
  insertAlerts(
    centre.admin,
    Array.from({ length: count }, () => ({ agencyCode: 'H57.907' })),
  )
async function raiseOne(): Promise<string> {
  const [id] = await raise()
  if (!id) throw new Error('no alert')
  return id
}

test('two officers take an alert at the same moment: one has it, the other is told who', async () => {
  for (const id of await raise(25)) {
    const answers = await Promise.all([one, two].map((person) => person.post(`/api/alerts/${id}/acknowledge`, {})))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = answers.find(({ status }) => status === 200)?.body
    const loser = answers.find(({ status }) => status === 409)?.body
    expect(winner).toMatchObject({ handling: 'taken', takenBy: { name: expect.stringContaining('Cán bộ') } })
    expect(loser).toMatchObject({ code: 'already_taken', detail: expect.stringContaining(winner.takenBy.name) })
    expect((await one.get(`/api/alerts/${id}`)).body).toMatchObject({
      takenBy: winner.takenBy,
      steps: [{ action: 'taken', by: winner.takenBy }],
    })
  }
})

test('taking again what one has is no error and adds nothing', async () => {
  const id = await raiseOne()
  const first = await one.post(`/api/alerts/${id}/acknowledge`)
  const again = await one.post(`/api/alerts/${id}/acknowledge`)
  expect(again).toMatchObject({ status: 200, body: { takenAt: first.body.takenAt, steps: [{ action: 'taken' }] } })
})

test('a taking is undone within seconds by the one who took, and by nobody else', async () => {
  const id = await raiseOne()
  expect(await one.post(`/api/alerts/${id}/release`)).toMatchObject({ status: 409, body: { code: 'cannot_undo' } })
  await one.post(`/api/alerts/${id}/acknowledge`)
  expect(await two.post(`/api/alerts/${id}/release`)).toMatchObject({ status: 409, body: { code: 'cannot_undo' } })
  const released = await one.post(`/api/alerts/${id}/release`)
  expect(released).toMatchObject({ status: 200, body: { handling: 'new', takenAt: null, takenBy: null } })
  expect(released.body.steps.map((step: { action: string }) => step.action)).toEqual(['taken', 'released'])
  await two.post(`/api/alerts/${id}/acknowledge`)
  await centre.admin.query("update platform.alert set taken_at = now() - interval '20 s' where id = $1", [id])
  expect(await two.post(`/api/alerts/${id}/release`), 'too late').toMatchObject({ status: 409 })
  expect((await one.get(`/api/alerts/${id}`)).body).toMatchObject({
    handling: 'taken',
    takenBy: { name: 'Cán bộ hai' },
  })
})

test('dismissing needs a reason, ends the alert once, and keeps the reason', async () => {
  const id = await raiseOne()
  for (const body of [undefined, {}, { reason: '' }, { reason: '   ' }, { reason: null }]) {
    expect(await one.post(`/api/alerts/${id}/dismiss`, body), JSON.stringify(body)).toMatchObject({ status: 400 })
  }
  expect((await one.get(`/api/alerts/${id}`)).body).toMatchObject({ handling: 'new', steps: [] })
  const dismissed = await one.post(`/api/alerts/${id}/dismiss`, { reason: 'đang sửa trạm' })
  expect(dismissed.body).toMatchObject({
    handling: 'dismissed',
    doneAt: expect.any(String),
    steps: [{ action: 'dismissed', comment: 'đang sửa trạm', by: { name: 'Cán bộ mot' } }],
  })
  for (const [path, body] of [
    ['dismiss', { reason: 'lần nữa' }],
    ['acknowledge', {}],
    ['release', undefined],
  ] as const) {
    expect((await two.post(`/api/alerts/${id}/${path}`, body)).status, path).toBe(409)
  }
  expect(await two.post('/api/incidents', { alertId: id })).toMatchObject({
    status: 409,
    body: { code: 'already_finished' },
  })
})

test('two officers open an incident from one alert at once: one incident, and no number is lost', async () => {
  const numbers: string[] = []
  for (const id of await raise(10)) {
    const answers = await Promise.all([one, two].map((person) => person.post('/api/incidents', { alertId: id })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    numbers.push(answers.find(({ status }) => status === 201)?.body.number)
  }
  const { rows } = await centre.admin.query('select number from platform.incident order by number')
  expect(rows.map((row) => row.number)).toEqual(numbers.toSorted())
  const counted = numbers.toSorted().map((number) => Number(number.split('-').at(-1)))
  expect(counted).toEqual(counted.map((_, index) => index + 1))
})

test('every move of an alert leaves a line in the audit, with who and on what', async () => {
  const id = await raiseOne()
  await one.post(`/api/alerts/${id}/acknowledge`)
  await one.post(`/api/alerts/${id}/release`)
  await two.post(`/api/alerts/${id}/dismiss`, { reason: 'thử' })
  const { rows } = await centre.admin.query(
    "select action, actor_name from platform.audit where subject_kind = 'alert' and subject_id = $1 order by id",
    [id],
  )
  expect(rows).toEqual([
    { action: 'alert.taken', actor_name: 'Cán bộ mot' },
    { action: 'alert.released', actor_name: 'Cán bộ mot' },
    { action: 'alert.dismissed', actor_name: 'Cán bộ hai' },
  ])
})
