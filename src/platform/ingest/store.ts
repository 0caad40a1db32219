import type { Db } from '../db/pool.ts'
import { findOffsetFeeds, refuseReading } from './admit.ts'
import { correctReadings } from './correct-readings.ts'
import type { IncomingReading, Refusal } from './incoming.ts'
import { byKey, insertReadings, type ResolvedReading, readingKey, readStanding } from './insert-readings.ts'
import type { Letter } from './letters.ts'
import { SeriesCache } from './series-cache.ts'

/** What became of a reading; all of it is committed when told. */
export type Outcome = 'stored' | 'duplicate' | 'corrected' | Refusal

export interface Written {
  /** In the order of the readings. */
  readonly outcomes: Outcome[]
  /** Assets with new or corrected readings, with their agency. */
  readonly assets: Map<string, number>
  /** Of those that were refused; whoever asked keeps them, in the same transaction. */
  readonly letters: Letter[]
  /** What the rules are handed, where it is all of what was given and of one piece. */
  readonly batch: { readonly id: number; readonly rows: readonly ResolvedReading[] } | null
}

const unknownSeries = ({ asset, series }: IncomingReading): Refusal => ({
  reason: 'unknown_series',
  detail: `no asset ${asset} in use with series ${series}; make the asset first`,
})

/**
 * Writes readings, last values, corrections and the rules' batch within a transaction of nhip_service.
 * Partitions for the weeks of `readings` must stand already, but for those before `closedBefore`, which are refused.
 * @throws what PostgreSQL throws; a data fault of one row among them costs the statement
 */
export async function writeReadings(
  tx: Db,
  readings: readonly IncomingReading[],
  cache = new SeriesCache(),
  closedBefore: Date | null = null,
): Promise<Written> {
  const { first, later, written, batchId, refused } = await insertKnown(tx, cache, readings, closedBefore)
  const outcomes: Outcome[] = new Array(readings.length)
  const letters: Letter[] = []
  const refuse = ({ reading, index, agencyId }: Placed, refusal: Refusal) => {
    outcomes[index] = refusal
    letters.push({ source: reading.source, refusal, agencyId, kept: reading.kept })
  }
  for (const [placed, refusal] of refused) refuse(placed, refusal)

  const isNew = (row: ResolvedReading) => written === 'all' || written.has(readingKey(row.seriesId, row.reading.at))
  const [fresh, old] = written === 'all' ? [first, []] : [first.filter(isNew), first.filter((row) => !isNew(row))]
  const assets = new Map<string, number>()
  for (const { reading, index, agencyId } of fresh) {
    outcomes[index] = 'stored'
    assets.set(reading.asset, agencyId)
  }
  if (old.length + later.length > 0) {
    const standing = await readStanding(tx, old)
    for (const { seriesId, reading } of fresh) standing.set(readingKey(seriesId, reading.at), reading.value)
    for (const [row, outcome] of await settleOld(tx, [...old, ...later], standing)) {
      outcomes[row.index] = outcome
      if (outcome === 'corrected') assets.set(row.reading.asset, row.agencyId)
      else if (typeof outcome === 'object') refuse(row, outcome)
    }
  }
  const batch = written === 'all' && batchId !== null ? { id: batchId, rows: first } : null
  return { outcomes, assets, letters, batch }
}

type Placed = Pick<ResolvedReading, 'reading' | 'index'> & { readonly agencyId: number | null }
const attempts = 3

/** Inserts what may be taken; what was believed of series is asked for again when it no longer holds. */
async function insertKnown(
  tx: Db,
  cache: SeriesCache,
  readings: readonly IncomingReading[],
  closedBefore: Date | null,
) {
  for (let attempt = 0; attempt < attempts; attempt++) {
    await cache.learn(tx, readings)
    const { accepted, refused } = resolve(cache, readings, closedBefore)
    const [first, later] = splitFirst(accepted)
    const inserted = await insertReadings(tx, first)
    if (inserted !== null) return { first, later, refused, ...inserted }
    cache.forget()
  }
  throw new Error('the assets change faster than readings can be written; nothing was stored')
}

function resolve(series: SeriesCache, readings: readonly IncomingReading[], closedBefore: Date | null) {
  const offsetFeeds = findOffsetFeeds(readings)
  const accepted: ResolvedReading[] = []
  const refused: [Placed, Refusal][] = []
  for (const [index, reading] of readings.entries()) {
    const found = series.find(reading)
    const refusal = found ? refuseReading(reading, found.agencyId, offsetFeeds, closedBefore) : unknownSeries(reading)
    const agencyId = found?.agencyId ?? reading.source.sender.agencyId
    if (refusal) refused.push([{ reading, index, agencyId }, refusal])
    else if (found) accepted.push({ reading, index, ...found })
  }
  return { accepted, refused }
}

/** The first of each (series, time) in the order of writers, and those that come after it, in the order in which they came. */
function splitFirst(rows: ResolvedReading[]): [ResolvedReading[], ResolvedReading[]] {
  const first: ResolvedReading[] = []
  const later: ResolvedReading[] = []
  for (const row of rows.sort(byKey)) {
    const last = first.at(-1)
    const isSame = last?.seriesId === row.seriesId && last.reading.at.getTime() === row.reading.at.getTime()
    if (isSame) later.push(row)
    else first.push(row)
  }
  return [first, later.sort((a, b) => a.index - b.index)]
}

/** What becomes of readings at whose time a value stands: the same, a correction, or a contradiction. */
async function settleOld(
  tx: Db,
  rows: readonly ResolvedReading[],
  standing: Map<string, number>,
): Promise<[ResolvedReading, Outcome][]> {
  const settled: [ResolvedReading, Outcome][] = []
  let corrections = new Map<string, ResolvedReading>()
  for (const row of rows) {
    const { seriesId, reading } = row
    const key = readingKey(seriesId, reading.at)
    const value = standing.get(key)
    if (value === reading.value) settled.push([row, 'duplicate'])
    else if (reading.isCorrection) {
      // One statement changes a row once.
      if (corrections.has(key)) {
        await correctReadings(tx, [...corrections.values()])
        corrections = new Map()
      }
      corrections.set(key, row)
      standing.set(key, reading.value)
      settled.push([row, 'corrected'])
    } else {
      const detail = `the value at this time is already ${value}; send correction: true to replace it`
      settled.push([row, { reason: 'conflicting_value', detail }])
    }
  }
  await correctReadings(tx, [...corrections.values()])
  return settled
}
