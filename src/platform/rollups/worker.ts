import { sql } from 'kysely'
import type { Logger } from 'pino'
import { pause } from '../../core/poll/pause.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { Measure } from '../http/health.ts'
import { enrolSeries, fillBack } from './backfill.ts'
import { recomputeDue } from './recompute.ts'
import { takeMarks } from './take-marks.ts'

export interface Rollups {
  /** For Prometheus, as the last look found it. */
  readonly measures: readonly Measure[]
  close(): Promise<void>
}

const lookAgainMs = 1_000
const enrolEveryMs = 60_000
/** Old readings are looked at while fewer buckets wait: what is new goes first. */
const fewBuckets = 2_000
const longestRestMs = 500

/**
 * Rolls readings up behind the rules: notes which buckets were touched, computes those that are due, and goes back through readings that
 * stood before. Every step is a transaction of its own, so that a crash leaves each bucket either computed or due. Several may run over
 * one database; one at a time works.
 */
export function openRollups(wall: Wall, log: Logger): Rollups {
  const ending = new AbortController()
  const seen: Work = { marks: 0, due: 0, lagS: 0, back: 0 }
  let enrolAtMs = 0

  /** Pages need not wait for what tells them nothing (decision 11). */
  const quietly = <T>(work: (tx: Db) => Promise<T>) =>
    wall.service(async (tx) => {
      await sql`select platform.begin_quietly()`.execute(tx)
      return work(tx)
    })

  async function once(): Promise<boolean> {
    const now = new Date()
    if (now.getTime() >= enrolAtMs) {
      await quietly((tx) => enrolSeries(tx, now))
      enrolAtMs = now.getTime() + enrolEveryMs
    }
    Object.assign(seen, await wall.lookUp((tx) => lookForWork(tx, now)))
    if (seen.marks > 0) await quietly((tx) => takeMarks(tx, now))
    if (seen.due > 0) await quietly((tx) => recomputeDue(tx, now))
    const goesBack = seen.back > 0 && seen.due < fewBuckets
    if (goesBack) await quietly((tx) => fillBack(tx, now))
    return seen.marks > 0 || seen.due > 0 || goesBack
  }

  async function follow(): Promise<void> {
    while (!ending.signal.aborted) {
      const fromMs = performance.now()
      const wasBusy = await once().catch((error: Error) => {
        log.warn({ err: error.message }, 'readings cannot be rolled up now; they wait')
        return false
      })
      // At most half of the time: whoever writes and reads now goes first.
      const rested = Math.min(performance.now() - fromMs, longestRestMs)
      await pause(wasBusy ? rested : lookAgainMs, ending.signal)
    }
  }
  const following = follow()

  return {
    measures: [
      { name: 'nhip_rollup_due', help: 'Buckets of readings that wait to be computed', read: () => seen.due },
      { name: 'nhip_rollup_lag_seconds', help: 'For how long the oldest of them has waited', read: () => seen.lagS },
      {
        name: 'nhip_rollup_marks',
        help: 'Batches of readings whose buckets are not noted yet',
        read: () => seen.marks,
      },
      {
        name: 'nhip_rollup_back',
        help: 'Series whose older readings are still to be rolled up',
        read: () => seen.back,
      },
    ],
    async close() {
      ending.abort()
      await following
    },
  }
}

interface Work {
  marks: number
  due: number
  lagS: number
  back: number
}

/** What there is to do; counts stop at ten thousand. */
async function lookForWork(tx: Db, now: Date): Promise<Work> {
  const { rows } = await sql<Work>`
    select (select count(*)::int from (select from platform.rollup_mark limit 10000) m) as marks,
      (select count(*)::int from (select from platform.rollup_due where due_at <= ${now} limit 10000) d) as due,
      coalesce((select extract(epoch from ${now}::timestamptz - min(due_at))::float8 from platform.rollup_due where due_at <= ${now}), 0) as lag_s,
      (select count(*)::int from (select from platform.rollup_backfill where before_at is not null limit 10000) b) as back`.execute(
    tx,
  )
  const [work] = rows
  if (!work) throw new Error('PostgreSQL answered no row to a question about counts')
  return work
}
