import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { planKept } from '../db/quick-client.ts'
import { dates, ints, numbers, texts } from './array-text.ts'
import type { IncomingReading } from './incoming.ts'

/** A reading of a series that exists, from a sender that may speak for it. */
export interface ResolvedReading {
  readonly reading: IncomingReading
  readonly seriesId: number
  readonly agencyId: number
  /** Its place among the readings that were given. */
  readonly index: number
}

export const readingKey = (seriesId: number, at: Date) => `${seriesId}@${at.getTime()}`

/** Which of the rows given stand now for the first time, and the batch that hands them to the rules. */
export interface Inserted {
  readonly written: 'all' | ReadonlySet<string>
  readonly batchId: number | null
}

/** The order in which every writer takes rows, so that two never wait for each other in a ring. */
export function byKey(a: ResolvedReading, b: ResolvedReading): number {
  return a.seriesId - b.seriesId || a.reading.at.getTime() - b.reading.at.getTime() || a.index - b.index
}

/**
 * Rows as a select of {@link columnNames}. What the rows of a request have in common is sent once, beside the place where it stands:
 * most of the time of a large insertion is reading its parameters.
 */
export function selectRows(rows: readonly ResolvedReading[]) {
  const { common, places } = groupCommon(rows)
  return sql`select g.series_id, (${ints(common, (r) => r.agencyId)}::int[])[g.place], to_timestamp(g.at_ms / 1000::float8), g.value,
      (${dates(common, (r) => r.reading.source.receivedAt)}::timestamptz[])[g.place],
      (${dates(common, (r) => r.reading.sourceAt)}::timestamptz[])[g.place],
      (${texts(common, (r) => r.reading.origin)}::text[])[g.place],
      (${texts(common, (r) => r.reading.source.sender.name)}::text[])[g.place],
      (${texts(common, (r) => r.reading.via)}::text[])[g.place]
    from unnest(${ints(rows, (r) => r.seriesId)}::int[], ${numbers(rows, (r) => r.reading.at.getTime())}::int8[],
      ${numbers(rows, (r) => r.reading.value)}::float8[], ${ints(places, (place) => place)}::int[])
      g (series_id, at_ms, value, place)`
}

/** One row of each kind that have all but series, time and value in common, and for each row the place of its kind, from 1. */
function groupCommon(rows: readonly ResolvedReading[]) {
  const common: ResolvedReading[] = []
  const kinds = new Map<string, number>()
  const places: number[] = []
  let last: ResolvedReading | null = null
  let place = 0
  for (const row of rows) {
    if (!last || !isAlike(row, last)) {
      const { source, sourceAt, origin, via } = row.reading
      const kind = `${row.agencyId} ${source.receivedAt.getTime()} ${sourceAt?.getTime()} ${origin} ${via}\0${source.sender.name}`
      place = kinds.get(kind) ?? common.push(row)
      kinds.set(kind, place)
      last = row
    }
    places.push(place)
  }
  return { common, places }
}

function isAlike(a: ResolvedReading, b: ResolvedReading): boolean {
  const [one, other] = [a.reading, b.reading]
  return (
    one.source === other.source &&
    a.agencyId === b.agencyId &&
    one.via === other.via &&
    one.origin === other.origin &&
    one.sourceAt?.getTime() === other.sourceAt?.getTime()
  )
}

export const columnNames = sql.raw('series_id, agency_id, at, value, received_at, source_at, origin, sender, via')

/**
 * Inserts readings of distinct (series, time), renews last values and hands what is new to the rules, in one statement.
 * @param rows in the order of {@link byKey}
 * @returns null when a series is no longer what `rows` say, and nothing was written
 */
export async function insertReadings(tx: Db, rows: readonly ResolvedReading[]): Promise<Inserted | null> {
  if (rows.length === 0) return { written: 'all', batchId: null }
  const distinct = [...new Map(rows.map((row) => [row.seriesId, row])).values()]
  const { rows: answers } = await sql<{
    known: number
    written: number
    batchId: number | null
    seriesIds: number[] | null
    ats: Date[] | null
  }>`${sql.raw(planKept)}
    with known as (
      -- One look at a key each: joined, tables without statistics are multiplied with each other first.
      select count(*) filter (where exists (
        select from platform.asset a where a.id = (select s.asset_id from platform.series s where s.id = k.id)
          and a.agency_id = k.agency_id and a.retired_at is null
      ))::int as count
      from unnest(${ints(distinct, (r) => r.seriesId)}::int[], ${ints(distinct, (r) => r.agencyId)}::int[]) k (id, agency_id)
    ), written as (
      insert into platform.reading (${columnNames})
      ${selectRows(rows)} where (select count from known) = ${distinct.length}::int
      on conflict (series_id, at) do nothing
      returning series_id, agency_id, at, value, received_at, source_at, origin
    ), newest as (
      insert into platform.last_value as l (series_id, agency_id, at, value, received_at, source_at, origin, beats)
      select distinct on (series_id) series_id, agency_id, at, value, received_at, source_at, origin, array[received_at]
      from written order by series_id, at desc
      on conflict (series_id) do update set agency_id = excluded.agency_id, at = greatest(l.at, excluded.at),
        value = case when excluded.at > l.at then excluded.value else l.value end,
        source_at = case when excluded.at > l.at then excluded.source_at else l.source_at end,
        origin = case when excluded.at > l.at then excluded.origin else l.origin end,
        -- A device that sends late values speaks all the same: silence goes by received time.
        received_at = greatest(l.received_at, excluded.received_at),
        beats = (l.beats || excluded.received_at)[greatest(1, cardinality(l.beats) - 3):]
    ), handed as (
      insert into platform.reading_batch (series_ids, ats, readings, origins)
      select array_agg(series_id), array_agg(at), array_agg(value), array_agg(origin) from written having count(*) > 0
      returning id
    )
    select (select count from known) as known, count(*)::int as written, (select id from handed) as batch_id,
      case when count(*) < ${rows.length}::int then array_agg(series_id) end as series_ids,
      case when count(*) < ${rows.length}::int then array_agg(at) end as ats
    from written`.execute(tx)
  const [answer] = answers
  if (!answer || answer.known !== distinct.length) return null
  const { batchId, seriesIds, ats } = answer
  if (answer.written === rows.length) return { written: 'all', batchId }
  const keys = (seriesIds ?? []).map((seriesId, index) => readingKey(seriesId, ats?.[index] ?? new Date(Number.NaN)))
  return { written: new Set(keys), batchId }
}

/**
 * Values that stand at these times. Asked in a statement of its own: what another writer committed while the insertion waited for it
 * is seen by the next statement only.
 */
export async function readStanding(tx: Db, rows: readonly ResolvedReading[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const { rows: standing } = await sql<{ seriesId: number; at: Date; value: number }>`
    select r.series_id, r.at, r.value
    from unnest(${ints(rows, (r) => r.seriesId)}::int[], ${dates(rows, (r) => r.reading.at)}::timestamptz[]) g (series_id, at)
      join platform.reading r on r.series_id = g.series_id and r.at = g.at`.execute(tx)
  return new Map(standing.map(({ seriesId, at, value }) => [readingKey(seriesId, at), value]))
}
