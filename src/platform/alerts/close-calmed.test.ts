import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'

let centre: TestCentre
let one: Person
let two: Person
let other: Person

beforeAll(async () => {
  centre = await openTestCentre()
  one = await centre.officer('mot', 'H57.907')
  two = await centre.officer('hai', 'H57.907')
  other = await centre.officer('ba', 'H57.909')
})
afterAll(() => centre.close())

const raise = (count: number, more: Partial<Parameters<typeof insertAlerts>[1][number]> = {}) =>
  insertAlerts(
    centre.admin,
    Array.from({ length: count }, () => ({ agencyCode: 'H57.907', ...more })),
  )
async function raiseOne(more: Parameters<typeof raise>[1] = {}): Promise<string> {
  const [id] = await raise(1, more)
  if (!id) throw new Error('no alert')
  return id
}
const fire = (id: string) =>
  centre.admin.query(`update platform.alert set condition = 'firing', resolved_at = null where id = $1`, [id])
const calm = (id: string) =>
  centre.admin.query(
    `update platform.alert set condition = 'resolved', resolved_at = now(), calmed_at = clock_timestamp() where id = $1`,
    [id],
  )
const open = async (person: Person) =>
  (await person.get('/api/alerts?limit=1000')).body.items.map(({ id }: { id: string }) => id)
beforeEach(() =>
  centre.admin.query(`update platform.alert set handling = 'dismissed', done_at = now(), condition = 'resolved'
    where condition = 'firing' or handling in ('new', 'taken', 'in_work')`),
)

test('what has calmed is closed, with or without words, and leaves the open ones; who and when is on record', async () => {
  for (const note of [undefined, 'đã xuống dưới báo động 1']) {
    const id = await raiseOne()
    const closed = await one.post(`/api/alerts/${id}/close`, note === undefined ? undefined : { note })
    expect(closed).toMatchObject({
      status: 200,
      body: { handling: 'done', takenBy: null, doneAt: expect.any(String), incident: null },
    })
    expect(closed.body.steps).toMatchObject([
      { action: 'closed', by: { name: expect.stringContaining('Cán bộ') }, comment: note ?? null },
    ])
    expect(await open(one)).not.toContain(id)
    const { rows } = await centre.admin.query(
      `select action, detail from platform.audit where subject_kind = 'alert' and subject_id = $1`,
      [id],
    )
    expect(rows).toMatchObject([{ action: 'alert.closed', detail: { from: 'new' } }])
  }
})

test('what fires, is in an incident or is finished is refused in words, and stays as it was', async () => {
  const [firing, inIncident, dismissed] = [await raiseOne(), await raiseOne(), await raiseOne()]
  await fire(firing)
  await one.post('/api/incidents', { alertId: inIncident })
  await one.post(`/api/alerts/${dismissed}/dismiss`, { reason: 'thử' })
  for (const [id, code] of [
    [firing, 'still_firing'],
    [inIncident, 'in_incident'],
    [dismissed, 'already_finished'],
  ]) {
    const before = (await one.get(`/api/alerts/${id}`)).body
    expect(await one.post(`/api/alerts/${id}/close`), code).toMatchObject({ status: 409, body: { code } })
    expect((await one.get(`/api/alerts/${id}`)).body).toEqual(before)
  }
})

test('a closing is undone within seconds by who closed, and by nobody else; who had taken it has it again', async () => {
  for (const isTaken of [false, true]) {
    const id = await raiseOne()
    if (isTaken) await two.post(`/api/alerts/${id}/acknowledge`)
    const { handling, takenBy } = (await one.get(`/api/alerts/${id}`)).body
    const at = (await one.post(`/api/alerts/${id}/close`)).body.doneAt
    expect(await two.post('/api/alerts/reopen', { at })).toMatchObject({ status: 409, body: { code: 'cannot_undo' } })
    expect(await one.post('/api/alerts/reopen', { at })).toMatchObject({ status: 200, body: { changed: 1 } })
    expect((await one.get(`/api/alerts/${id}`)).body).toMatchObject({ handling, takenBy, doneAt: null })
    expect(await one.post('/api/alerts/reopen', { at }), 'once').toMatchObject({ status: 409 })
  }
  const id = await raiseOne()
  await one.post(`/api/alerts/${id}/close`)
  const long = new Date(Date.now() - 20_000)
  await centre.admin.query('update platform.alert set done_at = $2 where id = $1', [id, long])
  await centre.admin.query('update platform.alert_step set at = $2 where alert_id = $1', [id, long])
  expect(await one.post('/api/alerts/reopen', { at: long.toISOString() }), 'too late').toMatchObject({ status: 409 })
})

test('a line closes at once: what of it is in an incident is left and told', async () => {
  const [head, ...parts] = await raise(4)
  await centre.admin.query(`update platform.alert set line_id = $1, line_by = 'area' where id = any($2)`, [head, parts])
  await one.post('/api/incidents', { alertId: parts[0] })
  const closed = await one.post(`/api/alerts/lines/${head}/close`, { group: 'calmed' })
  expect(closed).toMatchObject({ status: 200, body: { changed: 3, left: 1 } })
  expect(await open(one)).toEqual([parts[0]])
  const { at } = closed.body
  expect(await one.post('/api/alerts/reopen', { at })).toMatchObject({ status: 200, body: { changed: 3 } })
  expect(new Set(await open(one))).toEqual(new Set([head, ...parts]))
})

test('a line that fires is refused', async () => {
  const id = await raiseOne()
  await fire(id)
  expect(await one.post(`/api/alerts/lines/${id}/close`, { group: 'fresh' })).toMatchObject({
    status: 409,
    body: { code: 'still_firing' },
  })
})

test('the group closes what one sees of it, had calmed when it was counted, and is in no incident', async () => {
  const [free, inIncident, later] = [await raise(3), await raiseOne(), await raiseOne()]
  const [foreign] = await insertAlerts(centre.admin, [{ agencyCode: 'H57.909' }])
  await one.post('/api/incidents', { alertId: inIncident })
  await fire(later)
  const counted = (await one.get('/api/alerts/calmed')).body
  expect(counted).toMatchObject({ closable: 3, inIncident: 1 })
  await calm(later)
  const closed = await one.post('/api/alerts/calmed/close', { by: counted.at })
  expect(closed).toMatchObject({ status: 200, body: { changed: 3, left: 1 } })
  expect(new Set(await open(one))).toEqual(new Set([inIncident, later]))
  expect(await open(other)).toEqual([foreign])
  await one.post('/api/alerts/reopen', { at: closed.body.at })
  expect(new Set(await open(one))).toEqual(new Set([...free, inIncident, later]))
})

test('narrowed, the group closes what is left of it', async () => {
  const [major, minor] = [await raiseOne(), await raiseOne()]
  await centre.admin.query(`update platform.alert set severity = 'major' where id = $1`, [major])
  const counted = (await one.get('/api/alerts/calmed?severity=major')).body
  expect(counted).toMatchObject({ closable: 1, inIncident: 0 })
  await one.post('/api/alerts/calmed/close', { by: counted.at, severity: 'major' })
  expect(await open(one)).toEqual([minor])
})

test('two close the same alerts at one moment: each alert is closed once', async () => {
  await raise(20)
  const { at } = (await one.get('/api/alerts/calmed')).body
  const answers = await Promise.all([one, two].map((person) => person.post('/api/alerts/calmed/close', { by: at })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers.reduce((sum, { body }) => sum + body.changed, 0)).toBe(20)
})

test('one that calmed within its deadline counts as handled in time though it is closed after it; one that calmed too late does not', async () => {
  const dayMs = 86_400_000
  const raisedAt = new Date(Date.now() - 40 * dayMs)
  const month = (date: Date) => new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(0, 7)
  const figure = async () => {
    const { body } = await other.get(`/api/indicators/alerts_handled_in_time?period=${month(raisedAt)}`)
    return { inTime: body.total.inTime, late: body.total.late }
  }
  const dueAt = new Date(raisedAt.getTime() + dayMs)
  const [calmedInTime, calmedLate] = await insertAlerts(
    centre.admin,
    [1, 2].map(() => ({ agencyCode: 'H57.909', raisedAt, dueAt })),
  )
  await centre.admin.query('update platform.alert set calmed_at = $2 where id = $1', [
    calmedInTime,
    new Date(dueAt.getTime() - 1),
  ])
  await centre.admin.query('update platform.alert set calmed_at = $2 where id = $1', [
    calmedLate,
    new Date(dueAt.getTime() + 1),
  ])
  expect(await figure()).toEqual({ inTime: 0, late: 2 })
  for (const id of [calmedInTime, calmedLate]) await other.post(`/api/alerts/${id}/close`)
  expect(await figure()).toEqual({ inTime: 1, late: 1 })
})
