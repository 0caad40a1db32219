import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../test/centre.ts'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import { openRollups, type Rollups } from './worker.ts'

const log = pino({ level: 'silent' })
let seeded: SeededWall
let seriesId: number

beforeAll(async () => {
  seeded = await openSeededWall()
  const { rows } = await seeded.admin.query('select id from platform.series order by id limit 1')
  seriesId = rows[0].id
  await seeded.admin.query(
    "select platform.ensure_reading_partition('2026-09-07'), platform.ensure_reading_partition('2026-09-14')",
  )
})
afterAll(() => seeded.close())

/** What the rules leave behind of readings that came a month late, an hour apart. */
async function leaveBehind(day: string, hours: number): Promise<void> {
  await seeded.admin.query(
    `with r as (
      insert into platform.reading (series_id, agency_id, at, value, received_at, origin, via)
      select $1, agency_id, $2::timestamptz + n * interval '1 hour', n, now(), 'device', 'test'
      from platform.series s, generate_series(0, $3::int - 1) n where s.id = $1 returning series_id, at)
    insert into platform.rollup_mark (series_ids, ats) select array_agg(series_id), array_agg(at) from r`,
    [seriesId, `${day}T00:00:00+07:00`, hours],
  )
}

const dueNow = () => seeded.admin.query('update platform.rollup_due set due_at = now()')
const dayOf = async (day: string) => {
  const { rows } = await seeded.admin.query(
    'select count, low, high, sum from platform.reading_rollup where step_s = 86400 and start_at = $1 and not is_stale',
    [`${day}T00:00:00+07:00`],
  )
  return rows[0]
}
const read = ({ measures }: Rollups, name: string) =>
  measures.find((measure) => measure.name === name)?.read() ?? Number.NaN
const noted = (count: number) =>
  until('the buckets are noted', async () => {
    const { rows } = await seeded.admin.query('select from platform.rollup_due where step_s = 86400')
    return rows.length === count
  })

test('several workers over one database roll up what the rules left behind, once it is due', async () => {
  const workers = [openRollups(seeded.wall, log), openRollups(seeded.wall, log)]
  await leaveBehind('2026-09-08', 24)
  await noted(1)
  expect(await dayOf('2026-09-08'), 'not due yet').toBeUndefined()
  await dueNow()
  const day = await until('the day is computed', () => dayOf('2026-09-08'))
  expect(day).toEqual({ count: 24, low: 0, high: 23, sum: 276 })
  for (const worker of workers) await worker.close()
})

test('while the database refuses it waits and says so; then it goes on', async () => {
  await seeded.admin.query('revoke insert on platform.reading_rollup from nhip_service')
  const worker = openRollups(seeded.wall, log)
  await leaveBehind('2026-09-15', 10)
  await noted(1)
  await seeded.admin.query("update platform.rollup_due set due_at = now() - interval '2 hours'")
  await until('it says how far it is behind', async () => read(worker, 'nhip_rollup_lag_seconds') > 7_000)
  expect(read(worker, 'nhip_rollup_due')).toBeGreaterThan(0)
  expect(await dayOf('2026-09-15')).toBeUndefined()
  await seeded.admin.query('grant insert on platform.reading_rollup to nhip_service')
  expect(await until('the day is computed', () => dayOf('2026-09-15'))).toMatchObject({ count: 10, sum: 45 })
  await until('nothing is due', async () => read(worker, 'nhip_rollup_due') === 0)
  await worker.close()
})

test('the connection lost in the middle of its work costs no bucket', async () => {
  const worker = openRollups(seeded.wall, log)
  await leaveBehind('2026-09-16', 24)
  for (let cut = 0; cut < 20; cut++) {
    await dueNow()
    await seeded.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'nhip'",
    )
  }
  await until('the buckets are noted or computed', async () => {
    await dueNow()
    return dayOf('2026-09-16')
  })
  expect(await dayOf('2026-09-16')).toEqual({ count: 24, low: 0, high: 23, sum: 276 })
  await worker.close()
})
