import { AppError, notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { type DeclaredReaction, type KeptHappening, type Place, readHappening } from './rows.ts'
import { runReaction } from './run-reaction.ts'

/** What one reaction runs with. */
export interface Taking {
  readonly one: DeclaredReaction
  /** Ids of the other modules. */
  readonly others: readonly string[]
  readonly longestMs: number
}

/**
 * Runs a reaction on `next` and moves its place, in the transaction of the caller.
 * @returns false when another process moved the place: nothing was done
 * @throws what the reaction throws
 */
export async function takeHappening(
  tx: Db,
  { one, others, longestMs }: Taking,
  from: Place,
  next: KeptHappening,
): Promise<boolean> {
  const row = await lockRow(tx, one)
  if (!isAt(row, from)) return false
  await runReaction(tx, one, next, others, longestMs)
  await move(tx, one, next, { handledAt: new Date(), handled: row.handled + 1 })
  return true
}

/**
 * Writes down that a run failed: it is tried again later, twice as long after each time; after `tries` the happening is set aside and
 * the place moves past it.
 * @returns how often it has failed; null when another process moved the place: nothing was written
 */
export async function noteFailure(
  tx: Db,
  one: DeclaredReaction,
  { from, next, fault }: { from: Place; next: KeptHappening; fault: string },
  pace: { tries: number; retryMs: number },
): Promise<number | null> {
  const row = await lockRow(tx, one)
  if (!isAt(row, from)) return null
  const failures = row.failures + 1
  if (failures < pace.tries) {
    const nextAt = new Date(Date.now() + pace.retryMs * 2 ** (failures - 1))
    await ownRow(tx, one).set({ failures, fault, nextAt }).execute()
    return failures
  }
  const { happeningId, aboutType, aboutId } = next
  await tx
    .insertInto('platform.reactionFault')
    .values({ module: one.module.id, key: one.reaction.key, happeningId, aboutType, aboutId, fault })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await move(tx, one, next, {})
  return failures
}

/**
 * Runs a reaction on what it once went past; `takingOf` finds it among those declared.
 * @throws {AppError} `not_found`; `happening_gone` when it is kept no more; `reaction_failed` with what the reaction threw
 */
export async function takeAgain(
  tx: Db,
  faultId: number,
  takingOf: (module: string, key: string) => Taking | undefined,
): Promise<void> {
  const fault = await tx
    .selectFrom('platform.reactionFault')
    .selectAll()
    .where('id', '=', faultId)
    .where('settledAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  const taking = fault && takingOf(fault.module, fault.key)
  if (!taking) throw notFound(`reaction fault ${faultId}`)
  const happening = await readHappening(tx, fault.happeningId)
  if (!happening) throw new AppError('happening_gone', 409, { detail: 'what happened is kept no more; set it aside' })
  try {
    await runReaction(tx, taking.one, happening, taking.others, taking.longestMs)
  } catch (error) {
    throw new AppError('reaction_failed', 409, { detail: faultText(error) })
  }
  await tx.updateTable('platform.reactionFault').set({ settledAt: new Date() }).where('id', '=', faultId).execute()
}

const longestFault = 500

/** What was thrown, as a row can hold it. */
export const faultText = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll('\0', '\uFFFD').slice(0, longestFault)

const isAt = (row: Place, from: Place) => row.xid === from.xid && row.happeningId === from.happeningId

const ownRow = (tx: Db, { module, reaction }: DeclaredReaction) =>
  tx.updateTable('platform.reaction').where('module', '=', module.id).where('key', '=', reaction.key)

const lockRow = (tx: Db, { module, reaction }: DeclaredReaction) =>
  tx
    .selectFrom('platform.reaction')
    .select(['xid', 'happeningId', 'handled', 'failures'])
    .where('module', '=', module.id)
    .where('key', '=', reaction.key)
    .forUpdate()
    .executeTakeFirstOrThrow()

/** The next happening comes at once, with all its tries before it. */
const move = (tx: Db, one: DeclaredReaction, to: Place, more: { handledAt?: Date; handled?: number }) =>
  ownRow(tx, one)
    .set({ xid: to.xid, happeningId: to.happeningId, failures: 0, fault: null, nextAt: new Date(), ...more })
    .execute()
