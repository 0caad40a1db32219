import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import {
  type IncomingReading,
  type Message,
  type Refusal,
  refuseSender,
  refuseSourceTime,
  refuseTime,
} from './incoming.ts'

/** What became of a message; all of it is committed when told. */
export type Outcome = 'stored' | 'duplicate' | Refusal

export interface Letter {
  readonly message: Message
  readonly refusal: Refusal
  readonly agencyId: number | null
}

interface Resolved extends IncomingReading {
  readonly seriesId: number
  readonly agencyId: number
}

/**
 * Writes readings, last values, the rules' batch and dead letters in one transaction of nhip_service.
 * Partitions for the weeks of `readings` must stand already.
 * @returns outcomes in the order of `readings`, and the assets whose readings are new, with their agency
 */
export async function writeReadings(
  tx: Db,
  readings: readonly IncomingReading[],
): Promise<{ outcomes: Outcome[]; assets: Map<string, number> }> {
  const series = await findSeries(tx, readings)
  const outcomes: Outcome[] = new Array(readings.length)
  const accepted: { index: number; reading: Resolved }[] = []
  const letters: Letter[] = []
  const refuse = (index: number, reading: IncomingReading, refusal: Refusal, agencyId: number | null) => {
    outcomes[index] = refusal
    letters.push({ message: reading.message, refusal, agencyId })
  }
  for (const [index, reading] of readings.entries()) {
    const found = series.get(`${reading.asset}/${reading.series}`)
    const refusal = found
      ? (refuseSender(reading.message.sender, reading.asset, found.agencyId) ??
        refuseTime(reading.at, reading.message.receivedAt) ??
        refuseSourceTime(reading.sourceAt, reading.message.receivedAt))
      : ({
          reason: 'unknown_series',
          detail: `no asset ${reading.asset} in use with series ${reading.series}; make the asset first`,
        } as const)
    if (refusal) refuse(index, reading, refusal, found?.agencyId ?? reading.message.sender.agencyId)
    else if (found) accepted.push({ index, reading: { ...reading, ...found } })
  }
  const stored = await insertReadings(
    tx,
    accepted.map(({ reading }) => reading),
  )
  const fresh: Resolved[] = []
  for (const { index, reading } of accepted) {
    const key = readingKey(reading.seriesId, reading.at)
    const state = stored.get(key)
    if (state === 'new') {
      outcomes[index] = 'stored'
      fresh.push(reading)
      // A second one of the same instant in this very batch is compared with the first.
      stored.set(key, reading.value)
    } else if (state === reading.value) outcomes[index] = 'duplicate'
    else {
      const detail = `the value at this time is already ${state}; a correction is not taken silently`
      refuse(index, reading, { reason: 'conflicting_value', detail }, reading.agencyId)
    }
  }
  await updateLastValues(tx, fresh)
  await handToRules(tx, fresh)
  await insertLetters(tx, letters)
  return { outcomes, assets: new Map(fresh.map((reading) => [reading.asset, reading.agencyId])) }
}

const readingKey = (seriesId: number, at: Date) => `${seriesId}@${at.getTime()}`

async function findSeries(tx: Db, readings: readonly IncomingReading[]) {
  const names = [...new Set(readings.map((reading) => reading.asset))]
  const rows = await tx
    .selectFrom('platform.asset as a')
    .innerJoin('platform.series as s', 's.assetId', 'a.id')
    .select(['a.code', 's.key', 's.id as seriesId', 'a.agencyId'])
    .where('a.code', '=', sql<string>`any(${names}::text[])`)
    .where('a.retiredAt', 'is', null)
    .execute()
  return new Map(rows.map((row) => [`${row.code}/${row.key}`, { seriesId: row.seriesId, agencyId: row.agencyId }]))
}

/** For each (series, time): `new` when it was written now, else the value that stands there. */
async function insertReadings(tx: Db, readings: readonly Resolved[]): Promise<Map<string, 'new' | number>> {
  if (readings.length === 0) return new Map()
  const { rows } = await sql<{ seriesId: number; at: Date; value: number; isNew: boolean }>`
    with given as (
      select * from unnest(
        ${readings.map((r) => r.seriesId)}::int[], ${readings.map((r) => r.agencyId)}::int[],
        ${readings.map((r) => r.at)}::timestamptz[], ${readings.map((r) => r.value)}::float8[],
        ${readings.map((r) => r.message.receivedAt)}::timestamptz[], ${readings.map((r) => r.sourceAt)}::timestamptz[],
        ${readings.map((r) => r.origin)}::text[], ${readings.map((r) => r.message.sender.name)}::text[],
        ${readings.map((r) => `${r.message.via} ${r.message.topic}`)}::text[]
      ) as t (series_id, agency_id, at, value, received_at, source_at, origin, sender, via)
    ), written as (
      insert into platform.reading (series_id, agency_id, at, value, received_at, source_at, origin, sender, via)
      select * from given on conflict (series_id, at) do nothing
      returning series_id, at, value
    )
    select series_id, at, value, true as is_new from written
    union all
    select r.series_id, r.at, r.value, false from platform.reading r
    where exists (select from given g where g.series_id = r.series_id and g.at = r.at)`.execute(tx)
  // The second half reads the snapshot of before the insert, hence only what stood there already.
  return new Map(rows.map((row) => [readingKey(row.seriesId, row.at), row.isNew ? 'new' : row.value]))
}

async function updateLastValues(tx: Db, readings: readonly Resolved[]): Promise<void> {
  const latest = new Map<number, Resolved>()
  for (const reading of readings) {
    const known = latest.get(reading.seriesId)
    if (!known || known.at < reading.at) latest.set(reading.seriesId, reading)
  }
  // A device that sends late values speaks all the same: the newest value goes by event time, silence by received time.
  if (latest.size === 0) return
  // In order of id, so that two writers never wait for each other in a ring.
  const rows = [...latest.values()].sort((a, b) => a.seriesId - b.seriesId)
  await sql`
    insert into platform.last_value as l (series_id, agency_id, at, value, received_at, source_at, origin, beats)
    select series_id, agency_id, at, value, received_at, source_at, origin, array[received_at] from unnest(
      ${rows.map((r) => r.seriesId)}::int[], ${rows.map((r) => r.agencyId)}::int[], ${rows.map((r) => r.at)}::timestamptz[],
      ${rows.map((r) => r.value)}::float8[], ${rows.map((r) => r.message.receivedAt)}::timestamptz[],
      ${rows.map((r) => r.sourceAt)}::timestamptz[], ${rows.map((r) => r.origin)}::text[]
    ) as t (series_id, agency_id, at, value, received_at, source_at, origin)
    on conflict (series_id) do update set agency_id = excluded.agency_id, at = greatest(l.at, excluded.at),
      value = case when excluded.at > l.at then excluded.value else l.value end,
      source_at = case when excluded.at > l.at then excluded.source_at else l.source_at end,
      origin = case when excluded.at > l.at then excluded.origin else l.origin end,
      received_at = greatest(l.received_at, excluded.received_at),
      beats = (l.beats || excluded.received_at)[greatest(1, cardinality(l.beats) - 3):]`.execute(tx)
}

async function handToRules(tx: Db, readings: readonly Resolved[]): Promise<void> {
  if (readings.length === 0) return
  await tx
    .insertInto('platform.readingBatch')
    .values({
      seriesIds: readings.map((r) => r.seriesId),
      ats: readings.map((r) => r.at),
      readings: readings.map((r) => r.value),
      origins: readings.map((r) => r.origin),
    })
    .execute()
}

/** Keeps messages that could not be taken, whole, with the reason. */
export async function insertLetters(tx: Db, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return
  await tx
    .insertInto('platform.deadLetter')
    .values(
      letters.map(({ message, refusal, agencyId }) => ({
        receivedAt: message.receivedAt,
        via: message.via,
        // PostgreSQL's text holds no NUL.
        topic: message.topic.replaceAll('\0', '\uFFFD'),
        payload: message.payload,
        reason: refusal.reason,
        detail: refusal.detail.replaceAll('\0', '\uFFFD'),
        sender: message.sender.name,
        agencyId,
      })),
    )
    .execute()
}
