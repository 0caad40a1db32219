import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'
import { thisMonth } from '../../../test/walk-chain.ts'
import { periodAt, periodLabel, shiftPeriod } from '../../core/period.ts'

let centre: TestCentre
let person: Person
beforeAll(async () => {
  centre = await openTestCentre()
  person = await centre.officer('truc', 'H57.907')
})
afterAll(() => centre.close())

const key = 'alerts_handled_in_time'
const write = async () =>
  (await person.post('/api/reports', { period: thisMonth(), agencyId: await centre.agencyId('H57.907') })).body
const rowsOf = async (reportId: string) =>
  (await person.get(`/api/reports/${reportId}/lines/${key}/rows`)).body.items.map(
    (row: { count: string; alert: { id: string } }) => [row.alert.id, row.count],
  )

test('a report keeps figure, sentence and rows as they were written, while today moves on', async () => {
  const now = Date.now()
  const at = (ms: number) => new Date(now + ms)
  const agencyCode = 'H57.907'
  const [late, open] = await insertAlerts(centre.admin, [
    { agencyCode, raisedAt: at(-5_000), dueAt: at(-1_000) },
    { agencyCode, raisedAt: at(-5_000), dueAt: at(60_000) },
    { agencyCode, raisedAt: at(-5_000), dueAt: at(60_000), handling: 'done', doneAt: at(-2_000) },
    { agencyCode, raisedAt: at(-5_000), dueAt: at(60_000), handling: 'dismissed', doneAt: at(-2_000) },
    { agencyCode, raisedAt: at(-5_000), dueAt: at(60_000), handling: 'done', doneAt: at(-2_000), falseAlarm: true },
    { agencyCode: 'H57.909', raisedAt: at(-5_000), dueAt: at(-1_000) },
  ])
  const report = await write()
  const frozen = { value: 0.5, inTime: 1, late: 1, notDue: 1, dismissed: 1, falseAlarm: 1, fired: 5 }
  expect(report.lines).toMatchObject([{ key, figure: frozen, today: frozen }])
  const rows = await rowsOf(report.id)
  expect(rows.map(([, count]: string[]) => count).sort()).toEqual([
    'dismissed',
    'false_alarm',
    'in_time',
    'late',
    'not_due',
  ])

  for (const id of [late, open])
    expect((await person.post(`/api/alerts/${id}/dismiss`, { reason: 'báo nhầm' })).status).toBe(200)
  const again = (await person.get(`/api/reports/${report.id}`)).body
  expect(again.lines[0]).toMatchObject({
    text: report.lines[0].text,
    figureText: report.lines[0].figureText,
    figure: frozen,
    today: { value: 1, inTime: 1, late: 0, notDue: 0, dismissed: 3, falseAlarm: 1, fired: 5 },
  })
  expect(await rowsOf(report.id)).toEqual(rows)
  const onlyLate = await person.get(`/api/reports/${report.id}/lines/${key}/rows?count=late`)
  expect(onlyLate.body.items).toMatchObject([{ count: 'late', alert: { id: late, handling: 'dismissed' } }])

  const next = await write()
  expect(next.lines).toMatchObject([{ figure: { dismissed: 3 } }])
  expect(next.number).not.toBe(report.number)
})

test('the figure of a report is that of its rows, also when an alert is finished while it is written', async () => {
  await centre.admin.query('truncate platform.alert cascade')
  const ids = await insertAlerts(
    centre.admin,
    Array.from({ length: 300 }, () => ({ agencyCode: 'H57.907', dueAt: new Date(Date.now() + 60_000) })),
  )
  const finishing = (async () => {
    for (const id of ids)
      await centre.admin.query("update platform.alert set handling = 'done', done_at = raised_at where id = $1", [id])
  })()
  for (let count = 0; count < 4; count++) {
    const { id, lines } = await write()
    const { body } = await person.get(`/api/reports/${id}/lines/${key}/rows?limit=1000&count=in_time`)
    expect(body.items).toHaveLength(lines[0].figure.inTime)
  }
  await finishing
})

test('an agency without alerts gets a report that says so, without a figure', async () => {
  const quiet = await centre.officer('vang', 'H57.912')
  const agencyId = await centre.agencyId('H57.912')
  const { status, body } = await quiet.post('/api/reports', { period: thisMonth(), agencyId })
  expect(status).toBe(201)
  expect(body.lines).toMatchObject([{ figure: { agency: { id: agencyId }, value: null, fired: 0 } }])
  expect((await quiet.get(`/api/reports/${body.id}/document.docx`)).status).toBe(200)
})

test('of a single day a report says first how things stand, counts that day alone, and its paper is written', async () => {
  const agencyId = await centre.agencyId('H57.907')
  const today = periodAt(new Date(), 'day')
  const { status, body } = await person.post('/api/reports', { period: today, agencyId })
  expect(status).toBe(201)
  const label = periodLabel(today, 'vi')
  expect(body).toMatchObject({ period: today, title: `Tình hình, kết quả công tác trong ${label}` })
  expect(body.lines[0].text).toContain(`Trong ${label} (tính đến `)
  const own = (await person.get(`/api/indicators/${key}?period=${today}&cutOffAt=${body.cutOffAt}`)).body
  const counted = own.agencies.find(({ agency }: { agency: { id: number } }) => agency.id === agencyId)
  expect(body.lines[0].figure).toMatchObject({ fired: counted?.fired ?? 0 })
  expect((await person.get(`/api/reports/${body.id}/document.docx`)).status).toBe(200)
  const yesterday = await person.post('/api/reports', { period: shiftPeriod(today, -1), agencyId })
  expect(yesterday.body.lines[0].text).not.toContain('tính đến')
})

test('of a period that has not begun there is no report, and no figure of what is still to come', async () => {
  const agencyId = await centre.agencyId('H57.907')
  const refused = await person.post('/api/reports', { period: '2099', agencyId })
  expect(refused).toMatchObject({ status: 400, body: { code: 'period_not_begun', errors: [{ path: 'period' }] } })
  const address = `/api/indicators/${key}?period=${thisMonth()}`
  const ahead = await person.get(`${address}&cutOffAt=2099-01-01T00:00:00Z`)
  expect(Date.parse(ahead.body.cutOffAt)).toBeLessThanOrEqual(Date.now())
  expect(ahead.body.agencies).toEqual((await person.get(address)).body.agencies)
})
