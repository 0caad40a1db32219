import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { recordKinds } from '../../../test/make-records.ts'
import { made } from '../../../test/walk-chain.ts'
import { tellDeadlines } from './tell-deadlines.ts'

let centre: TestCentre
let issuer: Person
let issuerId: number
let leadId: number
const address = '/api/directives/directives'

beforeAll(async () => {
  centre = await openTestCentre()
  issuer = await centre.officer('giao-viec', 'H57.901')
  issuerId = await centre.agencyId('H57.901')
  leadId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

async function issued(dueOn: string): Promise<string> {
  const values = { title: `Việc đến hạn ${dueOn}`, lead: leadId, due_on: dueOn }
  const { id, version } = made(await issuer.post(address, { agencyId: issuerId, values }), 'draft')
  made(await issuer.post(`${address}/${id}/moves/issue`, { version }), 'issue')
  return id
}

const told = async (id: string) => {
  const { rows } = await centre.admin.query(
    `select kind, detail->>'deadline' as deadline, detail->>'dueAt' as due from platform.happening
    where about_id = $1 and kind like 'deadline.%' order by id`,
    [id],
  )
  return rows.map(({ kind, deadline, due }) => [kind, deadline, due])
}
const lookAt = (instant: string) => tellDeadlines(centre.wall, recordKinds, new Date(instant))

/** Far enough ahead that no clock of the test's own day plays a part; days off in these weeks are Saturday and Sunday. */
const due = '2027-06-16'
const dueAt = '2027-06-16T10:30:00.000Z'

test('a deadline is told once when it is near and once when it has passed, at the hours of its rule', async () => {
  const id = await issued(due)
  await lookAt('2027-06-10T02:00:00Z')
  expect(await told(id)).toEqual([['deadline.passed', 'acceptance', expect.any(String)]])
  // 24 working hours before Wednesday 17:30, the end of office hours in summer: from Friday 17:30 on.
  await lookAt('2027-06-11T09:59:00Z')
  expect(await told(id)).toHaveLength(1)
  await lookAt('2027-06-14T02:00:00Z')
  await lookAt('2027-06-14T03:00:00Z')
  expect((await told(id)).slice(1)).toEqual([['deadline.near', 'completion', dueAt]])
  await lookAt('2027-06-16T10:29:59Z')
  expect(await told(id)).toHaveLength(2)
  await lookAt('2027-06-16T10:30:00Z')
  await lookAt('2027-06-20T10:00:00Z')
  expect((await told(id)).slice(2)).toEqual([['deadline.passed', 'completion', dueAt]])
})

test('a centre that was away tells what has passed, and not that it was near before', async () => {
  const id = await issued(due)
  await lookAt('2027-07-01T02:00:00Z')
  expect((await told(id)).map(([kind, deadline]) => `${kind} ${deadline}`).sort()).toEqual([
    'deadline.passed acceptance',
    'deadline.passed completion',
  ])
})

test('a day that is moved is told anew; a clock that stands still is not', async () => {
  const moved = await issued(due)
  const cancelled = await issued(due)
  await lookAt('2027-06-15T02:00:00Z')
  await centre.admin.query(
    "update platform.record_clock set due_at = '2027-08-18T10:00Z', told = 0 where record_id = $1 and rule_key = 'completion'",
    [moved],
  )
  const { body } = await issuer.get(`${address}/${cancelled}`)
  made(
    await issuer.post(`${address}/${cancelled}/moves/cancel`, { version: body.version, comment: 'Không còn cần' }),
    'cancel',
  )
  await lookAt('2027-08-17T02:00:00Z')
  const kinds = async (id: string) => (await told(id)).filter(([, key]) => key === 'completion').map(([kind]) => kind)
  expect(await kinds(moved)).toEqual(['deadline.near', 'deadline.near'])
  expect(await kinds(cancelled)).toEqual(['deadline.near'])
})

test('what had passed when its clock began is no news', async () => {
  const id = await issued('2020-01-06')
  await lookAt(new Date(Date.now() + 60_000).toISOString())
  expect((await told(id)).filter(([, key]) => key === 'completion')).toEqual([])
})

test('eight lookers over 1,200 clocks tell each once', async () => {
  await centre.admin.query(
    `insert into platform.record_clock (record_type, record_id, rule_key, agency_id, started_at, due_at)
    select 'directives.directive', gen_random_uuid(), 'completion', $1, now(), '2027-05-03T10:00Z' from generate_series(1, 1200)`,
    [issuerId],
  )
  const look = () => lookAt('2027-05-03T11:00:00Z')
  await Promise.all(Array.from({ length: 8 }, look))
  // Those that another looker held are passed over by the first look and told by the next.
  await look()
  const { rows } = await centre.admin.query(
    `select count(*)::int as all, count(distinct about_id)::int as distinct from platform.happening where at = '2027-05-03T10:00Z'`,
  )
  expect(rows[0]).toEqual({ all: 1200, distinct: 1200 })
})
