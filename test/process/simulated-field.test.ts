import { afterEach, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'

/** A start makes a database; the field then has hours to tell. */
const patience = { timeout: 180_000 }
let centre: RunningCentre | null = null
afterEach(async () => {
  await centre?.stop()
  centre = null
})

/** What came of one origin, past what the centre found out by itself: how many, and the latest time a reading carries. */
async function come(running: RunningCentre, origin: string) {
  const [row] = await running.look<{ n: number; ahead: number; last: Date; without_source: number }>(
    `select count(*)::int as n, max(at) as last,
      count(*) filter (where at > received_at)::int as ahead, count(*) filter (where source_at is null)::int as without_source
    from platform.reading where origin = $1 and via not like 'connector%'`,
    [origin],
  )
  if (!row) throw new Error('a count is a row')
  return row
}

test(
  'a start replays measured values and simulates a field around them; killed, it goes on, and nothing is refused',
  patience,
  async () => {
    const running = await runCentre(['--speed', '2400'])
    centre = running
    await until('both have sent', async () => (await come(running, 'simulated')).n > 5_000, 60_000)
    const admin = await signIn(running.address, 'admin', adminPassword)
    expect((await admin.ask('GET', '/api/summary')).body).toMatchObject({
      replay: { speed: 2_400 },
      simulated: { devices: expect.any(Number) },
    })
    expect(await come(running, 'replayed')).toMatchObject({ ahead: 0, without_source: 0 })
    await running.kill()
    await running.start()
    const before = (await come(running, 'simulated')).last.getTime()
    const hourLater = async () => (await come(running, 'simulated')).last.getTime() > before + 3_600_000
    await until('the field goes on', hourLater, 60_000)
    // Each marked, none of a time that has not come.
    expect(await come(running, 'simulated')).toMatchObject({ ahead: 0 })
    expect(await running.look('select * from platform.dead_letter')).toEqual([])
    const cut = await until(
      'a power cut is one line with its parts',
      async () => {
        const [line] = await running.look<{ parts: number }>(
          `select count(*)::int as parts from platform.alert where line_by = 'cause' group by line_id order by 1 desc limit 1`,
        )
        return line && line.parts >= 2 && line
      },
      60_000,
    )
    expect(cut.parts).toBeGreaterThanOrEqual(2)
    await until(
      'a website of the field was asked and answered, which is no device of anybody',
      async () => {
        const [row] = await running.look<{ n: number }>(
          `select count(*)::int as n from platform.reading where via like 'connector%/up' and value = 1 and origin = 'simulated'`,
        )
        return (row?.n ?? 0) > 0
      },
      90_000,
    )
    expect(await running.look(`select * from platform.reading where origin = 'device'`)).toEqual([])
    const doors = await running.look(`select distinct split_part(via, ' ', 1) as door from platform.reading order by 1`)
    expect(doors.map(({ door }) => door)).toEqual(['connector', 'http', 'mqtt'])
    const heard = await running.look(
      'select distinct s.asset_id from platform.last_value l join platform.series s on s.id = l.series_id',
    )
    expect(heard.length).toBeGreaterThanOrEqual(300)
  },
)

test('without simulation only measured values come; without replay nothing', patience, async () => {
  const running = await runCentre(['--no-simulate', '--speed', '36000'])
  centre = running
  await until('measured values have come', async () => (await come(running, 'replayed')).n > 300, 60_000)
  const [assets] = await running.look<{ n: number }>(`select count(*)::int as n from platform.asset`)
  expect(assets?.n).toBe(5)
  expect((await come(running, 'simulated')).n).toBe(0)
  const admin = await signIn(running.address, 'admin', adminPassword)
  expect((await admin.ask('GET', '/api/summary')).body.simulated).toBeNull()
})

test('another province starts with its communes, its agency and nothing invented', patience, async () => {
  const running = await runCentre(['--province', '40'])
  centre = running
  const admin = await signIn(running.address, 'admin', adminPassword)
  expect((await admin.ask('GET', '/api/areas.geojson')).body.features).toHaveLength(130)
  expect((await admin.ask('GET', '/api/agencies')).body.items).toMatchObject([{ name: 'Ủy ban nhân dân tỉnh Nghệ An' }])
  expect((await admin.ask('GET', '/api/summary')).body).toMatchObject({ replay: null, simulated: null })
  expect(await running.look('select code from platform.asset')).toEqual([])
})
