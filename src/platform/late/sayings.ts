import { sql } from 'kysely'
import type { LateSaying, SayWhyLate } from '../../core/api/late-reasons.ts'
import { AppError, conflict } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'

/** What was late: a task, or one run of a deadline of a record. */
export type LateThing = { readonly taskId: string } | { readonly clockId: number }

/** What stands against saying why: it was in time, or is not due. */
export interface Term {
  readonly dueAt: Date
  readonly doneAt: Date | null
}

/** Whether a term was not kept at `now`; at its very end there is time still. */
export const isLate = ({ dueAt, doneAt }: Term, now: Date): boolean => dueAt < (doneAt ?? now)

/**
 * Writes why something was late, as the agency that owes it says so; what it said before stays as history.
 * @param owed.agencyId the agency that owes it; the actor must be of it
 * @param owed.sharedWith who else sees the thing, and so sees why
 * @throws {AppError} `not_yours_to_say`, `not_late`, `unknown_reason`, `words_missing`
 */
export async function sayWhyLate(
  tx: Db,
  actor: Actor,
  thing: LateThing,
  owed: Term & { readonly agencyId: number; readonly sharedWith: readonly number[] },
  { reason, words }: SayWhyLate,
): Promise<void> {
  if (!actor.agencyIds.includes(owed.agencyId))
    throw new AppError('not_yours_to_say', 403, { detail: 'only the agency that owes it says why it is late' })
  const now = new Date()
  if (!isLate(owed, now)) throw conflict('not_late', 'it is not late: there is nothing to explain')
  await checkReason(tx, reason, words)
  await tx
    .insertInto('platform.lateSaying')
    .values({
      ...('taskId' in thing ? { taskId: thing.taskId } : { clockId: thing.clockId }),
      agencyId: owed.agencyId,
      sharedWith: [...new Set(owed.sharedWith)].filter((id) => id !== owed.agencyId),
      ...{ reason, words, saidAt: now, saidBy: actor.accountId, saidByName: actor.name },
    })
    .execute()
}

async function checkReason(tx: Db, key: string, words: string): Promise<void> {
  const found = await tx
    .selectFrom('platform.lateReason')
    .select('needsWords')
    .where('key', '=', key)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
  const refuse = (code: string, path: string, message: string) =>
    new AppError(code, 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
  if (!found) throw refuse('unknown_reason', 'reason', 'no such reason is offered')
  if (found.needsWords && words === '') throw refuse('words_missing', 'words', 'say it in words')
}

/** What was said last of each of these, as far as the transaction's actor sees it, by the id of the task or clock. */
export async function readSayings(
  tx: Db,
  of: 'taskId' | 'clockId',
  ids: readonly (string | number)[],
): Promise<Map<string, LateSaying>> {
  if (ids.length === 0) return new Map()
  const column = sql.ref<string>(of === 'taskId' ? 's.task_id' : 's.clock_id')
  const list = of === 'taskId' ? sql`${[...ids]}::uuid[]` : sql`${[...ids]}::bigint[]`
  const rows = await tx
    .selectFrom('platform.lateSaying as s')
    .innerJoin('platform.lateReason as r', 'r.key', 's.reason')
    .distinctOn(column)
    .select([sql<string>`${column}::text`.as('of'), 's.words', 's.saidAt', 's.saidBy', 's.saidByName'])
    .select(['r.key', 'r.nameVi', 'r.nameEn', 'r.countsAs'])
    .where(sql<boolean>`${column} = any(${list})`)
    .orderBy(column)
    .orderBy('s.id', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [
      row.of,
      {
        reason: { key: row.key, name: { vi: row.nameVi, en: row.nameEn }, countsAs: row.countsAs },
        ...{ words: row.words, at: iso(row.saidAt), by: { id: row.saidBy, name: row.saidByName } },
      },
    ]),
  )
}
