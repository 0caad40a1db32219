import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { AlertWriter } from './alert-writer.ts'

/** A rule and the series that names its place. */
export interface RulePlace {
  readonly ruleId: number
  readonly seriesId: number
}
export type OnFault = (error: Error, place: RulePlace) => void

/** Classes of PostgreSQL errors that are over when asked again: connection, conflict, resources, shut-down, system. */
export const isPassing = (error: unknown): boolean =>
  /^(08|40|53|55|57|58)/.test(String((error as { code?: unknown }).code ?? ''))

/** Where one look of the rules does its work. */
export interface Look {
  readonly tx: Db
  /** Whoever looks writes it at the end of the look. */
  readonly alerts: AlertWriter
  readonly onFault: OnFault | undefined
}

/**
 * Runs one rule's work. Where `onFault` is given its alerts are written at once, and its fault leaves the rest of the transaction whole.
 * @returns null where it failed
 * @throws what would be over when asked again, and everything without `onFault`
 */
export async function apart<T>({ tx, alerts, onFault }: Look, place: RulePlace, work: () => T): Promise<T | null> {
  if (!onFault) return work()
  await sql`savepoint one_rule`.execute(tx)
  try {
    const result = work()
    await alerts.write()
    await sql`release savepoint one_rule`.execute(tx)
    return result
  } catch (error) {
    if (isPassing(error)) throw error
    alerts.forget()
    await sql`rollback to savepoint one_rule; release savepoint one_rule`.execute(tx)
    onFault(error as Error, place)
    return null
  }
}
