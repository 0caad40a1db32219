import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Course, CoursePoint } from '../../core/api/assets.ts'
import type { PastCourseQuery } from '../../core/api/past.ts'
import { AppError, notFound } from '../../core/error.ts'
import { presentBucket } from '../assets/read-course.ts'
import type { Db } from '../db/pool.ts'
import { type Bucket, startOf, stepFor } from '../rollups/steps.ts'
import { maxAheadS } from './heard-at.ts'
import { momentOf } from './past-alerts.ts'

/** Of a longer stretch too much would have to be put together: roll-ups hold what is known today. */
const longestMs = 7 * 86_400_000

/**
 * The course of a series as it was known at a time: what came later is left out, what was corrected later stands with its old value. Its
 * readings where they are few enough, else buckets.
 * @throws {AppError} `not_found` for an asset or series the actor may not see, `bad_request` for a stretch that is too long
 */
export async function readPastCourse(tx: Db, query: z.infer<typeof PastCourseQuery>, at: Date): Promise<Course> {
  const { asset, series: key, points } = query
  const { rows } = await sql<{ id: number; unit: string }>`
    select s.id, s.unit from platform.series s join platform.asset a on a.id = s.asset_id
    where a.code = ${asset} and s.key = ${key}`.execute(tx)
  const [series] = rows
  if (!series) throw notFound(`series ${key} of asset ${asset}`)
  const window = { fromMs: Date.parse(query.from), toMs: at.getTime() + maxAheadS * 1_000 }
  if (window.toMs - window.fromMs > longestMs) {
    const message = 'this lies more than seven days before `at`; ask for a later time'
    throw new AppError('bad_request', 400, { detail: `from: ${message}`, errors: [{ path: 'from', message }] })
  }
  const answer = { asset, series: key, unit: series.unit }
  const readings = await readKnown(tx, knownOf(series.id, window, at), points)
  if (readings) return { ...answer, step: 'raw', stepS: null, items: readings }
  const stepS = stepFor(window.toMs - window.fromMs, points)
  const whole = { ...window, fromMs: startOf(stepS, window.fromMs) }
  const buckets = await readBuckets(tx, knownOf(series.id, whole, at), stepS)
  return { ...answer, step: 'bucket', stepS, items: buckets.map(presentBucket) }
}

/** What was known of a series: each time once, with the value that it had then. */
const knownOf = (seriesId: number, { fromMs, toMs }: { fromMs: number; toMs: number }, at: Date) => {
  const within = (alias: 'r' | 'c') =>
    sql`${sql.ref(`${alias}.seriesId`)} = ${seriesId} and ${sql.ref(`${alias}.at`)} between ${new Date(fromMs)} and ${new Date(toMs)}`
  return sql`(
    select r.at, r.value from platform.reading r where ${within('r')} and r.received_at <= ${momentOf(at)}
    union all
    select c.at, c.old_value from platform.reading_correction c
    where ${within('c')} and c.old_received_at <= ${momentOf(at)} and c.corrected_at > ${momentOf(at)}
  )`
}

/** The readings themselves; null where they are more than `most`. */
async function readKnown(tx: Db, known: RawBuilder<unknown>, most: number): Promise<CoursePoint[] | null> {
  const { rows } = await sql<{ at: Date; value: number }>`
    select at, value from ${known} k order by at limit ${most + 1}`.execute(tx)
  if (rows.length > most) return null
  return rows.map(({ at, value }) => ({
    ...{ at: at.toISOString(), count: 1 },
    ...{ low: value, mean: value, high: value, first: value, last: value },
  }))
}

async function readBuckets(tx: Db, known: RawBuilder<unknown>, stepS: number): Promise<Bucket[]> {
  const { rows } = await sql<Bucket>`
    select extract(epoch from platform.rollup_start(${stepS}, at))::float8 * 1000 as start_ms, count(*)::int as count,
      min(value) as low, max(value) as high, sum(least(greatest(value, -1e290), 1e290)) as sum,
      (array_agg(value order by at))[1] as first, (array_agg(value order by at desc))[1] as last
    from ${known} k group by 1 order by 1`.execute(tx)
  return rows
}
