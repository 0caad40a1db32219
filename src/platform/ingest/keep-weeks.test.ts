import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre, until } from '../../../test/centre.ts'
import { enrolSeries } from '../rollups/backfill.ts'
import { recomputeDue } from '../rollups/recompute.ts'
import { dropOldWeeks, makeWeeksAhead } from './keep-weeks.ts'
import { Partitions } from './partitions.ts'

const weekMs = 7 * 86_400_000
const log = pino({ level: 'silent' })
let centre: TestCentre

beforeAll(async () => {
  centre = await openTestCentre()
  await centre.wall.service((tx) => enrolSeries(tx, new Date()))
})
afterAll(() => centre.close())
afterEach(() => setKept(104))

const setKept = (weeks: number) =>
  centre.admin.query(
    `update platform.setting set value = value || jsonb_build_object('keptWeeks', $1::int) where key = 'readings'`,
    [weeks],
  )

/** Noon of the Wednesday so many weeks ago. */
function wednesday(weeksAgo: number): Date {
  const mondayMs = Math.floor((Date.now() - 4 * 86_400_000) / weekMs) * weekMs + 4 * 86_400_000
  return new Date(mondayMs - weeksAgo * weekMs + 2.5 * 86_400_000)
}

const readingsAt = async (at: Date) =>
  (await centre.admin.query('select value from platform.reading where at = $1', [at])).rows.map(({ value }) => value)
const weeks = async () =>
  (await centre.admin.query('select week::text from platform.reading_weeks() week order by week')).rows.map(
    ({ week }) => week as string,
  )
const mondayOf = (at: Date) => new Date(at.getTime() - 2.5 * 86_400_000).toISOString().slice(0, 10)
const drop = () => dropOldWeeks(centre.wall, new Partitions(centre.wall), log)

/** The worker has seen everything, and every bucket that ended is computed. */
async function settle(): Promise<void> {
  await until('everything is noted and gone through', async () => {
    const { rows } = await centre.admin.query(
      `select (select count(*) from platform.reading_batch) + (select count(*) from platform.rollup_mark)
        + (select count(*) from platform.rollup_backfill where before_at is not null) as open`,
    )
    return rows[0].open === 0
  })
  const later = new Date(Date.now() + 86_400_000)
  while ((await centre.wall.service((tx) => recomputeDue(tx, later))) > 0);
}

test('a centre that has started has the weeks to come, and Prometheus is told how many', async () => {
  const standing = await weeks()
  for (let ahead = -1; ahead <= 4; ahead++) expect(standing).toContain(mondayOf(wednesday(-ahead)))
  const metrics = async () => (await centre.app.inject({ url: '/metrics' })).body
  expect(await metrics()).toMatch(/^nhip_reading_weeks_ahead 4$/m)
})

test('a reading of a coming week waits for no table: none is made, and none can be', async () => {
  const held = new Partitions(centre.wall)
  await makeWeeksAhead(centre.wall, held, new Date())
  await centre.admin.query('revoke execute on function platform.ensure_reading_partition from nhip_service')
  try {
    await held.ensure([wednesday(-1), wednesday(-4)])
    expect(await centre.send('phu-oc', 'water_level', 1.1, new Date(Date.now() - 1_000))).toBe('stored')
  } finally {
    await centre.admin.query('grant execute on function platform.ensure_reading_partition to nhip_service')
  }
})

test('a week is made while a writer of readings is under way, and does not wait for it', async () => {
  await centre.admin.query('begin')
  await centre.admin.query('lock table platform.reading in row exclusive mode')
  await new Partitions(centre.wall).ensure([wednesday(-9)])
  await centre.admin.query('commit')
  expect(await weeks()).toContain(mondayOf(wednesday(-9)))
})

test('weeks past the setting are dropped once they are rolled up; the roll-ups, the corrections and an audit line stay', async () => {
  const [old, kept] = [wednesday(20), wednesday(9)]
  for (const at of [old, kept]) expect(await centre.send('kim-long', 'water_level', 2.5, at)).toBe('stored')
  await setKept(12)
  await until('the rules have looked', async () => {
    const { rows } = await centre.admin.query('select from platform.rollup_due where start_at < $1', [old])
    return rows.length > 0
  })
  expect(await drop(), 'not rolled up yet').toEqual([])
  expect(await readingsAt(old)).toEqual([2.5])
  await settle()
  expect(await drop()).toEqual([mondayOf(old)])
  expect(await weeks()).not.toContain(mondayOf(old))
  expect(await readingsAt(kept)).toEqual([2.5])
  const person = await centre.officer('xem', 'H57.907')
  const from = new Date(old.getTime() - 86_400_000).toISOString()
  const { body } = await person.get(`/api/readings/course?asset=kim-long&series=water_level&from=${from}`)
  expect(body.items[0]).toMatchObject({ count: 1, low: 2.5, mean: 2.5, high: 2.5 })
  const { rows } = await centre.admin.query(
    "select subject_id, detail from platform.audit where action = 'readings.dropped'",
  )
  expect(rows).toMatchObject([{ subject_id: mondayOf(old), detail: { bytes: expect.any(Number) } }])
})

test('what comes for a week that was dropped is a dead letter that says so, from the end of its last local day on', async () => {
  const { rows } = await centre.admin.query('select closed_before from platform.reading_retention')
  const edge: Date = rows[0].closed_before
  expect(edge.toISOString()).toMatch(/T17:00:00.000Z$/)
  for (const at of [wednesday(20), new Date(edge.getTime() - 1)])
    expect(await centre.send('kim-long', 'water_level', 3, at)).toMatchObject({
      reason: 'past_retention',
      detail: expect.stringContaining(edge.toISOString()),
    })
  expect(await centre.send('kim-long', 'water_level', 3, edge)).toBe('stored')
  expect(await weeks()).not.toContain(mondayOf(wednesday(20)))
  const { rows: letters } = await centre.admin.query(
    "select count(*)::int as count from platform.dead_letter where reason = 'past_retention'",
  )
  expect(letters).toEqual([{ count: 2 }])
})

test('a process that still believes in a week that another dropped refuses its readings the same way', async () => {
  const at = wednesday(30)
  expect(await centre.send('phu-oc', 'water_level', 1, at), 'before what was dropped').toMatchObject({
    reason: 'past_retention',
  })
  const later = wednesday(18)
  expect(await centre.send('phu-oc', 'water_level', 1, later)).toBe('stored')
  await settle()
  await setKept(12)
  // Not the partitions of the centre itself: it goes on believing.
  expect(await drop()).toContain(mondayOf(later))
  expect(await centre.send('phu-oc', 'water_level', 2, new Date(later.getTime() + 1_000))).toMatchObject({
    reason: 'past_retention',
  })
})

test('nobody drops the last four weeks, whatever the setting says', async () => {
  await centre.send('phu-oc', 'water_level', 1, wednesday(4))
  await settle()
  const ask = (at: Date) =>
    centre.admin.query(`set role nhip_service; select platform.drop_reading_partition('${mondayOf(at)}')`)
  await expect(ask(wednesday(4))).rejects.toThrow(/less than four weeks ago/)
  await expect(ask(wednesday(0))).rejects.toThrow(/less than four weeks ago/)
  await centre.admin.query('reset role')
  for (const weeksKept of [0, -5, 1]) {
    await setKept(weeksKept)
    expect(await drop()).toEqual([])
  }
})
