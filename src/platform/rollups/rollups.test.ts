import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import { evaluateNext } from '../alerts/evaluate-next.ts'
import type { Db } from '../db/pool.ts'
import { parseMessage } from '../ingest/incoming.ts'
import { Partitions } from '../ingest/partitions.ts'
import { writeReadings } from '../ingest/store.ts'
import { enrolSeries, fillBack } from './backfill.ts'
import { recomputeDue } from './recompute.ts'
import { takeMarks } from './take-marks.ts'

let seeded: SeededWall
let partitions: Partitions
const assets = ['phu-oc', 'kim-long', 'ra-doi']
/** 1 November 2026, 00:00 in Huế, and a few days on. */
const startMs = Date.parse('2026-11-01T00:00:00+07:00')
const receivedAt = new Date('2026-11-08T12:00:00+07:00')
/** By then every bucket is due, wherever it was spread to. */
const later = new Date('2026-12-01T00:00:00+07:00')

beforeAll(async () => {
  seeded = await openSeededWall()
  partitions = new Partitions(seeded.wall)
  await seeded.admin.query(
    "insert into platform.asset (code, type, name, agency_id) select 'ra-doi', 'x', 'x', min(id) from platform.agency",
  )
  await seeded.admin.query(`insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'water_level', 'x', 'x', 'm', 7200 from platform.asset where code = 'ra-doi'`)
  // Buckets of three hours, of an hour, and none but days.
  for (const [code, cadenceS] of [
    ['phu-oc', 600],
    ['kim-long', 300],
  ] as const)
    await seeded.admin.query(
      `update platform.series s set cadence_s = $2 from platform.asset a
      where a.id = s.asset_id and a.code = $1 and s.key = 'water_level'`,
      [code, cadenceS],
    )
})
afterAll(() => seeded.close())

interface Sent {
  readonly asset: number
  readonly minute: number
  readonly value: number
}

/** Commits readings as the ingest does; another value at a time that has one is a correction. */
async function commit(batch: readonly Sent[]): Promise<void> {
  const sender = { name: 'test', assetCodes: null, agencyId: null }
  const readings = batch.map(({ asset, minute, value }) => {
    const at = new Date(startMs + minute * 60_000).toISOString()
    const payload = Buffer.from(JSON.stringify({ at, value, correction: true }))
    const topic = `nhip/v1/${assets[asset]}/water_level`
    const reading = parseMessage({ topic, payload, via: 'mqtt', sender, receivedAt })
    if ('reason' in reading) throw new Error(reading.detail)
    return reading
  })
  await partitions.ensure(readings.map(({ at }) => at))
  const { letters } = await seeded.wall.service((tx) => writeReadings(tx, readings))
  expect(letters).toEqual([])
}

const works = {
  evaluate: async (tx: Db) => (await evaluateNext(tx)).series,
  mark: (tx: Db) => takeMarks(tx, receivedAt),
  recompute: (tx: Db) => recomputeDue(tx, later),
  enrol: (tx: Db) => enrolSeries(tx, receivedAt),
  back: (tx: Db) => fillBack(tx, receivedAt),
}

async function killed(work: (tx: Db) => Promise<unknown>): Promise<void> {
  const dying = seeded.wall.service(async (tx) => {
    await work(tx)
    throw new Error('killed before the commit')
  })
  await expect(dying).rejects.toThrow('killed')
}

/** Until there is nothing left to do. */
async function workOff(): Promise<void> {
  const until0 = async (work: (tx: Db) => Promise<number>) => {
    while ((await seeded.wall.service(work)) > 0);
  }
  await until0(works.evaluate)
  await until0(works.mark)
  await until0(works.back)
  await until0(works.recompute)
}

interface Row {
  readonly asset: string
  readonly stepS: number
  readonly startMs: number
  readonly count: number
  readonly low: number
  readonly high: number
  readonly sum: number
  readonly first: number
  readonly last: number
}

async function readRollups(): Promise<Row[]> {
  const { rows } = await seeded.admin.query<Row & { is_stale: boolean }>(
    `select a.code as asset, u.step_s as "stepS", extract(epoch from start_at)::float8 * 1000 as "startMs", count, low, high, sum, first, last,
      is_stale from platform.reading_rollup u join platform.series s on s.id = u.series_id join platform.asset a on a.id = s.asset_id
    where a.code = any($1) order by 1, 2, 3`,
    [assets],
  )
  for (const row of rows) expect(row.is_stale).toBe(false)
  return rows.map(({ is_stale: _, ...row }) => row)
}

const steps: Record<string, number[]> = { 'phu-oc': [10_800, 86_400], 'kim-long': [3_600, 86_400], 'ra-doi': [86_400] }

/** Slow and obvious: every reading that stands, put into its bucket by the wall clock of Huế. */
async function modelRollups(): Promise<Row[]> {
  const { rows } = await seeded.admin.query<{ asset: string; at: Date; value: number }>(
    `select a.code as asset, r.at, r.value from platform.reading r join platform.series s on s.id = r.series_id
      join platform.asset a on a.id = s.asset_id where a.code = any($1) order by r.at`,
    [assets],
  )
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const buckets = new Map<string, Row & { values: number[] }>()
  for (const { asset, at, value } of rows) {
    const [day = '', time = ''] = wall.format(at).split(' ')
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
    for (const stepS of steps[asset] ?? []) {
      const sinceMidnightS = hours * 3_600 + minutes * 60 + seconds
      const bucketMs = Date.parse(`${day}T00:00:00+07:00`) + (sinceMidnightS - (sinceMidnightS % stepS)) * 1_000
      const key = `${asset} ${stepS} ${bucketMs}`
      const values = [...(buckets.get(key)?.values ?? []), value]
      buckets.set(key, {
        ...{ asset, stepS, startMs: bucketMs, values, count: values.length },
        ...{ low: Math.min(...values), high: Math.max(...values), first: values[0] ?? 0, last: value },
        sum: values.reduce((a, b) => a + b, 0),
      })
    }
  }
  const order = (row: Row) => [
    assets.indexOf(row.asset) === 1 ? 0 : assets.indexOf(row.asset) === 0 ? 1 : 2,
    row.stepS,
    row.startMs,
  ]
  return [...buckets.values()]
    .map(({ values: _, ...row }) => row)
    .sort(
      (a, b) =>
        order(a)
          .map((each, index) => each - (order(b)[index] ?? 0))
          .find((each) => each !== 0) ?? 0,
    )
}

const sent = fc.record({
  asset: fc.nat(2),
  // Few enough to meet: the same time again is a duplicate or a correction.
  minute: fc.oneof(fc.nat(300), fc.nat(7 * 1_440)),
  // Whole quarters add up to the same in any order.
  value: fc.integer({ min: -40, max: 40 }).map((quarters) => quarters / 4),
})
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(sent, { minLength: 1, maxLength: 30 }).map((batch) => ({ kind: 'commit' as const, batch })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...(Object.keys(works) as (keyof typeof works)[])), fc.boolean())
      .map(([work, dies]) => ({ kind: 'work' as const, work, dies })),
  },
)

test('whatever comes late, twice or corrected, and whatever dies between, roll-ups are what the readings add up to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 25 }), async (actions) => {
      for (const next of actions) {
        if (next.kind === 'commit') await commit(next.batch)
        else if (next.dies) await killed(works[next.work])
        else await seeded.wall.service<unknown>(works[next.work])
      }
      await workOff()
      expect(await readRollups()).toEqual(await modelRollups())
      const { rows } = await seeded.admin.query(
        'select from platform.rollup_due union all select from platform.rollup_mark',
      )
      expect(rows).toHaveLength(0)
    }),
    { numRuns: 40 },
  )
})

test('while writers, rules and workers run at once no bucket is lost', async () => {
  let isWriting = true
  const write = async (writer: number) => {
    for (let turn = 0; turn < 60; turn++)
      await commit([0, 1, 2].map((asset) => ({ asset, minute: (turn * 37 + writer * 11) % 2_000, value: turn / 4 })))
  }
  const keepOn = async (work: (tx: Db) => Promise<unknown>) => {
    while (isWriting) await seeded.wall.service(work)
  }
  const loops = [works.evaluate, works.mark, works.recompute, works.recompute].map(keepOn)
  await Promise.all([write(0), write(1)])
  isWriting = false
  await Promise.all(loops)
  await workOff()
  expect(await readRollups()).toEqual(await modelRollups())
})

test('a late value computes the buckets it lies in, and no other', async () => {
  await commit([{ asset: 1, minute: 5 * 1_440, value: 1 }])
  await workOff()
  await seeded.admin.query('update platform.reading_rollup set high = 999')
  await commit([{ asset: 1, minute: 5 * 1_440 + 30.5, value: 2 }])
  await workOff()
  const { rows } = await seeded.admin.query(
    'select step_s, start_at from platform.reading_rollup where high <> 999 order by step_s',
  )
  const begins = new Date(startMs + 5 * 86_400_000)
  expect(rows).toEqual([3_600, 86_400].map((step_s) => ({ step_s, start_at: begins })))
  await seeded.admin.query('truncate platform.reading_rollup, platform.rollup_backfill')
})

test('readings that stood before there were roll-ups are rolled up week by week, by several slices that may die', async () => {
  await seeded.admin.query(
    'truncate platform.reading_rollup, platform.rollup_backfill, platform.rollup_due, platform.rollup_mark',
  )
  for (let day = 40; day > 0; day -= 3) await commit([{ asset: day % 3, minute: -day * 1_440, value: day }])
  await seeded.admin.query('delete from platform.reading_batch')
  await seeded.wall.service(works.enrol)
  for (let slice = 0; slice < 3; slice++) {
    await killed(works.back)
    await seeded.wall.service(works.back)
    await killed(works.recompute)
  }
  await workOff()
  expect(await readRollups()).toEqual(await modelRollups())
  expect(await seeded.wall.service(works.enrol), 'nobody is enrolled twice').toBe(0)
})

test('another cadence has other buckets, made from the readings that stand', async () => {
  await seeded.admin.query('update platform.series set cadence_s = 60 where cadence_s = 300')
  expect(await seeded.wall.service(works.enrol)).toBe(1)
  await workOff()
  const rows = await readRollups()
  steps['kim-long'] = [900, 86_400]
  expect(rows.filter(({ asset, stepS }) => steps[asset]?.includes(stepS))).toEqual(await modelRollups())
})

test('values beyond any measure stop nothing', async () => {
  await commit([1, 2, 3].map((minute) => ({ asset: 0, minute: 6.5 * 1_440 + minute, value: 1.7e308 })))
  await workOff()
  const { rows: stored } = await seeded.admin.query(
    'select high, sum from platform.reading_rollup where high > 1e300 limit 1',
  )
  expect(stored).toEqual([{ high: 1.7e308, sum: 3e290 }])
})
