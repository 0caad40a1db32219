import { sql } from 'kysely'
import type { EditAccount } from '../../core/api/accounts.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import type { Actor } from './actor.ts'
import { refuseAgency, refuseRoles, wrongField } from './create-account.ts'
import { refuseLastHolder, refuseOwnLoss } from './role-lock-out.ts'
import { agenciesInReach } from './sessions.ts'

/**
 * Edits who an account is for and what it may do. Nobody gives or takes beyond their own account, nor moves themselves.
 * @throws {AppError} `account_changed` when another version was seen; `bad_account`, `account_own`, `account_beyond`, and what the
 * roles refuse: `role_locks_out`, `role_last_holder`
 */
export async function editAccount(tx: Db, actor: Actor, id: number, wanted: EditAccount): Promise<void> {
  const { before, verbsOf } = await lockAccount(tx, actor, id, wanted.version)
  const { name, agencyId, reach } = wanted
  const roles = [...new Set(wanted.roles)]
  const isMoved = agencyId !== before.agencyId
  const isOwn = id === actor.accountId
  if (isOwn && (isMoved || reach !== before.reach)) throw own('your own agency and reach are changed by another')
  if (isMoved) await refuseAgency(tx, actor, agencyId)
  if (isMoved || reach !== before.reach) {
    const isWider = actor.reach !== 'province' && reach !== 'agency'
    if (isWider) throw wrongField('reach', 'your own account reaches no further')
  }
  await refuseRoles(
    tx,
    actor,
    roles.filter((role) => !before.roles.includes(role)),
  )
  const taken = before.roles.filter((role) => !roles.includes(role))
  const beyond = taken.flatMap((role) => verbsOf.get(role) ?? []).find((verb) => !actor.permissions.has(verb))
  if (beyond !== undefined) throw wrongField('roles', `takes «${beyond}», which your own account lacks`)
  await write(tx, actor, before, { name, agencyId, roles, reach })
  if (isOwn) refuseOwnLoss(actor, new Set(roles.flatMap((role) => verbsOf.get(role) ?? [])))
  await refuseLastHolder(tx, verbsOf, before)
  await told(tx, actor, before, 'edited', agencyId, {
    ...(name === before.name ? {} : { renamed: true }),
    ...(isMoved ? { agency: { from: before.agencyId, to: agencyId } } : {}),
    ...(reach === before.reach ? {} : { reach: { from: before.reach, to: reach } }),
    roles: { from: before.roles, to: roles },
  })
}

/** Disables an account and ends its sessions. @throws {AppError} `account_own`, `account_beyond`, `account_changed`, `role_last_holder` */
export async function disableAccount(tx: Db, actor: Actor, id: number, version: number | null): Promise<void> {
  const { before, verbsOf } = await lockAccount(tx, actor, id, version)
  if (id === actor.accountId) throw own('nobody disables their own account')
  if (before.disabledAt) throw changedSince(before)
  await write(tx, actor, before, { disabledAt: sql<Date>`now()` })
  await refuseLastHolder(tx, verbsOf, before)
  await endSessions(tx, id)
  await told(tx, actor, before, 'disabled', before.agencyId, {})
}

/** Disables every account of an agency that may sign in. @throws {AppError} as for each of them */
export async function disableAccountsOf(tx: Db, actor: Actor, agencyId: number): Promise<void> {
  const rows = await tx
    .selectFrom('platform.account')
    .select('id')
    .where('agencyId', '=', agencyId)
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id } of rows) await disableAccount(tx, actor, id, null)
}

/** Lets a disabled account sign in again. @throws {AppError} `agency_closed` while its agency is closed */
export async function enableAccount(tx: Db, actor: Actor, id: number, version: number): Promise<void> {
  const { before } = await lockAccount(tx, actor, id, version)
  if (!before.disabledAt) throw changedSince(before)
  const agency = await tx
    .selectFrom('platform.agency')
    .select('closedAt')
    .where('id', '=', before.agencyId)
    .executeTakeFirstOrThrow()
  if (agency.closedAt) throw conflict('agency_closed', 'its agency is closed; move the account to an open one first')
  await write(tx, actor, before, { disabledAt: null })
  await told(tx, actor, before, 'enabled', before.agencyId, {})
}

/**
 * Sets a first password: it must be changed at the next sign-in, and every session of the account ends.
 * @throws {AppError} `account_own`; `account_beyond` also for one that may do more: its password would lend all of that
 */
export async function setFirstPassword(tx: Db, actor: Actor, id: number, passwordHash: string): Promise<void> {
  const { before, verbsOf } = await lockAccount(tx, actor, id, null)
  if (id === actor.accountId)
    throw own('change your own password where you sign in with it: POST /api/session/password')
  const more = before.roles.flatMap((role) => verbsOf.get(role) ?? []).find((verb) => !actor.permissions.has(verb))
  if (more !== undefined) throw beyond(`it has «${more}», which your own account lacks`)
  await write(tx, actor, before, { passwordHash, mustChangePassword: true })
  await endSessions(tx, id)
  await told(tx, actor, before, 'password_set', before.agencyId, {})
}

/**
 * The account to change, and the verbs of every role: all locked, because what holds of all accounts together must hold when one is
 * written. @throws {AppError} `not_found`, `account_changed`, `account_beyond` for one that reaches further than the actor
 */
async function lockAccount(tx: Db, actor: Actor, id: number, version: number | null) {
  const roles = await tx.selectFrom('platform.role').select(['id', 'permissions']).orderBy('id').forUpdate().execute()
  const before = await tx
    .selectFrom('platform.account')
    .select(['id', 'name', 'agencyId', 'roles', 'reach', 'disabledAt', 'version', 'changedByName'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before || !actor.agencyIds.includes(before.agencyId)) throw notFound(`account ${id}`)
  const reached = await agenciesInReach(tx, before.agencyId, before.reach)
  if (reached.some((agency) => !actor.agencyIds.includes(agency))) throw beyond('it reaches further than your own')
  if (version !== null && before.version !== version) throw changedSince(before)
  return { before, verbsOf: new Map(roles.map((role) => [role.id, role.permissions])) }
}

type Before = Awaited<ReturnType<typeof lockAccount>>['before']

async function write(tx: Db, actor: Actor, { id, version }: Before, values: object): Promise<void> {
  await tx
    .updateTable('platform.account')
    .set({
      ...values,
      version: version + 1,
      changedAt: sql<Date>`now()`,
      changedBy: actor.accountId,
      changedByName: actor.name,
    })
    .where('id', '=', id)
    .execute()
}

async function endSessions(tx: Db, id: number): Promise<void> {
  await tx.deleteFrom('platform.session').where('accountId', '=', id).execute()
}

/** Writes down who did it, and tells the open pages of both agencies. */
async function told(tx: Db, actor: Actor, before: Before, action: string, agencyId: number, detail: object) {
  const id = String(before.id)
  await writeAudit(tx, actor, { agencyId, action: `account.${action}`, subject: { kind: 'account', id }, detail })
  const agencies = [...new Set([before.agencyId, agencyId])]
  await announce(tx, { kind: 'account', action, ids: [id], agencies })
}

const own = (why: string) => conflict('account_own', why)

const beyond = (why: string) => new AppError('account_beyond', 403, { detail: `this account is beyond yours: ${why}` })

function changedSince({ changedByName }: { changedByName: string | null }): AppError {
  const who = changedByName ?? 'somebody'
  return conflict('account_changed', `${who} changed this account since you opened it; nothing was written`)
}
