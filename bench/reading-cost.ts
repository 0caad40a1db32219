import { availableParallelism, loadavg } from 'node:os'
import pg from 'pg'
import pino from 'pino'
import { defaultSettings } from '../src/platform/db/embedded/cluster.ts'
import { openThrowawayPostgres } from '../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { clientConfig, openPool, type Pool } from '../src/platform/db/pool.ts'
import { prepareDatabase, serverLogin } from '../src/platform/db/prepare.ts'
import { buildWall, type Wall } from '../src/platform/db/wall.ts'
import type { IncomingReading } from '../src/platform/ingest/incoming.ts'
import { Partitions } from '../src/platform/ingest/partitions.ts'
import { SeriesCache } from '../src/platform/ingest/series-cache.ts'
import { writeReadings } from '../src/platform/ingest/store.ts'
import { atMost, type Result } from './support/result.ts'

/** Readings of the large database; a smaller one is for trying the bench itself. */
const large = Number(process.env.NHIP_BENCH_STORED ?? 50_000_000)
const small = large / 50
const seriesCount = 1_000
const weeks = 52
const weekMs = 7 * 86_400_000
const rounds = 15
const writesARound = 20
const password = 'only for this bench'

/**
 * What the product's own write of a reading costs beside few and beside many stored ones, over a year of weeks each: a thousand readings
 * a transaction, one of each series, as they come in now. Two databases of one PostgreSQL with the product's memory, on a disk that is
 * not waited for, measured in turns.
 */
export async function bench(): Promise<Result[]> {
  const postgres = await openThrowawayPostgres(pino({ level: 'silent' }), String(defaultSettings('', 0).shared_buffers))
  const stores: Store[] = []
  try {
    for (const [name, count] of [
      ['few', small],
      ['many', large],
    ] as const) {
      const startedMs = performance.now()
      stores.push(await openStore(postgres.connection, name, count))
      const seconds = (performance.now() - startedMs) / 1_000
      console.log(`     ${count.toLocaleString('en')} readings filled in ${seconds.toFixed(0)} s`)
    }
    const costs = stores.map((): number[] => [])
    for (let round = -2; round < rounds; round++) {
      // Each goes first as often as the other; the first two rounds are not counted.
      const order = round % 2 === 0 ? [0, 1] : [1, 0]
      for (const index of order) {
        const cost = await stores[index]?.measure()
        if (round >= 0 && cost !== undefined) costs[index]?.push(cost)
      }
    }
    const [load] = loadavg()
    console.log(`     load ${load?.toFixed(1)} on ${availableParallelism()} cores`)
    for (const each of costs) console.log(`     us a reading: ${each.map((cost) => cost.toFixed(1)).join(' ')}`)
    const name = `writing a reading beside ${large.toLocaleString('en')} and beside ${small.toLocaleString('en')} stored ones, us`
    return [atMost(name, median(costs[1] ?? []), median(costs[0] ?? []), 1.3)]
  } finally {
    for (const store of stores) await store.close()
    await postgres.stop()
  }
}

interface Store {
  /** Microseconds a reading of one round. */
  measure(): Promise<number>
  close(): Promise<void>
}

type Connection = Awaited<ReturnType<typeof openThrowawayPostgres>>['connection']

async function openStore(connection: Connection, database: string, count: number): Promise<Store> {
  await prepareDatabase(connection, database, password)
  const target = { ...connection, database }
  await migrate(target)
  const pool: Pool = openPool({ ...target, user: serverLogin, password }, pino({ level: 'silent' }), 1)
  const wall = buildWall(pool.db, () => undefined)
  const admin = new pg.Client(clientConfig(target))
  await admin.connect()
  await fill(admin, wall, count)
  const cache = new SeriesCache()
  let nextMs = Date.now() - 86_400_000 + 1

  return {
    async measure() {
      const batches = Array.from({ length: writesARound }, () => {
        nextMs += 1_000
        return readingsOf(nextMs)
      })
      const fromMs = performance.now()
      for (const readings of batches) {
        const { outcomes } = await wall.service((tx) => writeReadings(tx, readings, cache))
        const other = outcomes.find((outcome) => outcome !== 'stored')
        if (other) throw new Error(`a reading was not stored: ${JSON.stringify(other)}`)
      }
      const spentMs = performance.now() - fromMs
      // As the rules do.
      await admin.query('truncate platform.reading_batch')
      return (spentMs * 1_000) / (writesARound * seriesCount)
    },
    async close() {
      await admin.end()
      await pool.close()
    },
  }
}

const source = { via: 'http', sender: { name: 'bench', assetCodes: null, agencyId: null } }

function readingsOf(atMs: number): IncomingReading[] {
  const received = { ...source, receivedAt: new Date() }
  return Array.from({ length: seriesCount }, (_, index) => ({
    ...{ source: received, asset: `tram-${index + 1}`, series: 'water_level', at: new Date(atMs) },
    ...{ value: Math.random(), sourceAt: null, origin: 'device', isCorrection: false, via: 'http' },
    kept: () => ({ topic: '', payload: Buffer.alloc(0) }),
  }))
}

/** A thousand series with readings over the past year, in the order in which they would have come. */
async function fill(admin: pg.Client, wall: Wall, count: number): Promise<void> {
  await admin.query("insert into platform.agency (code, name, kind) values ('A1', 'Cơ quan', 'x')")
  await admin.query(
    `with made as (
      insert into platform.asset (code, type, name, agency_id) select 'tram-' || n, 'river_station', 'Trạm ' || n, 1
      from generate_series(1, ${seriesCount}) n returning id)
    insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, 1, 'water_level', 'Mực nước', 'Water level', 'm', 600 from made`,
  )
  const perSeries = Math.ceil(count / weeks / seriesCount)
  const newestMs = Date.now()
  const partitions = new Partitions(wall)
  const starts = Array.from({ length: weeks }, (_, week) => new Date(newestMs - (weeks - week) * weekMs))
  await partitions.ensure([...starts, new Date(newestMs)])
  for (const start of starts) {
    await admin.query(
      `insert into platform.reading (series_id, agency_id, at, value, received_at, origin, sender, via)
      select s, 1, date_trunc('second', $1::timestamptz) + k * interval '7 days' / ${perSeries}, random(), $1, 'device', 'bench', 'http'
      from generate_series(0, ${perSeries - 1}) k, generate_series(1, ${seriesCount}) s order by k, s`,
      [start],
    )
  }
  await admin.query('vacuum analyze platform.reading, platform.series, platform.asset')
  await admin.query('checkpoint')
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
