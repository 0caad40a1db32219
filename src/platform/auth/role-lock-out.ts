import { AppError } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import type { Actor } from './actor.ts'

/** Without these nobody reaches the page where roles are mended. */
const keys = ['accounts.read', 'roles.manage'] as const

/**
 * Refuses an edit of roles that cannot be taken back: one by which the actor would no longer reach the roles, or after which nobody
 * who edits roles has a verb any more and so nobody could give it again. Runs with every role locked.
 * @param verbsOf verbs of each role as they would be
 * @param taken declared verbs that the edit takes from a role
 * @throws {AppError} `role_locks_out`, `role_last_holder` naming the verb
 */
export async function refuseLockOut(
  tx: Db,
  actor: Actor,
  verbsOf: ReadonlyMap<string, readonly string[]>,
  taken: readonly string[],
): Promise<void> {
  if (taken.length === 0) return
  const accounts = await tx
    .selectFrom('platform.account')
    .select(['id', 'roles'])
    .where('reach', '=', 'province')
    .where('disabledAt', 'is', null)
    .execute()
  const held = accounts.map(({ id, roles }) => ({
    id,
    verbs: new Set(roles.flatMap((role) => verbsOf.get(role) ?? [])),
  }))
  const own = held.find(({ id }) => id === actor.accountId)?.verbs
  const lost = keys.find((key) => actor.permissions.has(key) && !own?.has(key))
  if (lost) throw refusal('role_locks_out', lost, 'you would lose it yourself and could not come back to mend that')
  const editors = held.filter(({ verbs }) => keys.every((key) => verbs.has(key)))
  const gone = taken.find((verb) => !editors.some(({ verbs }) => verbs.has(verb)))
  if (gone !== undefined) {
    throw refusal(
      'role_last_holder',
      gone,
      'nobody who edits roles would have it, and so nobody could ever give it again',
    )
  }
}

function refusal(code: string, verb: string, why: string): AppError {
  const message = `«${verb}»: ${why}`
  return new AppError(code, 400, { detail: message, errors: [{ path: `permissions.${verb}`, message }] })
}
