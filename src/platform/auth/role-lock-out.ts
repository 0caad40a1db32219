import { AppError } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import type { Actor } from './actor.ts'

/** Without these nobody reaches the page where roles are mended. */
const keys = ['accounts.read', 'roles.manage'] as const
/** What nobody takes from themselves. */
const ownKeys = [...keys, 'accounts.manage'] as const

/** Verbs of each role. */
type VerbsOf = ReadonlyMap<string, readonly string[]>

/**
 * Refuses an edit of roles that cannot be taken back: one by which the actor would no longer reach accounts and roles, or after which
 * nobody who edits roles has a verb any more and so nobody could give it again. Runs with every role locked.
 * @param verbsOf as they would be
 * @param taken declared verbs that the edit takes from a role
 * @throws {AppError} `role_locks_out`, `role_last_holder` naming the verb
 */
export async function refuseLockOut(tx: Db, actor: Actor, verbsOf: VerbsOf, taken: readonly string[]): Promise<void> {
  if (taken.length === 0) return
  const held = await readHeld(tx, verbsOf)
  refuseOwnLoss(actor, held.find(({ id }) => id === actor.accountId)?.verbs ?? new Set())
  refuseGone(held, taken)
}

/** Refuses that the actor takes from themselves what accounts and roles are managed with. @throws {AppError} `role_locks_out` */
export function refuseOwnLoss(actor: Actor, verbs: ReadonlySet<string>): void {
  const lost = ownKeys.find((key) => actor.permissions.has(key) && !verbs.has(key))
  if (lost) throw refusal('role_locks_out', lost, 'you would lose it yourself and could not come back to mend that')
}

/**
 * Refuses a change of an account, already written in `tx`, after which nobody who edits roles has a verb that it had before. Runs with
 * every role locked. @throws {AppError} `role_last_holder` naming the verb
 */
export async function refuseLastHolder(
  tx: Db,
  verbsOf: VerbsOf,
  before: { readonly roles: readonly string[]; readonly reach: string; readonly disabledAt: Date | null },
): Promise<void> {
  const had = verbsIn(before.roles, verbsOf)
  const wasEditor = before.reach === 'province' && !before.disabledAt && keys.every((key) => had.has(key))
  if (wasEditor) refuseGone(await readHeld(tx, verbsOf), [...had].sort())
}

type Held = Awaited<ReturnType<typeof readHeld>>

/** Who may change what holds for the whole province, with their verbs. */
async function readHeld(tx: Db, verbsOf: VerbsOf) {
  const accounts = await tx
    .selectFrom('platform.account')
    .select(['id', 'roles'])
    .where('reach', '=', 'province')
    .where('disabledAt', 'is', null)
    .execute()
  return accounts.map(({ id, roles }) => ({ id, verbs: verbsIn(roles, verbsOf) }))
}

const verbsIn = (roles: readonly string[], verbsOf: VerbsOf) =>
  new Set(roles.flatMap((role) => verbsOf.get(role) ?? []))

function refuseGone(held: Held, taken: readonly string[]): void {
  const editors = held.filter(({ verbs }) => keys.every((key) => verbs.has(key)))
  const gone = taken.find((verb) => !editors.some(({ verbs }) => verbs.has(verb)))
  if (gone === undefined) return
  const why = 'nobody who edits roles would have it, and so nobody could ever give it again'
  throw refusal('role_last_holder', gone, why)
}

function refusal(code: string, verb: string, why: string): AppError {
  const message = `«${verb}»: ${why}`
  return new AppError(code, 400, { detail: message, errors: [{ path: `permissions.${verb}`, message }] })
}
