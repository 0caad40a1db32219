import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'
import { made, thisMonth } from '../../../test/walk-chain.ts'

const city = 'H57.900'
const key = 'alerts_handled_in_time'
let centre: TestCentre
let mayor: Person
let own: Person
let cityId: number
let below: number

/** In the city itself, in a department and in a ward: done in time, late, and not due yet. */
beforeAll(async () => {
  centre = await openTestCentre()
  cityId = await centre.agencyId(city)
  mayor = await centre.officer('ca-thanh-pho', city)
  await centre.admin.query("update platform.account set reach = 'subtree' where login = 'ca-thanh-pho'")
  own = await centre.officer('rieng-co-quan', city)
  const raisedAt = new Date(Date.now() - 5_000)
  const fate = (agencyCode: string, isDone: boolean, dueInMs: number) => ({
    ...{ agencyCode, raisedAt, dueAt: new Date(Date.now() + dueInMs) },
    ...(isDone ? { handling: 'done' as const, doneAt: raisedAt } : { handling: 'new' as const, doneAt: null }),
  })
  await insertAlerts(centre.admin, [
    fate(city, true, 60_000),
    ...[fate('H57.907', true, 60_000), fate('H57.907', false, -1_000)],
    ...[fate('H57.825', false, -1_000), fate('H57.825', false, 3_600_000)],
  ])
  const { rows } = await centre.admin.query<{ count: number }>(
    `with recursive under as (select id from platform.agency where id = $1
      union select a.id from platform.agency a join under on a.parent_id = under.id)
    select count(*)::int - 1 as count from under`,
    [cityId],
  )
  below = rows[0]?.count ?? 0
})
afterAll(() => centre.close())

const write = (person: Person, scope?: string) =>
  person.post('/api/reports', { period: thisMonth(), agencyId: cityId, ...(scope ? { scope } : {}) })

test('a report of those below counts them all, says so, and opens to the rows of all of them', async () => {
  expect(below).toBeGreaterThan(50)
  const report = made(await write(mayor, 'below'), 'report')
  expect(report).toMatchObject({ below, seesAll: true })
  const [line] = report.lines
  expect(line.figure).toMatchObject({ inTime: 2, late: 2, notDue: 1, fired: 5, agency: { id: cityId } })
  expect(line.today).toMatchObject({ inTime: 2, late: 2, notDue: 1, fired: 5 })
  expect(line.text).toContain(`có 5 cảnh báo thuộc trách nhiệm của cơ quan và ${below} đơn vị trực thuộc; `)
  const { items } = made(await mayor.get(`/api/reports/${report.id}/lines/${key}/rows`), 'rows')
  expect(items.map(({ thing }: { thing: { agency: { code: string } } }) => thing.agency.code).toSorted()).toEqual(
    [...['H57.825', 'H57.825', city, 'H57.907', 'H57.907']].toSorted(),
  )
})

test('without being asked a report is of the agency alone', async () => {
  const report = made(await write(mayor), 'report')
  expect(report).toMatchObject({ below: 0, seesAll: true })
  expect(report.lines[0].figure).toMatchObject({ fired: 1, inTime: 1 })
  expect(report.lines[0].text).toContain('có 1 cảnh báo thuộc trách nhiệm; ')
})

test('counted anew it is of those below again', async () => {
  const { id } = made(await write(mayor, 'below'), 'report')
  const next = made(await mayor.post(`/api/reports/${id}/versions`), 'next version')
  expect(next).toMatchObject({ version: 2, below })
  expect(next.lines[0].figure).toMatchObject({ fired: 5 })
})

test('who does not see those below cannot report of them, and is not told half a figure of today', async () => {
  expect(await write(own, 'below')).toMatchObject({ status: 400, body: { code: 'scope_too_wide' } })
  const { id } = made(await write(mayor, 'below'), 'report')
  const seen = made(await own.get(`/api/reports/${id}`), 'report')
  expect(seen).toMatchObject({ below, seesAll: false, lines: [{ figure: { fired: 5 }, today: null }] })
  const { items } = made(await own.get(`/api/reports/${id}/lines/${key}/rows`), 'rows')
  expect(items.map(({ thing }: { thing: { agency: { code: string } } }) => thing.agency.code)).toEqual([city])
})
