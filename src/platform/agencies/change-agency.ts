import { sql } from 'kysely'
import type { z } from 'zod'
import type { CallAgency, CloseAgency, MoveAgency, NewAgency, RenameAgency } from '../../core/api/places.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { localDateOf } from '../../core/local-time.ts'
import { areasInForce } from '../areas/in-force.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { disableAccountsOf } from '../auth/account-changes.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

/** One change of the tree at a time: two moves must not close a circle between them. */
const lockKey = 7_316_411

function wrongField(path: string, message: string): AppError {
  return new AppError('bad_agency', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
}

/** Makes an agency below one of the actor's own. @throws {AppError} `bad_agency` naming the field */
export async function createAgency(tx: Db, actor: Actor, wanted: NewAgency): Promise<void> {
  await lockTree(tx)
  const { from, ...values } = wanted
  await checkParent(tx, actor, wanted.parentId)
  checkDay(from)
  if (wanted.areaCode !== null) {
    const area = await areasInForce(tx).select('code').where('code', '=', wanted.areaCode).executeTakeFirst()
    if (!area) throw wrongField('areaCode', `there is no area ${wanted.areaCode} today`)
  }
  const row = await tx
    .insertInto('platform.agency')
    .values(values)
    .onConflict((clash) => clash.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw wrongField('code', `«${wanted.code}» is or was in use; a code is never used again`)
  await tx.insertInto('platform.agencyName').values({ agencyId: row.id, name: wanted.name, validFrom: from }).execute()
  await audit(tx, actor, row.id, 'agency.created', wanted.code, { name: wanted.name })
}

/**
 * Gives a new name from a day on; from the day the present one began it is a correction.
 * @throws {AppError} `bad_agency` naming the field, also for the name it has already
 */
export async function renameAgency(tx: Db, actor: Actor, code: string, wanted: z.infer<typeof RenameAgency>) {
  const { id, name: oldName } = await ownOpenAgency(tx, actor, code)
  const { name, from } = wanted
  checkDay(from)
  // It would end a period and begin the same one again, and the history of names would show a change that never was.
  if (name === oldName) throw wrongField('name', `it is called «${name}» already; write the new name`)
  const last = await tx
    .selectFrom('platform.agencyName')
    .select(['id', 'validFrom'])
    .where('agencyId', '=', id)
    .where('validTo', 'is', null)
    .executeTakeFirst()
  if (last?.validFrom && from < last.validFrom) {
    throw wrongField('from', `its present name began on ${last.validFrom}; choose that day or a later one`)
  }
  if (last && last.validFrom === from) {
    await tx.updateTable('platform.agencyName').set({ name }).where('id', '=', last.id).execute()
  } else {
    if (last) await tx.updateTable('platform.agencyName').set({ validTo: from }).where('id', '=', last.id).execute()
    else await tx.insertInto('platform.agencyName').values({ agencyId: id, name: oldName, validTo: from }).execute()
    await tx.insertInto('platform.agencyName').values({ agencyId: id, name, validFrom: from }).execute()
  }
  await tx.updateTable('platform.agency').set({ name }).where('id', '=', id).execute()
  await audit(tx, actor, id, 'agency.renamed', code, { from: oldName, to: name })
}

/** Says where an agency is called at any hour; null where that is nowhere. */
export async function callAgency(tx: Db, actor: Actor, code: string, { dutyPhone }: z.infer<typeof CallAgency>) {
  const { id } = await ownOpenAgency(tx, actor, code)
  await tx.updateTable('platform.agency').set({ dutyPhone }).where('id', '=', id).execute()
  await audit(tx, actor, id, 'agency.phone_set', code, { dutyPhone })
}

/** Puts an agency below another. @throws {AppError} `agency_cycle` when that one lies below it */
export async function moveAgency(tx: Db, actor: Actor, code: string, { parentId }: z.infer<typeof MoveAgency>) {
  const { id, parentId: oldParentId } = await ownOpenAgency(tx, actor, code)
  if (oldParentId === null)
    throw conflict('agency_is_root', `${code} is the top of the tree; it has no place to move from`)
  await checkParent(tx, actor, parentId)
  const { rows } = await sql<{ id: number }>`
    with recursive below as (
      select id from platform.agency where id = ${id}
      union select a.id from platform.agency a join below b on a.parent_id = b.id
    ) select id from below where id = ${parentId}`.execute(tx)
  if (rows.length > 0)
    throw conflict('agency_cycle', `${code} would lie below itself; choose an agency that is not below it`)
  await tx.updateTable('platform.agency').set({ parentId }).where('id', '=', id).execute()
  await audit(tx, actor, id, 'agency.moved', code, { from: oldParentId, to: parentId })
}

/**
 * Closes an agency; its code and its rows stay, and its accounts unless they are to be disabled with it.
 * @throws {AppError} `agency_has_children`, `agency_is_root`, `not_permitted`, and what disabling an account refuses
 */
export async function closeAgency(tx: Db, actor: Actor, code: string, wanted: z.infer<typeof CloseAgency>) {
  const { id, parentId } = await ownOpenAgency(tx, actor, code)
  const { reason, successorId, disableAccounts } = wanted
  if (parentId === null) throw conflict('agency_is_root', `${code} is the top of the tree; it cannot be closed`)
  const child = await tx
    .selectFrom('platform.agency')
    .select('code')
    .where('parentId', '=', id)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (child) throw conflict('agency_has_children', `${child.code} lies below ${code}; move or close it first`)
  if (successorId !== null) {
    const successor = await findOpen(tx, successorId)
    if (!successor || successorId === id) throw wrongField('successorId', 'choose another agency that is open')
  }
  await tx
    .updateTable('platform.agency')
    .set({ closedAt: sql`now()`, closedReason: reason, successorId })
    .where('id', '=', id)
    .execute()
  if (disableAccounts) {
    if (!actor.permissions.has('accounts.manage'))
      throw new AppError('not_permitted', 403, { detail: 'disabling its accounts needs «accounts.manage»' })
    await disableAccountsOf(tx, actor, id)
  }
  await audit(tx, actor, id, 'agency.closed', code, { reason, successorId, disableAccounts })
}

/** Holds the tree of agencies until the transaction ends: one change of it at a time. */
export async function lockTree(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx)
}

/** The agency to change: one of the actor's, and still open. */
async function ownOpenAgency(tx: Db, actor: Actor, code: string) {
  await lockTree(tx)
  const row = await tx
    .selectFrom('platform.agency')
    .select(['id', 'name', 'parentId', 'closedAt'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row || !actor.agencyIds.includes(row.id)) throw notFound(`agency ${code}`)
  if (row.closedAt) throw conflict('agency_closed', `${code} is closed; a closed agency does not change`)
  return row
}

async function checkParent(tx: Db, actor: Actor, parentId: number): Promise<void> {
  const isOwn = actor.agencyIds.includes(parentId)
  if (!isOwn || !(await findOpen(tx, parentId)))
    throw wrongField('parentId', 'choose one of your own agencies that is open')
}

function findOpen(tx: Db, id: number) {
  return tx
    .selectFrom('platform.agency')
    .select('id')
    .where('id', '=', id)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
}

function checkDay(from: string): void {
  const today = localDateOf(new Date())
  if (from > today) throw wrongField('from', `is after today, ${today}; a name is entered once it holds`)
}

function audit(tx: Db, actor: Actor, agencyId: number, action: string, code: string, detail: object): Promise<void> {
  return writeAudit(tx, actor, { agencyId, action, subject: { kind: 'agency', id: code }, detail })
}
