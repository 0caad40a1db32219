import { sql } from 'kysely'
import type { z } from 'zod'
import type { Course, CoursePoint, CourseQuery } from '../../core/api/assets.ts'
import { notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { type Bucket, dayS, gapsBetween, mergeInto, startOf, stepFor } from '../rollups/steps.ts'

/** Stored buckets that are put together into longer ones for a window; beyond that days are read. */
const mostBuckets = 20_000
/** How much denser than its cadence a series may be for its readings to be tried. */
const denser = 4
const longestMs = 30 * 366 * dayS * 1_000

interface Window {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * The course of a series: its readings where they are few enough, else buckets, else days. Buckets that are not computed yet, the open
 * one among them, are put together from the readings themselves.
 * @throws {AppError} `not_found` for an asset or series the actor may not see
 */
export async function readCourse(tx: Db, query: z.infer<typeof CourseQuery>): Promise<Course> {
  const { rows } = await sql<Series>`
    select s.id, s.unit, s.cadence_s, platform.rollup_step(s.cadence_s) as bucket_s,
      (select nullif(closed_before, '-infinity') from platform.reading_retention) as closed_before
    from platform.series s join platform.asset a on a.id = s.asset_id
    where a.code = ${query.asset} and s.key = ${query.series}`.execute(tx)
  const [series] = rows
  if (!series) throw notFound(`series ${query.series} of asset ${query.asset}`)
  const window = believable(Date.parse(query.from), query.to ? Date.parse(query.to) : Date.now(), Date.now())
  const answer = { asset: query.asset, series: query.series, unit: series.unit }
  const points = await readPoints(tx, series, window, query.points)
  if (points) return { ...answer, step: 'raw', stepS: null, items: points }
  const stepS = chooseStep(series, window, query.points)
  const buckets = await readBuckets(tx, series, stepS === dayS ? dayS : (series.bucketS ?? dayS), window)
  const items = mergeInto(stepS, buckets).map(presentBucket)
  return { ...answer, step: stepS === dayS ? 'day' : 'bucket', stepS, items }
}

interface Series {
  readonly id: number
  readonly unit: string
  readonly cadenceS: number
  /** Length of its buckets; null: it has days alone. */
  readonly bucketS: number | null
  readonly closedBefore: Date | null
}

/** No reading lies outside: none is taken from ahead, and none from before there were centres. */
const believable = (fromMs: number, toMs: number, nowMs: number): Window => ({
  fromMs: Math.max(fromMs, nowMs - longestMs),
  toMs: Math.min(toMs, nowMs + dayS * 1_000),
})

function chooseStep({ bucketS }: Series, { fromMs, toMs }: Window, points: number): number {
  const windowMs = toMs - fromMs
  if (bucketS === null || windowMs / (bucketS * 1_000) > mostBuckets) return dayS
  return Math.max(bucketS, stepFor(windowMs, points))
}

/** The readings themselves; null where they are too many, or some of the window were dropped. */
async function readPoints(tx: Db, series: Series, { fromMs, toMs }: Window, most: number) {
  if (series.closedBefore && fromMs < series.closedBefore.getTime()) return null
  if ((toMs - fromMs) / 1_000 / series.cadenceS > most * denser) return null
  const rows = await tx
    .selectFrom('platform.reading')
    .select(['at', 'value'])
    .where('seriesId', '=', series.id)
    .where('at', '>=', new Date(fromMs))
    .where('at', '<=', new Date(toMs))
    .orderBy('at')
    .limit(most + 1)
    .execute()
  if (rows.length > most) return null
  return rows.map(
    ({ at, value }): CoursePoint => ({
      at: at.toISOString(),
      count: 1,
      low: value,
      mean: value,
      high: value,
      first: value,
      last: value,
    }),
  )
}

/** Every bucket of this length that touches the window and has readings, in order of time. */
async function readBuckets(tx: Db, series: Series, stepS: number, window: Window): Promise<Bucket[]> {
  const fromMs = startOf(stepS, window.fromMs)
  const toMs = startOf(stepS, window.toMs) + stepS * 1_000
  const { rows: stored } = await sql<Bucket>`
    select extract(epoch from start_at)::float8 * 1000 as start_ms, count, low, high, sum, first, last
    from platform.reading_rollup
    where series_id = ${series.id} and step_s = ${stepS} and start_at >= ${new Date(fromMs)} and start_at < ${new Date(toMs)}
      and not is_stale
    order by start_at`.execute(tx)
  const starts = stored.map(({ startMs }) => startMs)
  const gaps = gapsBetween(stepS, starts, { fromMs, toMs })
  const { rows: fresh } = await sql<Bucket>`
    select extract(epoch from x.start_at)::float8 * 1000 as start_ms, x.count, x.low, x.high, x.sum,
      (select f.value from platform.reading f where f.series_id = ${series.id} and f.at = x.first_at) as first,
      (select l.value from platform.reading l where l.series_id = ${series.id} and l.at = x.last_at) as last
    from unnest(${gaps.map(([from]) => new Date(from))}::timestamptz[], ${gaps.map(([, to]) => new Date(to))}::timestamptz[]) g (from_at, to_at)
      cross join lateral (
        select platform.rollup_start(${stepS}, r.at) as start_at, count(*)::int as count, min(r.value) as low, max(r.value) as high,
          sum(least(greatest(r.value, -1e290), 1e290)) as sum, min(r.at) as first_at, max(r.at) as last_at
        from platform.reading r where r.series_id = ${series.id} and r.at >= g.from_at and r.at < g.to_at
        group by 1
      ) x`.execute(tx)
  return [...stored, ...fresh].sort((a, b) => a.startMs - b.startMs)
}

/** A bucket as a point of a course. */
export const presentBucket = ({ startMs, sum, ...bucket }: Bucket): CoursePoint => ({
  at: new Date(startMs).toISOString(),
  ...bucket,
  mean: sum / bucket.count,
})
