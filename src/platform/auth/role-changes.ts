import { sql } from 'kysely'
import type { NewRole, RoleEdit } from '../../core/api/places.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import type { Actor } from './actor.ts'
import { refuseLockOut } from './role-lock-out.ts'

/** Makes a role of verbs the actor has. @throws {AppError} `bad_role` naming the field */
export async function createRole(tx: Db, actor: Actor, declared: ReadonlySet<string>, wanted: NewRole): Promise<void> {
  const { id, name, permissions } = wanted
  checkPermissions(actor, declared, [], permissions)
  const row = await tx
    .insertInto('platform.role')
    .values({ id, nameVi: name.vi, nameEn: name.en, permissions: sorted(permissions), ...changedBy(actor) })
    .onConflict((clash) => clash.column('id').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw wrongField('id', `«${id}» is or was in use; choose another`)
  await audit(tx, actor, 'role.created', id, { permissions: row.permissions })
}

/**
 * Edits name and verbs of a role. It holds from the next request of those who have it.
 * @throws {AppError} `role_changed` when another version was seen; `bad_role`, `role_locks_out`, `role_last_holder` naming the verb
 */
export async function editRole(
  tx: Db,
  actor: Actor,
  declared: ReadonlySet<string>,
  { id, version, name, permissions }: RoleEdit & { id: string },
): Promise<void> {
  const { roles, before } = await lockRoles(tx, id, version)
  checkPermissions(actor, declared, before.permissions, permissions)
  const after = sorted(permissions)
  const taken = before.permissions.filter((verb) => !after.includes(verb) && declared.has(verb))
  const verbsOf = new Map(roles.map((role) => [role.id, role.id === id ? after : role.permissions]))
  await refuseLockOut(tx, actor, verbsOf, taken)
  await tx
    .updateTable('platform.role')
    .set({ nameVi: name.vi, nameEn: name.en, permissions: after, version: version + 1, ...changedBy(actor) })
    .where('id', '=', id)
    .execute()
  await audit(tx, actor, 'role.edited', id, { from: before.permissions, to: after })
}

/** Retires a role that nobody holds, or brings a retired one back. Its id is never given to another. @throws {AppError} `role_held` */
export async function retireRole(
  tx: Db,
  actor: Actor,
  verb: 'retire' | 'restore',
  { id, version }: { id: string; version: number },
): Promise<void> {
  const { before } = await lockRoles(tx, id, version)
  const isRetiring = verb === 'retire'
  if (isRetiring === (before.retiredAt !== null)) throw changedSince(before)
  const holder = await tx
    .selectFrom('platform.account')
    .select('login')
    .where(sql<boolean>`${id} = any(roles)`)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (isRetiring && holder) throw conflict('role_held', `${holder.login} holds «${id}»; give them another role first`)
  await tx
    .updateTable('platform.role')
    .set({ retiredAt: isRetiring ? sql`now()` : null, version: version + 1, ...changedBy(actor) })
    .where('id', '=', id)
    .execute()
  await audit(tx, actor, isRetiring ? 'role.retired' : 'role.restored', id, {})
}

/** All roles, locked: what holds of several of them together must hold when one is written. */
async function lockRoles(tx: Db, id: string, version: number) {
  const roles = await tx.selectFrom('platform.role').selectAll().orderBy('id').forUpdate().execute()
  const before = roles.find((role) => role.id === id)
  if (!before) throw notFound(`role ${id}`)
  if (before.version !== version) throw changedSince(before)
  return { roles, before }
}

function changedSince({ id, changedByName }: { id: string; changedByName: string | null }): AppError {
  return conflict(
    'role_changed',
    `${changedByName ?? 'somebody'} changed «${id}» since you opened it; nothing was written`,
  )
}

/** Nobody gives, or takes, what they do not have. A verb no module declares any more may stay where it stands. */
function checkPermissions(
  actor: Actor,
  declared: ReadonlySet<string>,
  before: readonly string[],
  after: readonly string[],
): void {
  const given = after.filter((verb) => !before.includes(verb))
  const unknown = given.find((verb) => !declared.has(verb))
  if (unknown !== undefined) {
    throw wrongField(`permissions.${unknown}`, `«${unknown}» is no permission; GET /api/permissions lists them`)
  }
  const taken = before.filter((verb) => !after.includes(verb) && declared.has(verb))
  const beyond = [...given, ...taken].find((verb) => !actor.permissions.has(verb))
  if (beyond !== undefined) throw wrongField(`permissions.${beyond}`, `«${beyond}» is a verb your own account lacks`)
}

function wrongField(path: string, message: string): AppError {
  return new AppError('bad_role', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
}

const sorted = (permissions: readonly string[]) => [...new Set(permissions)].sort()

const changedBy = (actor: Actor) => ({
  changedAt: sql<Date>`now()`,
  changedBy: actor.accountId,
  changedByName: actor.name,
})

function audit(tx: Db, actor: Actor, action: string, id: string, detail: object): Promise<void> {
  return writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject: { kind: 'role', id }, detail })
}
