import type { z } from 'zod'
import type { NewAccount } from '../../core/api/session.ts'
import { AppError } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import type { Actor } from './actor.ts'

/** @returns the fault of one field of an account */
export function wrongField(path: string, message: string): AppError {
  return new AppError('bad_account', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
}

/** Makes an account. Nobody gives what they do not have: neither a wider reach nor a permission. @throws {AppError} `bad_account` naming the field */
export async function insertAccount(
  tx: Db,
  actor: Actor,
  wanted: z.infer<typeof NewAccount>,
  passwordHash: string,
): Promise<number> {
  await refuseAgency(tx, actor, wanted.agencyId)
  if (actor.reach !== 'province' && wanted.reach !== 'agency')
    throw wrongField('reach', 'your own account reaches no further')
  await refuseRoles(tx, actor, wanted.roles)
  const row = await tx
    .insertInto('platform.account')
    .values({
      login: wanted.login,
      name: wanted.name,
      agencyId: wanted.agencyId,
      roles: wanted.roles,
      reach: wanted.reach,
      passwordHash,
      mustChangePassword: wanted.mustChangePassword,
    })
    .onConflict((clash) => clash.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw wrongField('login', `«${wanted.login}» is in use; choose another`)
  const [subject, { agencyId, roles }] = [{ kind: 'account', id: String(row.id) }, wanted]
  await writeAudit(tx, actor, { agencyId, action: 'account.created', subject, detail: { roles } })
  await announce(tx, { kind: 'account', action: 'created', ids: [subject.id], agencies: [agencyId] })
  return row.id
}

/** @throws {AppError} `bad_account` for an agency that is not the actor's, or is closed */
export async function refuseAgency(tx: Db, actor: Actor, agencyId: number): Promise<void> {
  const isOwn = actor.agencyIds.includes(agencyId)
  const agency = await tx.selectFrom('platform.agency').select('closedAt').where('id', '=', agencyId).executeTakeFirst()
  if (!isOwn || !agency || agency.closedAt) throw wrongField('agencyId', 'choose one of your own agencies that is open')
}

/** @throws {AppError} `bad_account` for a role that is not there, was retired, or permits what the actor's own account may not do */
export async function refuseRoles(tx: Db, actor: Actor, wanted: readonly string[]): Promise<void> {
  if (wanted.length === 0) return
  const roles = await tx
    .selectFrom('platform.role')
    .select(['id', 'permissions'])
    .where('id', 'in', [...wanted])
    .where('retiredAt', 'is', null)
    .execute()
  const unknown = wanted.find((id) => !roles.some((role) => role.id === id))
  if (unknown !== undefined) throw wrongField('roles', `there is no role «${unknown}», or it was retired`)
  const beyond = roles.flatMap((role) => role.permissions).find((permission) => !actor.permissions.has(permission))
  if (beyond !== undefined) throw wrongField('roles', `gives «${beyond}», which your own account lacks`)
}
