import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import { evaluateNext } from '../alerts/evaluate-next.ts'
import type { IncomingReading } from './incoming.ts'
import { openIngest } from './ingest.ts'
import { Partitions } from './partitions.ts'
import { RecentBatches } from './recent-batches.ts'

let seeded: SeededWall
beforeAll(async () => {
  seeded = await openSeededWall()
})
afterAll(() => seeded.close())

const source = { via: 'http', sender: { name: 'thử', assetCodes: null, agencyId: null }, receivedAt: new Date() }
const readingAt = (atMs: number, value: number): IncomingReading => ({
  ...{
    source,
    asset: 'phu-oc',
    series: 'water_level',
    at: new Date(atMs),
    value,
    sourceAt: null,
    origin: 'device' as const,
  },
  ...{ isCorrection: false, via: 'http', kept: () => ({ topic: '', payload: Buffer.alloc(0) }) },
})

test('what is kept of a batch is what stands in the database, and rules that look at it never ask for it again', async () => {
  const { wall, admin } = seeded
  const recent = new RecentBatches()
  const partitions = new Partitions(wall)
  const ingest = openIngest({ wall, log: pino({ level: 'silent' }), partitions, recent, onStored: () => undefined })
  const startMs = Date.now() - 3_600_000
  const sent = [3, 1, 2, 1].map((n) => readingAt(startMs + n * 1_001, n === 1 ? 0.1 + 0.2 : n / 3))
  await ingest.deliver({ readings: sent, letters: [] })
  const { rows } = await admin.query('select * from platform.reading_batch order by id')
  expect(rows).toHaveLength(1)
  const [{ id, series_ids, ats, readings, origins }] = rows
  expect(recent.ids()).toEqual([Number(id)])
  expect(recent.get(Number(id))).toEqual({ seriesIds: series_ids, ats, readings, origins })
  // The row is made unlike what is kept, so that it shows whose values the rules take.
  await admin.query('update platform.reading_batch set readings = array[999, 999, 999]')
  const { batchIds } = await wall.service((tx) => evaluateNext(tx, { recent }))
  expect(batchIds).toEqual([Number(id)])
  expect((await admin.query('select count(*)::int as count from platform.alert where value = 999')).rows).toEqual([
    { count: 0 },
  ])
})

test('the oldest are forgotten first, and nothing is kept without bound', () => {
  const recent = new RecentBatches()
  const rows = Array.from({ length: 40_000 }, (_, index) => ({
    reading: readingAt(index, 1),
    seriesId: 1,
    agencyId: 1,
    index,
  }))
  for (const id of [1, 2, 3, 4]) recent.keep(id, rows)
  expect(recent.ids()).toEqual([3, 4])
  recent.forget([4, 7])
  for (const id of [5, 6]) recent.keep(id, rows)
  expect(recent.ids()).toEqual([5, 6])
})
