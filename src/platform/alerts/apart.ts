import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** A rule and the series that names its place. */
export interface RulePlace {
  readonly ruleId: number
  readonly seriesId: number
}
export type OnFault = (error: Error, place: RulePlace) => void

/** Classes of PostgreSQL errors that are over when asked again: connection, conflict, resources, shut-down, system. */
export const isPassing = (error: unknown): boolean =>
  /^(08|40|53|55|57|58)/.test(String((error as { code?: unknown }).code ?? ''))

/**
 * Runs one rule's work so that its fault leaves the rest of the transaction whole, where `onFault` is given; else just runs it.
 * @returns null where it failed
 * @throws what would be over when asked again, and everything without `onFault`
 */
export async function apart<T>(
  tx: Db,
  onFault: OnFault | undefined,
  place: RulePlace,
  work: () => Promise<T>,
): Promise<T | null> {
  if (!onFault) return work()
  await sql`savepoint one_rule`.execute(tx)
  try {
    const result = await work()
    await sql`release savepoint one_rule`.execute(tx)
    return result
  } catch (error) {
    if (isPassing(error)) throw error
    await sql`rollback to savepoint one_rule; release savepoint one_rule`.execute(tx)
    onFault(error as Error, place)
    return null
  }
}
