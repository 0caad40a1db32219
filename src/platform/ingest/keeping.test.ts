import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'

const address = '/api/readings/keeping'
let centre: TestCentre
let admin: Person

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
  for (let weeks = 10; weeks < 30; weeks++)
    await centre.admin.query(
      "select platform.ensure_reading_partition((date_trunc('week', now() at time zone 'UTC') - $1 * interval '1 week')::date)",
      [weeks],
    )
})
afterAll(() => centre.close())

const seen = { keptWeeks: 104, aheadWeeks: 4 }

test('before fewer weeks are kept it is told how many go, and without agreeing to all of them nothing changes', async () => {
  const now = (await admin.get(address)).body
  expect(now).toMatchObject({ ...seen, goes: { weeks: 0, from: null } })
  const { goes } = (await admin.get(`${address}?keptWeeks=20`)).body
  // A week that began 21 weeks ago or earlier ended 20 weeks ago or earlier: those of 21 to 29 weeks ago.
  expect(goes.weeks).toBe(9)
  expect(goes.bytes).toBeGreaterThan(0)
  for (const losesWeeks of [0, 8])
    expect(await admin.post(address, { keptWeeks: 20, aheadWeeks: 4, seen, losesWeeks })).toMatchObject({
      status: 409,
      body: { code: 'loses_readings', errors: [{ path: 'losesWeeks', message: '9' }] },
    })
  expect((await admin.get(address)).body).toMatchObject(seen)
})

test('agreed to, it is set, written in the audit, and what an earlier asker saw is not overwritten', async () => {
  const set = await admin.post(address, { keptWeeks: 20, aheadWeeks: 5, seen, losesWeeks: 9 })
  expect(set).toMatchObject({ status: 200, body: { keptWeeks: 20, aheadWeeks: 5, goes: { weeks: 9 } } })
  const { rows } = await centre.admin.query("select detail from platform.audit where action = 'readings.keeping_set'")
  expect(rows).toEqual([{ detail: { before: seen, after: { keptWeeks: 20, aheadWeeks: 5 }, losesWeeks: 9 } }])
  expect(await admin.post(address, { keptWeeks: 60, aheadWeeks: 4, seen })).toMatchObject({
    status: 409,
    body: { code: 'edited_meanwhile' },
  })
})

test('only whom a role permits it, for the whole province, sees and sets it', async () => {
  const officer = await centre.officer('mot', 'H57.907')
  const local = await centre.officer('hai', 'H57.907', ['administrator'])
  for (const person of [officer, local]) {
    expect((await person.get(address)).status).toBe(403)
    expect((await person.post(address, { keptWeeks: 90, aheadWeeks: 4, seen })).status).toBe(403)
  }
})

test('fewer weeks than the database keeps by itself are refused', async () => {
  expect((await admin.post(address, { keptWeeks: 3, aheadWeeks: 4, seen })).status).toBe(400)
  expect((await admin.get(`${address}?keptWeeks=3`)).status).toBe(400)
})
