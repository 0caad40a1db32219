import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from './centre.ts'
import { openLive } from './live-page.ts'
import { addStation, findFiring, made, thisMonth, upload } from './walk-chain.ts'

let centre: TestCentre
let address: string
let farm: Person
let trade: Person
let build: Person
let farmId: number
let tradeId: number

beforeAll(async () => {
  centre = await openTestCentre()
  address = await centre.app.listen({ host: '127.0.0.1', port: 0 })
  farmId = await centre.agencyId('H57.907')
  tradeId = await centre.agencyId('H57.909')
  farm = await centre.officer('truc-nong-nghiep', 'H57.907')
  trade = await centre.officer('truc-cong-thuong', 'H57.909')
  build = await centre.officer('truc-xay-dung', 'H57.905')
})
afterAll(() => centre.close())

test('an open page is told of every change of its own agency and of none of another', async () => {
  const pages = { farm: await openLive(address, farm.cookie), trade: await openLive(address, trade.cookie) }
  await addStation(farm, farmId, 'tram-mot')
  await addStation(trade, tradeId, 'tram-hai')
  await centre.send('tram-mot', 'water_level', 4.5)
  const alert = await findFiring(farm, 'tram-mot')
  made(await farm.post(`/api/alerts/${alert.id}/acknowledge`), 'acknowledge')
  made(await farm.post(`/api/alerts/${alert.id}/release`), 'release')
  const incident = made(await farm.post('/api/incidents', { alertId: alert.id }), 'incident')
  made(await farm.post(`/api/incidents/${incident.id}/notes`, { text: 'ghi chú' }), 'note')
  const task = made(await farm.post(`/api/incidents/${incident.id}/tasks`, { title: 'Việc', agencyId: farmId }), 'task')
  expect((await upload(centre, farm, task.id, 'a.jpg', Buffer.from('a'))).statusCode).toBe(201)
  made(await farm.post(`/api/tasks/${task.id}/complete`, { result: 'xong' }), 'complete')
  made(await farm.post(`/api/incidents/${incident.id}/close`, { note: 'xong' }), 'close')
  const report = made(await farm.post('/api/reports', { period: thisMonth(), agencyId: farmId }), 'report')
  // What comes last for both closes the list: events of one stream keep their order.
  await centre.send('tram-hai', 'water_level', 4.5)
  const last = await findFiring(trade, 'tram-hai')
  await until('the last event of trade', async () => pages.trade.has(last.id))
  await until('the report event of farm', async () => pages.farm.has(report.id))

  for (const id of [alert.id, incident.id, task.id, report.id, 'tram-mot']) {
    expect(pages.farm.has(id), `farm must hear of ${id}`).toBe(true)
    expect(pages.trade.has(id), `trade must not hear of ${id}`).toBe(false)
  }
  expect(pages.trade.changes().map(({ kind, action }) => `${kind}.${action}`)).toEqual(
    expect.arrayContaining(['reading.received', 'alert.firing']),
  )
  expect(pages.farm.has(last.id)).toBe(false)
  expect(pages.farm.has('tram-hai')).toBe(false)
  pages.farm.close()
  pages.trade.close()
})

test('an agency that was given a task sees the task and its files, not what it belongs to', async () => {
  const pages = { trade: await openLive(address, trade.cookie), build: await openLive(address, build.cookie) }
  await addStation(farm, farmId, 'tram-ba')
  await centre.send('tram-ba', 'water_level', 4.5)
  const alert = await findFiring(farm, 'tram-ba')
  const incident = made(await farm.post('/api/incidents', { alertId: alert.id }), 'incident')
  const given = { title: 'Cắt điện trạm bơm', agencyId: tradeId }
  const task = made(await farm.post(`/api/incidents/${incident.id}/tasks`, given), 'task')
  const other = made(
    await farm.post(`/api/incidents/${incident.id}/tasks`, { title: 'Việc nhà', agencyId: farmId }),
    'own task',
  )
  const file = await upload(centre, trade, task.id, 'ảnh.jpg', Buffer.from('ảnh trạm bơm'))
  expect(file.statusCode).toBe(201)

  const seen = await trade.get(`/api/tasks/${task.id}`)
  expect(seen.body).toMatchObject({ title: given.title, issuer: { code: 'H57.907' }, evidence: [{ name: 'ảnh.jpg' }] })
  const content = await trade.get(`/api/evidence/${file.json().id}/file`)
  expect(content.bytes.toString('utf8')).toBe('ảnh trạm bơm')
  for (const hidden of [`/api/incidents/${incident.id}`, `/api/alerts/${alert.id}`, `/api/tasks/${other.id}`]) {
    expect((await trade.get(hidden)).status, hidden).toBe(404)
  }
  for (const [path, body] of [
    [`/api/incidents/${incident.id}/notes`, { text: 'x' }],
    [`/api/incidents/${incident.id}/close`, { note: 'x' }],
    [`/api/incidents/${incident.id}/tasks`, { title: 'x', agencyId: tradeId }],
  ] as const) {
    expect((await trade.post(path, body)).status, path).toBe(404)
  }
  const lists = await Promise.all(['/api/incidents?state=all', '/api/alerts?state=all'].map((path) => trade.get(path)))
  for (const list of lists) expect(list.bytes.toString('utf8')).not.toContain(incident.id)

  // The issuer cannot do the work of the other, and a third agency sees none of it.
  expect((await upload(centre, farm, task.id, 'b.jpg', Buffer.from('b'))).statusCode).toBe(403)
  expect((await farm.post(`/api/tasks/${task.id}/complete`, { result: 'x' })).status).toBe(403)
  expect((await build.get(`/api/tasks/${task.id}`)).status).toBe(404)
  expect((await build.get(`/api/evidence/${file.json().id}/file`)).status).toBe(404)
  expect((await build.get('/api/tasks?state=all')).body.items).toEqual([])

  made(await trade.post(`/api/tasks/${task.id}/complete`, { result: 'đã cắt' }), 'complete')
  const { body } = await farm.get(`/api/incidents/${incident.id}`)
  expect(body.timeline.map((entry: { kind: string }) => entry.kind)).toEqual(
    expect.arrayContaining(['task.assigned', 'evidence.added', 'task.done']),
  )
  // Three events of the task, as many as were made: the list is complete when the third is there.
  const tasksOf = (page: typeof pages.trade) =>
    page.changes().flatMap(({ kind, action, ids }) => (ids.includes(task.id) ? [`${kind}.${action}`] : []))
  await until('three events of the task', async () => tasksOf(pages.trade).length >= 3)
  expect(tasksOf(pages.trade)).toEqual(['task.assigned', 'task.evidence', 'task.done'])
  for (const id of [incident.id, alert.id, other.id, 'tram-ba']) expect(pages.trade.has(id), id).toBe(false)
  expect(pages.build.changes()).toEqual([])
  pages.trade.close()
  pages.build.close()
})
