import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { addStation, findFiring, made, thisMonth, upload } from '../../../test/walk-chain.ts'

const key = 'tasks_done_in_time'
const reasons = ['data_not_synced', 'waiting_for_others', 'late_at_agency', 'papers_missing'] as const
let centre: TestCentre
let giver: Person
let doer: Person
let third: Person
let doerId: number
let incidentId: string

beforeAll(async () => {
  centre = await openTestCentre()
  giver = await centre.officer('giao-viec', 'H57.907')
  doer = await centre.officer('lam-viec', 'H57.905')
  third = await centre.officer('nguoi-ngoai', 'H57.912')
  doerId = await centre.agencyId('H57.905')
  await addStation(giver, await centre.agencyId('H57.907'), 'tram-tre')
  await centre.send('tram-tre', 'water_level', 4.5)
  const alert = await findFiring(giver, 'tram-tre')
  incidentId = made(await giver.post('/api/incidents', { alertId: alert.id }), 'incident').id
})
afterAll(() => centre.close())

/** A task of the doer, due and done so many hours from now. */
async function task(dueInH: number, doneInH: number | null, title = 'Việc'): Promise<string> {
  const { id } = made(await giver.post(`/api/incidents/${incidentId}/tasks`, { title, agencyId: doerId }), title)
  await centre.admin.query(
    `update platform.task set due_at = now() + $2 * interval '1 hour', done_at = now() + $3::float8 * interval '1 hour',
      state = case when $3::float8 is null then state else 'done' end where id = $1`,
    [id, dueInH, doneInH],
  )
  return id
}
const say = (person: Person, id: string, reason: string, words = '') =>
  person.post(`/api/tasks/${id}/late-reason`, { reason, words })

test('an overdue task and one done late are explained by the agency that must do them; the last word holds', async () => {
  for (const id of [await task(-3, null), await task(-3, -1)]) {
    expect((await doer.get(`/api/tasks/${id}`)).body.late).toBeNull()
    expect(made(await say(doer, id, 'waiting_for_others'), 'said').late.reason.key).toBe('waiting_for_others')
    made(await say(doer, id, 'other', 'Đường ngập, chưa tới được'), 'said again')
    const { late } = (await giver.get(`/api/tasks/${id}`)).body
    expect(late).toMatchObject({
      ...{ reason: { key: 'other', countsAs: 'people' }, words: 'Đường ngập, chưa tới được' },
      by: { name: 'Cán bộ lam-viec' },
    })
  }
})

test('who gave it may not say why in the place of who owes it, neither through the door nor past it', async () => {
  const id = await task(-3, null)
  made(await say(doer, id, 'data_not_synced'), 'said')
  expect(await say(giver, id, 'late_at_agency')).toMatchObject({ status: 403, body: { code: 'not_yours_to_say' } })
  expect((await say(third, id, 'late_at_agency')).status).toBe(404)
  const giverId = await centre.agencyId('H57.907')
  for (const agencyId of [giverId, doerId]) {
    await centre.admin.query('begin')
    await centre.admin.query('set local role nhip_app')
    await centre.admin.query(`set local nhip.agencies = '{${giverId}}'`)
    const insert = `insert into platform.late_saying (task_id, agency_id, shared_with, reason, said_at, said_by, said_by_name)
      values ('${id}', ${agencyId}, '{${giverId}}', 'late_at_agency', now(), 1, 'x')`
    await expect(centre.admin.query(insert)).rejects.toMatchObject({ code: '42501' })
    await centre.admin.query('rollback')
  }
  expect((await doer.get(`/api/tasks/${id}`)).body.late.reason.key).toBe('data_not_synced')
})

test('of what is in time, by a reason that is not offered, or without words where they are asked, nothing is said', async () => {
  const late = await task(-3, null)
  for (const id of [await task(3, null), await task(3, -1)])
    expect(await say(doer, id, 'waiting_for_others')).toMatchObject({ status: 409, body: { code: 'not_late' } })
  expect(await say(doer, late, 'khong-co')).toMatchObject({ status: 400, body: { code: 'unknown_reason' } })
  expect(await say(doer, late, 'other', ' ')).toMatchObject({
    body: { code: 'words_missing', errors: [{ path: 'words' }] },
  })
  expect((await doer.get(`/api/tasks/${late}`)).body.late).toBeNull()
})

test('it may be said where one finishes, in the same commit: what is refused leaves the task open', async () => {
  const id = await task(-3, null)
  expect((await upload(centre, doer, id, 'ảnh.jpg', Buffer.from('a'))).statusCode).toBe(201)
  const finish = (late?: object) =>
    doer.post(`/api/tasks/${id}/complete`, { result: 'xong', ...(late ? { late } : {}) })
  expect((await finish({ reason: 'other' })).body.code).toBe('words_missing')
  expect((await doer.get(`/api/tasks/${id}`)).body.state).toBe('assigned')
  const done = made(await finish({ reason: 'papers_missing' }), 'done')
  expect(done).toMatchObject({ state: 'done', deadline: 'done_late', late: { reason: { key: 'papers_missing' } } })
})

test('each saying is in the audit', async () => {
  const id = await task(-3, null)
  made(await say(doer, id, 'waiting_for_others'), 'said')
  made(await say(doer, id, 'late_at_agency', 'Thiếu người'), 'said again')
  const { rows } = await centre.admin.query(
    `select actor_name, detail from platform.audit where action = 'task.late_explained' and subject_id = $1 order by id`,
    [id],
  )
  expect(rows).toMatchObject([
    { actor_name: 'Cán bộ lam-viec', detail: { reason: 'waiting_for_others' } },
    { detail: { reason: 'late_at_agency', words: 'Thiếu người' } },
  ])
})

const board = async (person: Person, wanted = key) => {
  const { body } = await person.get(`/api/indicators/board?period=${thisMonth()}`)
  const item = body.items.find(({ indicator }: { indicator: { key: string } }) => indicator.key === wanted)
  return { item, cutOffAt: body.cutOffAt as string }
}
const rowsOf = async (person: Person, cutOffAt: string, reason: string) => {
  const { body } = await person.get(
    `/api/indicators/${key}/rows?period=${thisMonth()}&cutOffAt=${cutOffAt}&reason=${reason}&limit=1000`,
  )
  return body.items as { count: string; thing: { id: string }; why: { name: { vi: string } } | null }[]
}

test('late ones by reason are what one counts by hand, add up to the figure, and open the very rows', async () => {
  const chance = fc.sample(
    fc.record({
      dueInH: fc.constantFrom(-5, 5),
      doneInH: fc.constantFrom(null, -6, -1),
      said: fc.array(fc.constantFrom(...reasons), { maxLength: 3 }),
    }),
    { numRuns: 40, seed: 51 },
  )
  for (const { dueInH, doneInH, said } of chance) {
    const id = await task(dueInH, doneInH)
    for (const reason of said) await say(doer, id, reason)
  }
  const { rows: tasks } = await centre.admin.query<{ id: string; due_at: Date; done_at: Date | null }>(
    'select id, due_at, done_at from platform.task',
  )
  const { rows: sayings } = await centre.admin.query<{ task_id: string; reason: string }>(
    'select task_id, reason from platform.late_saying order by id',
  )
  const now = new Date()
  const last = new Map(sayings.map(({ task_id, reason }) => [task_id, reason]))
  const late = tasks.filter(({ due_at, done_at }) => due_at < (done_at ?? now))
  const byHand = Map.groupBy(late, ({ id }) => last.get(id) ?? 'none')
  for (const person of [doer, giver]) {
    const { item, cutOffAt } = await board(person)
    const shares = item.late.map((share: { reason: { key: string } | null; number: number }) => [
      share.reason?.key ?? 'none',
      share.number,
    ])
    expect(new Map(shares)).toEqual(new Map([...byHand].map(([reason, found]) => [reason, found.length])))
    expect(item.figure.late).toBe(late.length)
    expect(shares.at(-1)[0], 'what nobody explained stands last').toBe('none')
    for (const [reason, found] of byHand) {
      const rows = await rowsOf(person, cutOffAt, reason)
      expect(rows.map(({ thing }) => thing.id).sort(), reason).toEqual(found.map(({ id }) => id).sort())
      expect(rows.every(({ count, why }) => count === 'late' && (why === null) === (reason === 'none'))).toBe(true)
    }
  }
  expect(byHand.size).toBeGreaterThan(4)
  expect((await board(third)).item.late).toEqual([])
})

test('rows as of an instant know nothing of what was said after it', async () => {
  const id = await task(-3, null)
  const { cutOffAt } = await board(doer)
  made(await say(doer, id, 'data_not_synced'), 'said')
  const asOf = async (reason: string) => (await rowsOf(doer, cutOffAt, reason)).some(({ thing }) => thing.id === id)
  expect([await asOf('none'), await asOf('data_not_synced')]).toEqual([true, false])
})

test('a deadline of a record is explained by the agency that carries it out, not by the one that gave it', async () => {
  const giverId = await centre.agencyId('H57.907')
  const address = '/api/directives/directives'
  const values = { title: 'Chỉ đạo trễ', lead: doerId, due_on: '2099-01-05' }
  const draft = made(await giver.post(address, { agencyId: giverId, values }), 'draft')
  made(await giver.post(`${address}/${draft.id}/moves/issue`, { version: 1 }), 'issued')
  await centre.admin.query(
    `update platform.record_clock set due_at = now() - interval '1 day'
    where record_id = $1 and rule_key = 'completion'`,
    [draft.id],
  )
  const seen = async (person: Person) => {
    const { late } = (await person.get(`${address}/${draft.id}`)).body
    return late.find(({ rule }: { rule: string }) => rule === 'completion')
  }
  expect(await seen(doer)).toMatchObject({ saying: null, maySay: true })
  const { clock, maySay } = await seen(giver)
  expect(maySay).toBe(false)
  const explain = (person: Person, id = draft.id) =>
    person.post(`${address}/${id}/late-reasons`, { clock, reason: 'data_not_synced', words: 'Chờ cổng' })
  expect(await explain(giver)).toMatchObject({ status: 403, body: { code: 'not_yours_to_say' } })
  expect((await explain(third)).status).toBe(404)
  const other = made(await doer.post(address, { agencyId: doerId, values: { ...values, title: 'Khác' } }), 'other')
  expect((await explain(doer, other.id)).status).toBe(404)
  made(await explain(doer), 'said')
  for (const person of [doer, giver])
    expect(await seen(person)).toMatchObject({ saying: { reason: { key: 'data_not_synced' }, words: 'Chờ cổng' } })
  const { item } = await board(giver, 'directives_completed_in_time')
  expect(item.late).toEqual([{ reason: expect.objectContaining({ countsAs: 'data' }), number: 1 }])
  expect(item.figure).toMatchObject({ late: 1, value: 0 })
})

test('the list is kept by who may and answers for the province; a reason that is retired is not said any more', async () => {
  const admin = await centre.administrator()
  const list = '/api/late-reasons'
  const name = { vi: 'Mất điện', en: 'Power cut' }
  expect((await doer.post(list, { key: 'power_cut', name, countsAs: 'people' })).status).toBe(403)
  for (const wrong of ['none', 'Hoa', 'x'])
    expect((await admin.post(list, { key: wrong, name, countsAs: 'people' })).status, wrong).toBe(400)
  made(await admin.post(list, { key: 'power_cut', name, countsAs: 'people' }), 'added')
  expect((await admin.post(list, { key: 'power_cut', name, countsAs: 'people' })).body.code).toBe('bad_late_reason')
  const id = await task(-3, null)
  made(await say(doer, id, 'power_cut'), 'said')
  const { items } = made(await admin.post(`${list}/power_cut`, { name, countsAs: 'data', retired: true }), 'retired')
  expect(items.at(-1)).toMatchObject({ key: 'power_cut', countsAs: 'data', retiredAt: expect.any(String) })
  expect((await say(doer, id, 'power_cut')).body.code).toBe('unknown_reason')
  expect((await doer.get(`/api/tasks/${id}`)).body.late).toMatchObject({
    reason: { key: 'power_cut', countsAs: 'data' },
  })
  expect((await doer.get(list)).body).toEqual({ items })
})
