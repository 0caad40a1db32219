import { type RawBuilder, sql } from 'kysely'
import { searchWords } from '../../core/fold.ts'
import type { Db } from '../db/pool.ts'

/** Pages of 8 KiB that are looked at to learn how often something is found, spread over the table and always the same ones. */
const samplePages = 100
const byWords = 'set local enable_indexscan = off; set local enable_seqscan = off; set local enable_bitmapscan = on'
// Whoever goes in order stops after a page: to call other processes for it takes longer than the page (10 of 22 ms, measured).
const inOrder = `set local enable_indexscan = on; set local enable_seqscan = off; set local enable_bitmapscan = off;
  set local max_parallel_workers_per_gather = 0`
const anyPlan = `set local enable_indexscan = on; set local enable_seqscan = on; set local enable_bitmapscan = on;
  set local max_parallel_workers_per_gather to default`

export interface WordMatch {
  /** The condition on `t` (platform.thing). */
  readonly condition: RawBuilder<boolean>
  /** `often`: the first of a list are found soonest by going through it in its order; `seldom`: by gathering all that match. */
  readonly found: 'often' | 'seldom'
}

/**
 * How a text is looked for among the things that pass `conditions`: as whole words, or where no thing has all of them, as beginnings of
 * words. Diacritics, case and how they were typed do not matter; a text without letters or digits finds nothing.
 * @param limit how many rows are asked for
 */
export async function matchWords(
  tx: Db,
  text: string,
  conditions: readonly RawBuilder<boolean>[],
  limit: number,
): Promise<WordMatch> {
  const words = [...new Set(searchWords(text))].slice(0, 12).map((word) => word.slice(0, 60))
  if (words.length === 0) return { condition: sql`false`, found: 'seldom' }
  const having = (ending: '' | ':*') =>
    sql<boolean>`t.words @@ ${words.map((word) => `'${word}'${ending}`).join(' & ')}::tsquery`
  const [whole, beginnings] = [having(''), having(':*')]
  const sample = await countInSample(tx, conditions, whole, beginnings)
  const howOften = (found: Found) => howOftenIn({ ...sample, ...found }, limit)
  if (sample.whole.count > 0 || (await isAnyFound(tx, [...conditions, whole])))
    return { condition: whole, found: howOften(sample.whole) }
  return { condition: beginnings, found: howOften(sample.beginnings) }
}

/**
 * How the first rows of a list are found soonest, by what a sample has: rows passed until a page is full against rows gathered, where one
 * row of the sample stands for `ratio` of the table. What stands further back than chance would have it, as numbers of years ago do, is
 * not gone after.
 */
export function howOftenIn(
  { count, newer, seen, ratio }: Found & Pick<Sample, 'seen' | 'ratio'>,
  limit: number,
): WordMatch['found'] {
  return newer * count <= 4 * seen && limit * seen < count * count * ratio ? 'often' : 'seldom'
}

/** How many rows one of a sample of `samplePages` stands for, and the sample itself. */
export const sampleRatio = sql`greatest(1, pg_relation_size('platform.thing') / ${sql.lit(samplePages * 8192)})`
export const sampled = sql`tablesample system (100.0 / ${sampleRatio}) repeatable (1)`

interface Sample {
  /** How many rows of the table one of the sample stands for. */
  readonly ratio: number
  /** Rows that the actor sees and that pass the conditions; of these, those that have the words whole or as beginnings. */
  readonly seen: number
  readonly whole: Found
  readonly beginnings: Found
}

interface Found {
  readonly count: number
  /** Rows seen that are newer than the newest of these. */
  readonly newer: number
}

/**
 * PostgreSQL knows how frequent single words are, but takes every beginning of a word for equally frequent, words for independent of
 * each other and of the other conditions, and does not know how much the actor sees. A sample through the wall tells of all at once.
 */
async function countInSample(
  tx: Db,
  conditions: readonly RawBuilder<boolean>[],
  whole: RawBuilder<boolean>,
  beginnings: RawBuilder<boolean>,
): Promise<Sample> {
  const found = (column: string) => sql`json_build_object('count', count(*) filter (where ${sql.ref(column)}),
    'newer', count(*) filter (where opened_at > (select max(opened_at) from sample where ${sql.ref(column)})))`
  const { rows } = await sql<Sample>`
    with sample as materialized (
      select t.opened_at, ${whole} as whole, ${beginnings} as beginnings
      from platform.thing t ${sampled} where ${sql.join([...conditions], sql` and `)}
    ) select (${sampleRatio})::int as ratio, count(*)::int as seen, ${found('whole')} as whole, ${found('beginnings')} as beginnings
    from sample`.execute(tx)
  if (!rows[0]) throw new Error('an aggregate without a row')
  return rows[0]
}

function isAnyFound(tx: Db, conditions: readonly RawBuilder<boolean>[]): Promise<boolean> {
  return withPlan(tx, byWords, async () => {
    const { rows } = await sql<{ found: boolean }>`select exists (
      select from platform.thing t where ${sql.join([...conditions], sql` and `)}) as found`.execute(tx)
    return rows[0]?.found === true
  })
}

/** Runs the statement that takes the first of what matches, in an order that an index has. */
export const findFirst = <T>(tx: Db, found: WordMatch['found'], work: () => Promise<T>): Promise<T> =>
  withPlan(tx, found === 'often' ? inOrder : byWords, work)

async function withPlan<T>(tx: Db, plan: string, work: () => Promise<T>): Promise<T> {
  await sql.raw(plan).execute(tx)
  const result = await work()
  // After an error the transaction is over, and with it the setting.
  await sql.raw(anyPlan).execute(tx)
  return result
}
