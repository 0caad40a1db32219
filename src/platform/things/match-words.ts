import { type RawBuilder, sql } from 'kysely'
import { searchWords } from '../../core/fold.ts'
import type { Db } from '../db/pool.ts'

/** What is found that often stands among the newest soon; what is rarer is gathered by its words and sorted. */
const oftenFound = 1_000
const byWords = 'set local enable_indexscan = off; set local enable_seqscan = off; set local enable_bitmapscan = on'
const byTime = 'set local enable_indexscan = on; set local enable_seqscan = off; set local enable_bitmapscan = off'
const anyPlan = 'set local enable_indexscan = on; set local enable_seqscan = on; set local enable_bitmapscan = on'

export interface WordMatch {
  /** The condition on `t` (platform.thing). */
  readonly condition: RawBuilder<boolean>
  /** The settings under which the newest of them are found soonest; null leaves it to PostgreSQL. */
  readonly plan: string | null
}

/**
 * How a text is looked for among the things that pass `conditions`: as whole words, or where no thing has all of them, as beginnings of
 * words. Diacritics, case and how they were typed do not matter; a text without letters or digits finds nothing.
 */
export async function matchWords(
  tx: Db,
  text: string,
  conditions: readonly RawBuilder<boolean>[] = [],
): Promise<WordMatch> {
  const words = [...new Set(searchWords(text))].slice(0, 12).map((word) => word.slice(0, 60))
  if (words.length === 0) return { condition: sql`false`, plan: null }
  const having = (ending: '' | ':*') =>
    sql<boolean>`t.words @@ ${words.map((word) => `'${word}'${ending}`).join(' & ')}::tsquery`
  const whole = having('')
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from platform.thing t where ${sql.join([...conditions, whole], sql` and `)}) as found`.execute(tx)
  if (rows[0]?.found) return { condition: whole, plan: null }
  const beginnings = having(':*')
  const count = await countUpTo(tx, [...conditions, beginnings])
  return { condition: beginnings, plan: count === oftenFound ? byTime : byWords }
}

async function countUpTo(tx: Db, conditions: readonly RawBuilder<boolean>[]): Promise<number> {
  return withPlan(tx, byWords, async () => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
      select from platform.thing t where ${sql.join([...conditions], sql` and `)} limit ${oftenFound}) found`.execute(
      tx,
    )
    return rows[0]?.count ?? 0
  })
}

/**
 * Runs the statement that takes the newest of what matches. PostgreSQL knows how frequent words are, but takes every beginning of a
 * word for equally frequent, and would look for a rare one through all things from the newest on; what was counted knows better.
 */
export const findNewest = <T>(tx: Db, { plan }: WordMatch, work: () => Promise<T>): Promise<T> =>
  plan === null ? work() : withPlan(tx, plan, work)

async function withPlan<T>(tx: Db, plan: string, work: () => Promise<T>): Promise<T> {
  await sql.raw(plan).execute(tx)
  const result = await work()
  // After an error the transaction is over, and with it the setting.
  await sql.raw(anyPlan).execute(tx)
  return result
}
