import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { addStation } from '../../../test/walk-chain.ts'

let centre: TestCentre
let person: Person
let agencyId: number
let stations = 0

beforeAll(async () => {
  centre = await openTestCentre()
  person = await centre.officer('truc', 'H57.907')
  agencyId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

/** A station whose only limit is 4 m, cleared 5 cm below, and how to send and look. */
async function newStation() {
  stations += 1
  const code = `tram-${stations}`
  await addStation(person, agencyId, code)
  const startMs = Date.now() - 3_600_000
  const { rows } = await centre.admin.query(
    'select s.id from platform.series s join platform.asset a on a.id = s.asset_id where a.code = $1',
    [code],
  )
  const seriesId: number = rows[0].id
  return {
    code,
    seriesId,
    send: (minute: number, value: number) =>
      centre.send(code, 'water_level', value, new Date(startMs + minute * 60_000)),
    at: (minute: number) => new Date(startMs + minute * 60_000).toISOString(),
    /** Once the rules have seen everything. */
    async alerts() {
      await until('the rules to have looked at everything', async () => (await waitingBatches()) === 0)
      const { body } = await person.get(`/api/alerts?state=all&asset=${code}`)
      return body.items.toReversed()
    },
  }
}

const waitingBatches = async () => (await centre.admin.query('select from platform.reading_batch')).rowCount

test('an alert fires once, however often its condition is reported', async () => {
  const station = await newStation()
  await station.send(0, 3.99)
  for (const minute of [1, 2, 3]) await station.send(minute, 4 + minute / 10)
  await station.send(3, 4.3)
  const alerts = await station.alerts()
  expect(alerts).toMatchObject([
    { condition: 'firing', handling: 'new', value: 4.1, threshold: 4, firedAt: station.at(1), resolvedAt: null },
  ])
})

test('a late reading neither fires nor resolves', async () => {
  const station = await newStation()
  await station.send(10, 3)
  // Looked at together the two would be put in order.
  expect(await station.alerts()).toEqual([])
  await station.send(5, 5)
  expect(await station.alerts()).toEqual([])
  await station.send(11, 4.2)
  expect(await station.alerts()).toHaveLength(1)
  await station.send(6, 3)
  expect(await station.alerts()).toMatchObject([{ condition: 'firing' }])
})

test('it is over when the value lies below the limit by the margin, not at once', async () => {
  const station = await newStation()
  for (const [minute, value] of [4, 3.99, 3.96].entries()) await station.send(minute, value)
  expect(await station.alerts()).toMatchObject([{ condition: 'firing', value: 4 }])
  await station.send(3, 3.94)
  expect(await station.alerts()).toMatchObject([{ condition: 'resolved', resolvedAt: station.at(3), handling: 'new' }])
})

test('what comes back is an alert of its own, and the first is still to be handled', async () => {
  const station = await newStation()
  for (const [minute, value] of [4.1, 3, 4.2, 4.3].entries()) await station.send(minute, value)
  expect(await station.alerts()).toMatchObject([
    { condition: 'resolved', handling: 'new', firedAt: station.at(0) },
    { condition: 'firing', handling: 'new', firedAt: station.at(2) },
  ])
})

test('a whole flood that arrives in one piece and out of order leaves the same alerts', async () => {
  const station = await newStation()
  const values = [3, 4.1, 4.5, 3.97, 3, 4.4, 3.2, 3.1]
  const order = [5, 2, 7, 0, 3, 6, 1, 4]
  await Promise.all(order.map((minute) => station.send(minute, values[minute] ?? 0)))
  const alerts = await station.alerts()
  // The first message may be committed alone, before the others wait for one transaction together.
  const fired = alerts.map((alert: { firedAt: string; condition: string }) => [alert.firedAt, alert.condition])
  expect(fired).toContainEqual([station.at(5), 'resolved'])
  expect(new Set(fired.map(String)).size).toBe(fired.length)
})

test('a rule that lost its place joins the alert that fires already, and the rules go on', async () => {
  const [lost, other] = [await newStation(), await newStation()]
  await lost.send(0, 4.5)
  expect(await lost.alerts()).toHaveLength(1)
  await centre.admin.query('delete from platform.rule_state where series_id = $1', [lost.seriesId])
  await lost.send(1, 4.6)
  await other.send(1, 4.6)
  expect(await other.alerts()).toHaveLength(1)
  expect(await lost.alerts()).toMatchObject([{ value: 4.5, condition: 'firing' }])
  await lost.send(2, 3)
  expect(await lost.alerts()).toMatchObject([{ value: 4.5, condition: 'resolved' }])
})

test('a rule that fails on one series does not stop the others, and fires there once it can', async () => {
  const [faulty, sound] = [await newStation(), await newStation()]
  await centre.admin.query(
    `alter table platform.alert add constraint poison check (series_id <> ${faulty.seriesId}) not valid`,
  )
  await Promise.all([faulty.send(0, 4.5), sound.send(0, 4.5)])
  expect(await sound.alerts()).toHaveLength(1)
  expect(await faulty.alerts()).toEqual([])
  await faulty.send(1, 4.6)
  await sound.send(1, 3)
  expect(await sound.alerts()).toMatchObject([{ condition: 'resolved' }])
  await centre.admin.query('alter table platform.alert drop constraint poison')
  await faulty.send(2, 4.7)
  expect(await faulty.alerts()).toMatchObject([{ value: 4.7, condition: 'firing' }])
})
