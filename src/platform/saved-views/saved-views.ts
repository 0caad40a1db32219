import { sql } from 'kysely'
import type { NewSavedView, SavedView, SavedViewEdit } from '../../core/api/saved-views.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'

/** More than anybody finds again in a list. */
const mostOfOne = 50
const shareVerb = 'views.share'

/** What one keeps for oneself is shown by the database to that person alone. */
const asPerson = (tx: Db, actor: Actor) =>
  sql`select set_config('nhip.account', ${String(actor.accountId)}, true)`.execute(tx)

const mayEdit = (actor: Actor, view: { isShared: boolean; madeBy: number }) =>
  view.isShared ? actor.permissions.has(shareVerb) : view.madeBy === actor.accountId

const rowsOf = (tx: Db, actor: Actor) =>
  tx
    .selectFrom('platform.savedView')
    .select(['id', 'register', 'name', 'look', 'isShared', 'madeBy', 'madeByName', 'madeAt'])
    // Whoever reads several agencies has the shared views of their own.
    .where('agencyId', '=', actor.agencyId)

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

const present = (actor: Actor, { madeBy, madeByName, madeAt, ...row }: Row): SavedView => ({
  ...row,
  madeBy: { id: madeBy, name: madeByName },
  madeAt: iso(madeAt),
  mayEdit: mayEdit(actor, { isShared: row.isShared, madeBy }),
})

/** One's own views of a register and those shared in one's agency, by name. */
export async function readSavedViews(tx: Db, actor: Actor, register: string): Promise<SavedView[]> {
  await asPerson(tx, actor)
  const rows = await rowsOf(tx, actor)
    .where('register', '=', register)
    .where('removedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(actor, row))
}

async function readOne(tx: Db, actor: Actor, id: string, isRemoved = false): Promise<Row> {
  const row = await rowsOf(tx, actor)
    .where('id', '=', id)
    .where('removedAt', isRemoved ? 'is not' : 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound(`saved view ${id}`)
  return row
}

function refuseSharing(actor: Actor): void {
  if (actor.permissions.has(shareVerb)) return
  throw new AppError('not_permitted', 403, {
    detail: `a view for the whole agency needs «${shareVerb}»; whoever manages accounts can grant it`,
  })
}

/** A view that the actor may change. @throws {AppError} 404; `not_permitted` for a shared one without the right */
async function readToChange(tx: Db, actor: Actor, id: string, isRemoved = false): Promise<Row> {
  await asPerson(tx, actor)
  const row = await readOne(tx, actor, id, isRemoved)
  if (!mayEdit(actor, row)) refuseSharing(actor)
  return row
}

/** Keeps a view for the actor, or for the agency. @throws {AppError} `not_permitted`; `too_many_views` */
export async function makeSavedView(tx: Db, actor: Actor, asked: NewSavedView): Promise<SavedView> {
  if (asked.isShared) refuseSharing(actor)
  await asPerson(tx, actor)
  const own = await tx
    .selectFrom('platform.savedView')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('madeBy', '=', actor.accountId)
    .where('register', '=', asked.register)
    .where('removedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (own.count >= mostOfOne) {
    throw conflict('too_many_views', `you keep ${mostOfOne} views of this register; remove one you no longer use`)
  }
  const { id } = await tx
    .insertInto('platform.savedView')
    .values({ ...asked, agencyId: actor.agencyId, madeBy: actor.accountId, madeByName: actor.name })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (asked.isShared) await told(tx, actor, id, 'shared', { name: asked.name })
  return present(actor, await readOne(tx, actor, id))
}

/** Renames a view, gives it another look, or shares it. Only who made it can take it back for themself. @throws {AppError} 404; `not_permitted` */
export async function editSavedView(tx: Db, actor: Actor, id: string, edit: SavedViewEdit): Promise<SavedView> {
  const before = await readToChange(tx, actor, id)
  const { name = before.name, look = before.look, isShared = before.isShared } = edit
  if (isShared && !before.isShared) refuseSharing(actor)
  if (!isShared && before.isShared && before.madeBy !== actor.accountId) {
    throw new AppError('not_permitted', 403, { detail: `only ${before.madeByName}, who made it, can take it back` })
  }
  await tx.updateTable('platform.savedView').set({ name, look, isShared }).where('id', '=', id).execute()
  if (isShared && !before.isShared) await told(tx, actor, id, 'shared', { name })
  else if (!isShared && before.isShared) await told(tx, actor, id, 'unshared', { name })
  else if (isShared) await told(tx, actor, id, 'edited', { name })
  return present(actor, await readOne(tx, actor, id))
}

/** Takes a view away; it can be brought back for a day. @throws {AppError} 404; `not_permitted` */
export async function removeSavedView(tx: Db, actor: Actor, id: string): Promise<void> {
  const before = await readToChange(tx, actor, id)
  await sql`update platform.saved_view set removed_at = now() where id = ${id}`.execute(tx)
  await sql`delete from platform.saved_view
    where made_by = ${actor.accountId} and removed_at < now() - interval '1 day'`.execute(tx)
  if (before.isShared) await told(tx, actor, id, 'removed', { name: before.name })
}

/** Brings back what was removed. @throws {AppError} 404; `not_permitted` */
export async function restoreSavedView(tx: Db, actor: Actor, id: string): Promise<SavedView> {
  const before = await readToChange(tx, actor, id, true)
  await tx.updateTable('platform.savedView').set({ removedAt: null }).where('id', '=', id).execute()
  if (before.isShared) await told(tx, actor, id, 'restored', { name: before.name })
  return present(actor, await readOne(tx, actor, id))
}

/** What one keeps for oneself concerns nobody else: only changes of shared views are written down. */
const told = (tx: Db, actor: Actor, id: string, action: string, detail: { readonly name: string }) =>
  writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action: `view.${action}`,
    subject: { kind: 'view', id },
    detail,
  })
