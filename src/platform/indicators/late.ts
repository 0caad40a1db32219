import { type RawBuilder, sql } from 'kysely'
import type { LateShare } from '../../core/api/indicators.ts'
import type { CountsAs } from '../../core/api/late-reasons.ts'
import type { Db } from '../db/pool.ts'
import type { Counted } from './counted.ts'
import type { Window } from './window.ts'

/** The counted rows, each with why it was late: what was said last until the cut-off, where anything was. */
export const withReasons = ({ rows, said }: Counted, window: Window): RawBuilder<unknown> =>
  said === null
    ? withoutReasons(rows(window))
    : sql`select c.*, l.* from (${rows(window)}) c left join lateral (
        select r.key as reason, r.name_vi as reason_vi, r.name_en as reason_en, r.counts_as, s.words as reason_words
        from platform.late_saying s join platform.late_reason r on r.key = s.reason
        where ${said} and s.said_at <= ${window.cutOffAt} order by s.id desc limit 1
      ) l on c.count = 'late'`

/** Counted rows of which nobody is asked why they were late. */
export const withoutReasons = (rows: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select c.*, null::text as reason, null::text as reason_vi, null::text as reason_en, null::text as counts_as,
    null::text as reason_words from (${rows}) c`

/** Of rows with reasons those that were late for one; for null: of which nothing was said. */
export const rowsLateFor = (rows: RawBuilder<unknown>, reason: string | null): RawBuilder<unknown> =>
  sql`select c.* from (${rows}) c where c.count = 'late' and c.reason is not distinct from ${reason}::text`

/** Late ones by reason, the most first and at last those of which nothing was said; together they are what the figure calls late. */
export async function readLateShares(tx: Db, counted: Counted, window: Window): Promise<LateShare[]> {
  const { rows } = await sql<{
    reason: string | null
    reasonVi: string | null
    reasonEn: string | null
    countsAs: CountsAs | null
    number: number
  }>`
    select reason, reason_vi, reason_en, counts_as, count(*)::int as number
    from (${withReasons(counted, window)}) c where c.count = 'late'
    group by reason, reason_vi, reason_en, counts_as order by reason is null, number desc, reason`.execute(tx)
  return rows.map(({ reason, reasonVi, reasonEn, countsAs, number }) => ({
    reason:
      reason === null || reasonVi === null || reasonEn === null || countsAs === null
        ? null
        : { key: reason, name: { vi: reasonVi, en: reasonEn }, countsAs },
    number,
  }))
}
