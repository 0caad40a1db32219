import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../centre.ts'

let centre: TestCentre
let admin: Person
const minuteMs = 60_000

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
  await centre.admin.query('update platform.alert_rule set enabled = false')
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => centre.close())

/** The server's clock is set to the true time and so many minutes; it runs on from there. PostgreSQL keeps its own. */
function setClock(minutes: number): void {
  vi.useRealTimers()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * minuteMs, shouldAdvanceTime: true })
}

let made = 0
/** A station of its own with one rule. */
async function station(condition: object, latenessS = 0): Promise<{ code: string; rule: number }> {
  made += 1
  const code = `dong-ho-${made}`
  const agencyId = await centre.agencyId('H57.907')
  const asset = await admin.post('/api/assets', { code, type: 'river_station', name: code, agencyId, attributes: {} })
  expect(asset.status, JSON.stringify(asset.body)).toBe(201)
  const name = { vi: `Thử ${made}`, en: `Test ${made}` }
  const { status, body } = await admin.post('/api/rules', {
    definition: {
      ...{ name, title: name, severity: 'minor', assetType: 'river_station', condition, latenessS },
      scope: { agencies: [], assets: [code] },
    },
    why: 'thử',
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return { code, rule: body.id }
}

const send = (code: string, value: number, at: Date) => centre.send(code, 'water_level', value, at)
const alertsOf = async (code: string) => {
  const { rows } = await centre.admin.query(
    `select al.condition, al.fired_at, al.resolved_at from platform.alert al join platform.asset a on a.id = al.asset_id
    where a.code = $1 order by al.id`,
    [code],
  )
  return rows
}
/** The rules have looked at all that came, and twice at the clock. */
async function looked(): Promise<void> {
  const at = async () =>
    String((await centre.admin.query('select looked_at from platform.rule_clock')).rows[0].looked_at)
  await until(
    'all that came is evaluated',
    async () => (await centre.admin.query('select from platform.reading_batch')).rowCount === 0,
  )
  for (let look = 0; look < 2; look++) {
    const before = await at()
    await until('the clock is looked at', async () => (await at()) !== before)
  }
}
const ago = (minutes: number) => new Date(Date.now() - minutes * minuteMs)
const high = { kind: 'threshold', series: 'water_level', op: '>=', threshold: 4, clearMargin: 0, forS: 300 }

test('a device ten minutes ahead is refused with the reason; one ten minutes behind is judged by the times it gives', async () => {
  const { code } = await station(high)
  expect(await send(code, 9, ago(-10))).toMatchObject({ reason: 'time_out_of_bounds' })
  const first = ago(16)
  for (const minutes of [16, 13, 10]) expect(await send(code, 5, ago(minutes))).toBe('stored')
  await until('it fires', async () => (await alertsOf(code)).length > 0)
  await looked()
  const [alert, ...more] = await alertsOf(code)
  expect(more).toEqual([])
  expect(Math.abs(alert.fired_at - first.getTime() - 6 * minuteMs)).toBeLessThan(5_000)
  const { rows } = await centre.admin.query(
    `select extract(epoch from r.received_at - r.at)::float8 as late_s from platform.reading r
    join platform.series s on s.id = r.series_id join platform.asset a on a.id = s.asset_id where a.code = $1 order by r.at`,
    [code],
  )
  expect(rows.map(({ late_s }) => Math.round(late_s / 60))).toEqual([16, 13, 10])
})

test('the server’s clock goes ten minutes on: nothing that was heard is silent, what waits fires once at its own minute', async () => {
  const quiet = await station({ kind: 'silence', series: 'water_level', afterS: 300 })
  const waiting = await station(high)
  expect(await send(quiet.code, 1, new Date())).toBe('stored')
  const first = ago(4)
  expect(await send(waiting.code, 5, first)).toBe('stored')
  await looked()
  setClock(10)
  await looked()
  expect(await alertsOf(quiet.code)).toEqual([])
  expect(await alertsOf(waiting.code)).toEqual([])
  // The device goes on by its own clock, which is right.
  const second = new Date(first.getTime() + 5 * minuteMs)
  for (const at of [second, second]) await send(waiting.code, 5, at)
  await until('it fires', async () => (await alertsOf(waiting.code)).length > 0)
  await looked()
  expect(await alertsOf(waiting.code)).toMatchObject([{ condition: 'firing', fired_at: second }])
  setClock(0)
  await looked()
  expect(await alertsOf(waiting.code)).toHaveLength(1)
  expect(await alertsOf(quiet.code)).toEqual([])
})

test('the server’s clock goes ten minutes back: rules look on at once, nothing fires again, right times are refused until it is set', async () => {
  const waiting = await station({ ...high, forS: 0 })
  const held = await station({ ...high, forS: 0 }, 2)
  expect(await send(waiting.code, 5, ago(1))).toBe('stored')
  await until('it fires', async () => (await alertsOf(waiting.code)).length === 1)
  setClock(-10)
  // Looks at the clock go on, though the time of the last one lies ahead.
  await looked()
  const right = new Date(Date.now() + 10 * minuteMs)
  expect(await send(waiting.code, 5, right)).toMatchObject({ reason: 'time_out_of_bounds' })
  expect(await send(held.code, 5, ago(1))).toBe('stored')
  await until('what was held back is judged', async () => (await alertsOf(held.code)).length === 1)
  setClock(0)
  expect(await send(waiting.code, 5, right)).toBe('stored')
  await looked()
  expect(await alertsOf(waiting.code)).toHaveLength(1)
  expect(await alertsOf(held.code)).toHaveLength(1)
})
