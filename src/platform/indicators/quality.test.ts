import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'
import { addStation, findFiring, made, thisMonth, upload } from '../../../test/walk-chain.ts'

const agency = 'H57.912'
let centre: TestCentre
let officer: Person
let agencyId: number

const month = thisMonth()
const onBoard = async (key: string, period = month) => {
  const { body } = await officer.get(`/api/indicators/board?period=${period}`)
  return body.items.find(({ indicator }: { indicator: { key: string } }) => indicator.key === key)
}

/** They were there before the month, and owe a value minutes after it began. */
const standLong = async (codes: string) => {
  await centre.admin.query("update platform.asset set created_at = created_at - interval '1 day' where code like $1", [
    codes,
  ])
  await centre.admin.query(
    'update platform.series s set cadence_s = 60 from platform.asset a where a.id = s.asset_id and a.code like $1',
    [codes],
  )
}

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc', agency)
  agencyId = await centre.agencyId(agency)
})
afterAll(() => centre.close())

test('an agency without devices, tasks and records knows nothing of their data: no tick by default', async () => {
  const nothing = { right: null, complete: null, clean: null, alive: null }
  for (const key of ['alerts_handled_in_time', 'tasks_done_in_time', 'directives_completed_in_time'])
    expect(await onBoard(key), key).toMatchObject({ quality: nothing, newestAt: null })
})

test('devices are complete, clean and alive as counted one by one', async () => {
  const stations = ['im', 'song', 'chet', 'hong', 'sua', 'cu']
  for (const code of stations) await addStation(officer, agencyId, `tram-${code}`)
  await standLong('tram-%')
  for (const code of stations.slice(1)) await centre.send(`tram-${code}`, 'water_level', 1)
  // Of six: one never sent, one has been silent for a day, one sends what is refused, one was corrected, one sent last year only.
  await centre.send('tram-hong', 'water_level', 1, new Date(0))
  await centre.admin.query(`update platform.last_value l set received_at = now() - interval '1 day'
    from platform.series s join platform.asset a on a.id = s.asset_id where s.id = l.series_id and a.code = 'tram-chet'`)
  await centre.admin.query(`insert into platform.reading_correction
    (series_id, agency_id, at, old_value, new_value, old_received_at, sender, via, corrected_at)
    select s.id, s.agency_id, now(), 1, 2, now(), 'x', 'http', now() from platform.series s
    join platform.asset a on a.id = s.asset_id where a.code = 'tram-sua' limit 1`)
  for (const table of ['last_value', 'reading'])
    await centre.admin.query(`update platform.${table} l set at = l.at - interval '370 days'
      from platform.series s join platform.asset a on a.id = s.asset_id where s.id = l.series_id and a.code = 'tram-cu'
      and ${table === 'reading' ? 'false' : 'true'}`)
  await centre.admin.query(`delete from platform.reading r using platform.series s, platform.asset a
    where s.id = r.series_id and a.id = s.asset_id and a.code = 'tram-cu'`)
  expect((await onBoard('alerts_handled_in_time')).quality).toEqual({
    right: null,
    complete: { good: 4, of: 6 },
    clean: { good: 2, of: 4 },
    alive: { good: 4, of: 5 },
  })
  const closed = await onBoard('alerts_handled_in_time', '2025-01')
  expect(closed.quality).toMatchObject({ complete: null, alive: null })
})

test('right is the share of finished alerts that were not found false', async () => {
  const doneAt = new Date()
  const fate = (handling: 'done' | 'dismissed' | 'new') => ({
    ...{ agencyCode: agency, handling, raisedAt: doneAt },
    doneAt: handling === 'new' ? null : doneAt,
  })
  const falseAlarm = { ...fate('done'), falseAlarm: true }
  await insertAlerts(centre.admin, [fate('done'), fate('done'), fate('dismissed'), falseAlarm, fate('new')])
  expect((await onBoard('alerts_handled_in_time')).quality.right).toEqual({ good: 2, of: 4 })
})

test('tasks are right where a file proves them and complete where the agency answered; clean and alive are not known', async () => {
  await centre.send('tram-song', 'water_level', 9)
  const alert = await findFiring(officer, 'tram-song')
  const incident = made(await officer.post('/api/incidents', { alertId: alert.id }), 'incident')
  const give = async () =>
    made(await officer.post(`/api/incidents/${incident.id}/tasks`, { title: 'x', agencyId }), 'task')
  const [proved, taken, bare] = [await give(), await give(), await give()]
  const [overdue] = [await give(), await give()]
  expect((await upload(centre, officer, proved.id, 'a.jpg', Buffer.from('a'))).statusCode).toBe(201)
  made(await officer.post(`/api/tasks/${proved.id}/complete`, { result: 'xong' }), 'done')
  made(await officer.post(`/api/tasks/${taken.id}/accept`), 'accept')
  await centre.admin.query("update platform.task set state = 'done', done_at = now() where id = $1", [bare.id])
  await centre.admin.query("update platform.task set due_at = now() - interval '1 hour' where id = $1", [overdue.id])
  const found = await onBoard('tasks_done_in_time')
  expect(found.quality).toEqual({
    ...{ right: { good: 1, of: 2 }, complete: { good: 3, of: 4 } },
    ...{ clean: null, alive: null },
  })
  expect(Date.parse(found.newestAt)).toBeGreaterThan(Date.now() - 60_000)
})

test('directives are right where a file proves them, complete where they moved on, clean by the files imported', async () => {
  const address = '/api/directives/directives'
  const ids: string[] = []
  for (const title of ['Một', 'Hai', 'Ba']) {
    const draft = made(
      await officer.post(address, { agencyId, values: { title, lead: agencyId, due_on: '2099-01-05' } }),
      title,
    )
    made(await officer.post(`${address}/${draft.id}/moves/issue`, { version: 1 }), title)
    ids.push(draft.id)
  }
  made(await officer.post(`${address}/${ids[0]}/moves/accept`, { version: 2 }), 'accept')
  await centre.admin.query(`update platform.record_clock set stopped_at = now() where record_id = any($1)`, [
    ids.slice(0, 2),
  ])
  await centre.admin.query(`update platform.record_clock set due_at = now() - interval '1 hour' where record_id = $1`, [
    ids[1],
  ])
  await centre.admin.query(
    `insert into platform.record_file (id, record_type, record_id, agency_id, name, media_type, size_bytes, sha256, added_at, added_by, added_by_name)
    values (gen_random_uuid(), 'directives.directive', $1, $2, 'a', 'image/png', 1, repeat('a', 64), now(), 1, 'x')`,
    [ids[0], agencyId],
  )
  await centre.admin.query(
    `insert into platform.data_import (id, agency_id, target, file_name, size_bytes, sha256, format, dialect, sheets, header, mapping,
      row_count, state, counts, created_by, created_by_name, applied_at)
    values (gen_random_uuid(), $1, 'record.directives.directive', 'a.csv', 1, repeat('a', 64), 'csv', '', '{}', '{}', '{}',
      10, 'applied', '{"new": 8, "changed": 0, "unchanged": 0, "faulty": 2}', 1, 'x', now())`,
    [agencyId],
  )
  expect((await onBoard('directives_completed_in_time')).quality).toEqual({
    right: { good: 1, of: 2 },
    complete: { good: 1, of: 2 },
    clean: { good: 8, of: 10 },
    alive: null,
  })
})

test('what is not owed yet is not missing: of a task, a record and a device just there nothing is known', async () => {
  const fresh = await centre.officer('moi', 'H57.914')
  const freshId = await centre.agencyId('H57.914')
  await addStation(fresh, freshId, 'tram-moi')
  const incidents = (await officer.get('/api/incidents')).body.items
  made(await officer.post(`/api/incidents/${incidents[0].id}/tasks`, { title: 'Vừa giao', agencyId: freshId }), 'task')
  const address = '/api/directives/directives'
  const values = { title: 'Vừa giao', lead: freshId, due_on: '2099-01-05' }
  const draft = made(await fresh.post(address, { agencyId: freshId, values }), 'draft')
  made(await fresh.post(`${address}/${draft.id}/moves/issue`, { version: 1 }), 'issued')
  const completeOf = async () => {
    const { body } = await fresh.get(`/api/indicators/board?period=${month}`)
    return body.items.map(
      ({ figure, quality }: { figure: { fired: number }; quality: { complete: object | null } }) => [
        figure.fired,
        quality.complete,
      ],
    )
  }
  expect(await completeOf()).toEqual([
    [0, null],
    [1, null],
    [1, null],
  ])
  await centre.admin.query("update platform.task set due_at = now() - interval '1 minute' where title = 'Vừa giao'")
  await centre.admin.query(
    "update platform.record_clock set due_at = now() - interval '1 minute' where record_id = $1",
    [draft.id],
  )
  await standLong('tram-moi')
  const missing = { good: 0, of: 1 }
  expect(await completeOf()).toEqual([
    [0, missing],
    [1, missing],
    [1, missing],
  ])
})

test('what others own is not looked at', async () => {
  const other = await centre.officer('nguoi-ngoai', 'H57.913')
  const { body } = await other.get(`/api/indicators/board?period=${month}`)
  expect(body.items.map(({ quality }: { quality: object }) => Object.values(quality))).toEqual(
    body.items.map(() => [null, null, null, null]),
  )
})
