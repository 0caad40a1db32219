import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { recomputeDue } from '../rollups/recompute.ts'

let centre: TestCentre
let person: Person
const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
const localDayMs = (ms: number) => Math.floor((ms + 7 * 3_600_000) / dayMs) * dayMs - 7 * 3_600_000
const todayMs = localDayMs(Date.now())
const beginMs = todayMs - 60 * dayMs
interface Point {
  readonly atMs: number
  readonly value: number
}
/** A value every ten minutes for two months, but for a week without any. */
const points: Point[] = []
for (let atMs = beginMs; atMs < todayMs; atMs += 10 * minuteMs) {
  const day = Math.floor((atMs - beginMs) / dayMs)
  if (day < 20 || day >= 27) points.push({ atMs, value: ((atMs / minuteMs) % 977) / 4 })
}

beforeAll(async () => {
  centre = await openTestCentre()
  person = await centre.officer('truc', 'H57.907')
  await centre.admin.query(`update platform.series s set cadence_s = 600 from platform.asset a
    where a.id = s.asset_id and a.code = 'phu-oc' and s.key = 'water_level'`)
  await centre.admin.query(`select platform.ensure_reading_partition(week::date)
    from generate_series(date_trunc('week', now() at time zone 'UTC') - interval '10 weeks', now(), interval '7 days') week`)
  await centre.admin.query(
    `insert into platform.reading (series_id, agency_id, at, value, received_at, origin, via)
    select s.id, s.agency_id, g.at, g.value, g.at, 'device', 'test' from unnest($1::timestamptz[], $2::float8[]) g (at, value),
      platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'phu-oc' and s.key = 'water_level'`,
    [points.map(({ atMs }) => new Date(atMs)), points.map(({ value }) => value)],
  )
})
afterAll(() => centre.close())

const ask = async (fromMs: number, more = '') => {
  const from = new Date(fromMs).toISOString()
  const { status, body } = await person.get(`/api/readings/course?asset=phu-oc&series=water_level&from=${from}${more}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** Slow and obvious: every reading by its bucket, counted from local midnight. */
function bucketsOf(stepS: number, fromMs: number, from = points) {
  const startOf = (ms: number) => localDayMs(ms) + Math.floor((ms - localDayMs(ms)) / (stepS * 1_000)) * stepS * 1_000
  const wanted = from.filter(({ atMs }) => atMs >= startOf(fromMs))
  return [...Map.groupBy(wanted, ({ atMs }) => startOf(atMs))].map(([startMs, members]) => {
    const values = members.map(({ value }) => value)
    return {
      ...{
        at: new Date(startMs).toISOString(),
        count: values.length,
        low: Math.min(...values),
        high: Math.max(...values),
      },
      ...{ mean: values.reduce((a, b) => a + b) / values.length, first: values[0], last: values.at(-1) },
    }
  })
}

const stored = async () =>
  (await centre.admin.query('select count(*)::int as count from platform.reading_rollup')).rows[0].count

/** Computes every bucket that has readings. */
async function rollAll(): Promise<number> {
  await centre.admin.query(`insert into platform.rollup_due (series_id, step_s, start_at, due_at)
    select distinct series_id, step_s, platform.rollup_start(step_s, at), now() from platform.reading, unnest(array[10800, 86400]) step_s`)
  return centre.wall.service((tx) => recomputeDue(tx, new Date()))
}

/** The same, whether nothing is rolled up, some of it, or all. */
async function expectSame(): Promise<void> {
  const fromMs = beginMs + 5 * dayMs + 100 * minuteMs
  expect(await ask(fromMs, '&points=600')).toMatchObject({
    step: 'bucket',
    stepS: 10_800,
    items: bucketsOf(10_800, fromMs),
  })
  expect(await ask(fromMs, '&points=130')).toMatchObject({
    step: 'bucket',
    stepS: 43_200,
    items: bucketsOf(43_200, fromMs),
  })
  expect(await ask(fromMs, '&points=60')).toMatchObject({
    step: 'day',
    stepS: 86_400,
    items: bucketsOf(86_400, fromMs),
  })
}

test('a course is put together from readings while nothing is rolled up', async () => {
  expect(await stored()).toBe(0)
  await expectSame()
})

test('it is the same when some of it is rolled up, and when all of it is', async () => {
  expect(await rollAll()).toBe(53 * 9)
  await expectSame()
  await centre.admin.query('delete from platform.reading_rollup where random() < 0.4')
  await expectSame()
})

test('a stored bucket is not believed once a reading came after it, and before the next was computed', async () => {
  await rollAll()
  const atMs = beginMs + 40 * dayMs + minuteMs
  expect(await centre.send('phu-oc', 'water_level', 999, new Date(atMs))).toBe('stored')
  await until('the buckets are stale', async () => {
    const { rows } = await centre.admin.query('select from platform.rollup_due')
    return rows.length > 0
  })
  points.push({ atMs, value: 999 })
  points.sort((a, b) => a.atMs - b.atMs)
  await expectSame()
})

test('the open bucket is among them, up to the newest reading', async () => {
  const atMs = Date.now() - 1_000
  expect(await centre.send('phu-oc', 'water_level', 5, new Date(atMs))).toBe('stored')
  points.push({ atMs, value: 5 })
  const { items } = await ask(beginMs, '&points=60')
  expect(items.at(-1)).toEqual(bucketsOf(86_400, todayMs)[0])
})

test('few readings are given as they are', async () => {
  const fromMs = todayMs - dayMs
  const { step, stepS, items } = await ask(fromMs, `&to=${new Date(todayMs - 1).toISOString()}`)
  const expected = points.filter(({ atMs }) => atMs >= fromMs && atMs < todayMs)
  expect({ step, stepS }).toEqual({ step: 'raw', stepS: null })
  expect(items).toHaveLength(144)
  expect(items).toEqual(
    expected.map(({ atMs, value }) => ({
      ...{
        at: new Date(atMs).toISOString(),
        count: 1,
        low: value,
        mean: value,
        high: value,
        first: value,
        last: value,
      },
    })),
  )
})

test('a series that sends far more than its cadence says is rolled up all the same', async () => {
  await centre.admin.query('update platform.series set cadence_s = 7200 where cadence_s = 600')
  const { step, items } = await ask(todayMs - 10 * dayMs, '&points=1000')
  expect(step).toBe('day')
  expect(items).toHaveLength(11)
})

test('another agency has no course of it, and a window the wrong way round holds nothing', async () => {
  const other = await centre.officer('khac', 'H57.909')
  const address = '/api/readings/course?asset=phu-oc&series=water_level&from=2026-01-01T00:00:00Z'
  expect((await other.get(address)).status).toBe(404)
  const { items } = await ask(todayMs, `&to=${new Date(todayMs - dayMs).toISOString()}`)
  expect(items).toEqual([])
})
