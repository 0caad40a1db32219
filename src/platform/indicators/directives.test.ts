import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made, thisMonth } from '../../../test/walk-chain.ts'

let centre: TestCentre
let issuer: Person
let lead: Person
let leadId: number

/** What becomes of a directive, with the days from now on which it was due and done, and how it must count. */
const fates = [
  { state: 'completed', dueIn: 2, doneIn: -0.001, count: 'in_time' },
  { state: 'completed', dueIn: -0.5, doneIn: -0.001, count: 'late' },
  { state: 'in_progress', dueIn: -0.01, doneIn: null, count: 'late' },
  { state: 'submitted', dueIn: 1, doneIn: null, count: 'not_due' },
  { state: 'cancelled', dueIn: -1, doneIn: -0.5, count: 'dismissed' },
] as const

beforeAll(async () => {
  centre = await openTestCentre()
  issuer = await centre.officer('giao-viec', 'H57.901')
  lead = await centre.officer('chu-tri', 'H57.907')
  leadId = await centre.agencyId('H57.907')
  for (const fate of fates) await give(leadId, fate)
  await give(await centre.agencyId('H57.909'), fates[0])
  // A draft has no deadline yet, so it is in no figure.
  await issuer.post('/api/directives/directives', {
    agencyId: await centre.agencyId('H57.901'),
    values: { title: 'Chưa giao', lead: leadId },
  })
})
afterAll(() => centre.close())

async function give(to: number, { state, dueIn, doneIn }: (typeof fates)[number]): Promise<void> {
  const address = '/api/directives/directives'
  const agencyId = await centre.agencyId('H57.901')
  const { id } = made(await issuer.post(address, { agencyId, values: { title: `Việc ${state}`, lead: to } }), 'draft')
  made(await issuer.post(`${address}/${id}/moves/issue`, { version: 1 }), 'issued')
  await centre.admin.query('update directives.directive set state = $2 where id = $1', [id, state])
  await centre.admin.query(
    `update platform.record_clock set due_at = now() + $2 * interval '1 day', stopped_at = now() + $3 * interval '1 day'
    where record_id = $1 and rule_key = 'completion'`,
    [id, dueIn, doneIn],
  )
}

const address = '/api/indicators/directives_completed_in_time'
const wanted = { value: 1 / 3, inTime: 1, late: 2, notDue: 1, dismissed: 1, fired: 5 }

test('directives are counted for their lead, as each stands; the rows are those of the figure and open the directive', async () => {
  const { body } = await lead.get(`${address}?period=${thisMonth()}`)
  expect(body.agencies).toMatchObject([{ agency: { code: 'H57.907' }, ...wanted }])
  const rows = await lead.get(`${address}/rows?period=${thisMonth()}&agencyId=${leadId}&cutOffAt=${body.cutOffAt}`)
  const found = rows.body.items.map(({ count, thing, alert }: never) => ({ count, thing, alert }))
  expect(found.map(({ count }: { count: string }) => count).sort()).toEqual(fates.map(({ count }) => count).sort())
  for (const { thing, alert } of found) {
    expect(thing).toMatchObject({ kind: 'directives.directive', number: expect.stringMatching(/^CD-/) })
    expect(thing.address).toBe(`/so/directives/directive?id=${thing.id}`)
    expect(alert).toBeNull()
  }
  const first = await lead.get(`${address}/rows?period=${thisMonth()}&limit=2`)
  const second = await lead.get(first.body.next)
  expect([...first.body.items, ...second.body.items]).toEqual(rows.body.items.slice(0, 4))
})

test('who gave them sees every lead; a third agency and a role without the verb see none', async () => {
  const { body } = await issuer.get(`${address}?period=${thisMonth()}`)
  expect(body.agencies.map(({ agency }: { agency: { code: string } }) => agency.code)).toEqual(['H57.907', 'H57.909'])
  const third = await centre.officer('nguoi-ngoai', 'H57.912')
  expect((await third.get(`${address}?period=${thisMonth()}`)).body).toMatchObject({
    agencies: [],
    total: { fired: 0 },
  })
  await centre.admin.query(
    "insert into platform.role (id, name_vi, name_en, permissions) values ('counts', 'x', 'x', '{indicators.read}')",
  )
  const counts = await centre.officer('chi-dem', 'H57.907', ['counts'])
  expect((await counts.get('/api/indicators')).body.items.map(({ key }: { key: string }) => key)).toEqual([
    'alerts_handled_in_time',
  ])
  for (const path of [address, `${address}/rows`])
    expect((await counts.get(`${path}?period=${thisMonth()}`)).status).toBe(404)
})

test('a report has a line for them, frozen with its rows while today moves on', async () => {
  const { status, body } = await lead.post('/api/reports', { period: thisMonth(), agencyId: leadId })
  expect(status, JSON.stringify(body)).toBe(201)
  const [, line] = body.lines
  expect(line).toMatchObject({ key: 'directives_completed_in_time', figure: wanted, today: wanted })
  expect(line.text).toContain('có 5 ý kiến chỉ đạo thuộc trách nhiệm; đã hoàn thành đúng hạn 1/3 ý kiến chỉ đạo')
  const rows = `/api/reports/${body.id}/lines/${line.key}/rows`
  const before = (await lead.get(rows)).body.items
  expect(before).toHaveLength(5)
  await centre.admin.query("update directives.directive set state = 'cancelled' where state = 'completed'")
  const again = (await lead.get(`/api/reports/${body.id}`)).body.lines[1]
  expect(again).toMatchObject({ text: line.text, figure: wanted, today: { dismissed: 3, inTime: 0 } })
  expect((await lead.get(rows)).body.items).toEqual(before)
  expect((await lead.get(`${rows}?count=late`)).body.items).toHaveLength(2)
  expect((await lead.get(`/api/reports/${body.id}/document.docx`)).status).toBe(200)
})
