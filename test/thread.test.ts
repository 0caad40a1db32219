import { createHash } from 'node:crypto'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from './centre.ts'
import { upload } from './walk-chain.ts'

let centre: TestCentre
let water: Person
let build: Person

beforeAll(async () => {
  centre = await openTestCentre()
  water = await centre.officer('can-bo-nuoc', 'H57.907')
  build = await centre.officer('can-bo-xay-dung', 'H57.905')
})
afterAll(() => centre.close())

test('one reading walks the chain to a line in a report, and the line opens down to the reading', async () => {
  expect(await centre.send('phu-oc', 'water_level', 4.62)).toBe('stored')
  const alert = await until('the alert', async () => {
    const { body } = await water.get('/api/alerts')
    return body.items.find((item: { severity: string }) => item.severity === 'crit')
  })
  expect(alert).toMatchObject({ condition: 'firing', handling: 'new', value: 4.62, threshold: 4.5, takenBy: null })

  const taken = await water.post(`/api/alerts/${alert.id}/acknowledge`, { comment: 'đã gọi trực ban' })
  expect(taken.body).toMatchObject({ handling: 'taken', takenBy: { name: 'Cán bộ can-bo-nuoc' } })

  const opened = await water.post('/api/incidents', { alertId: alert.id })
  expect(opened.status).toBe(201)
  const incident = opened.body
  expect(incident.number).toMatch(/^SC-\d{4}-0001$/)

  const early = await water.post(`/api/incidents/${incident.id}/tasks`, {
    title: 'Đóng đường ngập trên Quốc lộ 1',
    agencyId: await centre.agencyId('H57.905'),
  })
  expect(early.status).toBe(201)
  const task = early.body
  const refusedClose = await water.post(`/api/incidents/${incident.id}/close`, { note: 'xong' })
  expect(refusedClose).toMatchObject({ status: 409, body: { code: 'tasks_open' } })

  const mine = await build.get('/api/tasks?side=mine')
  expect(mine.body.items.map((item: { id: string }) => item.id)).toEqual([task.id])
  const withoutEvidence = await build.post(`/api/tasks/${task.id}/complete`, { result: 'đã đóng đường' })
  expect(withoutEvidence).toMatchObject({ status: 409, body: { code: 'evidence_missing' } })

  const photo = Buffer.from('ảnh hiện trường')
  const added = await upload(centre, build, task.id, '../../ảnh ngập.jpg', photo)
  expect(added.statusCode).toBe(201)
  expect(added.json()).toMatchObject({ name: 'ảnh ngập.jpg', sha256: createHash('sha256').update(photo).digest('hex') })
  expect((await build.post(`/api/tasks/${task.id}/complete`, { result: 'đã đóng đường' })).status).toBe(200)
  const file = await water.get(`/api/evidence/${added.json().id}/file`)
  expect(file.bytes.equals(photo)).toBe(true)

  const closed = await water.post(`/api/incidents/${incident.id}/close`, { note: 'nước rút' })
  expect(closed.body).toMatchObject({ state: 'closed', alerts: [{ id: alert.id, handling: 'done' }] })

  const period = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)
  const indicator = await water.get(`/api/indicators/alerts_handled_in_time?period=${period}`)
  // The same reading also passed levels 1 and 2: two more alerts, still within their deadlines.
  expect(indicator.body.total).toMatchObject({ fired: 3, inTime: 1, late: 0, notDue: 2, value: 1 })

  const report = await water.post('/api/reports', { period, agencyId: await centre.agencyId('H57.907') })
  expect(report.status).toBe(201)
  const [line] = report.body.lines
  expect(line.text).toContain('1/1')
  const document = await water.get(`/api/reports/${report.body.id}/document.docx`)
  const { value: html } = await mammoth.convertToHtml({ buffer: document.bytes })
  expect(html).toContain(`/bao-cao/${report.body.id}?line=${line.key}`)
  expect(html).toContain('100%')

  const rows = await water.get(`/api/reports/${report.body.id}/lines/${line.key}/rows?count=in_time`)
  expect(rows.body.items).toMatchObject([{ count: 'in_time', alert: { id: alert.id, incident: { id: incident.id } } }])
  const at = rows.body.items[0].alert.firedAt
  const readings = await water.get(`/api/readings?asset=phu-oc&series=water_level&from=${at}&to=${at}`)
  expect(readings.body.items).toMatchObject([
    { value: 4.62, sender: 'test-gateway', via: 'mqtt nhip/v1/phu-oc/water_level' },
  ])
})
