import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { MadeScreenLink, ScreenLink } from '../../core/api/screens.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import { hashToken } from '../auth/sessions.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { screenPermissions } from './find-screen.ts'

/** Links of the agencies that the transaction's actor may see, the newest first; one where `id` is given. */
export async function readScreenLinks(tx: Db, id?: number): Promise<ScreenLink[]> {
  const rows = await tx
    .selectFrom('platform.screenLink as sl')
    .innerJoin('platform.agency as ag', 'ag.id', 'sl.agencyId')
    .select(['sl.id', 'sl.name', 'sl.reach', 'sl.madeAt', 'sl.madeBy', 'sl.madeByName', 'sl.lastSeenAt'])
    .select(['sl.revokedAt', 'sl.revokedByName', 'ag.id as agencyId', 'ag.code', 'ag.name as agencyName'])
    .$if(id !== undefined, (query) => query.where('sl.id', '=', id ?? 0))
    .orderBy('sl.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    agency: { id: row.agencyId, code: row.code, name: row.agencyName },
    // Checked by the table.
    reach: row.reach as ScreenLink['reach'],
    madeAt: iso(row.madeAt),
    madeBy: { id: row.madeBy, name: row.madeByName },
    lastSeenAt: isoOrNull(row.lastSeenAt),
    revokedAt: isoOrNull(row.revokedAt),
    revokedBy: row.revokedByName,
  }))
}

/**
 * Makes a link that sees what its maker sees. @throws {AppError} `account_beyond` where the maker lacks a verb that a screen has
 */
export async function makeScreenLink(tx: Db, actor: Actor, name: string): Promise<MadeScreenLink> {
  const lacking = screenPermissions.find((verb) => !actor.permissions.has(verb))
  if (lacking) {
    throw new AppError('account_beyond', 403, {
      detail: `a screen sees by «${lacking}», which your own account lacks; somebody who holds it can make the link`,
    })
  }
  const token = randomBytes(32).toString('base64url')
  const { reach } = await tx
    .selectFrom('platform.account')
    .select('reach')
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const { id } = await tx
    .insertInto('platform.screenLink')
    .values({
      agencyId: actor.agencyId,
      name,
      reach,
      tokenHash: hashToken(token),
      madeBy: actor.accountId,
      madeByName: actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await told(tx, actor, id, 'made', { name, reach })
  const [link] = await readScreenLinks(tx, id)
  if (!link) throw notFound(`screen link ${id}`)
  return { ...link, token }
}

/** Ends a link; screens that use it see nothing more within seconds. @throws {AppError} 404; `already_revoked` */
export async function revokeScreenLink(tx: Db, actor: Actor, id: number): Promise<ScreenLink> {
  const [before] = await readScreenLinks(tx, id)
  if (!before) throw notFound(`screen link ${id}`)
  if (before.revokedAt) throw conflict('already_revoked', 'this link is revoked already')
  await tx
    .updateTable('platform.screenLink')
    .set({ revokedAt: sql<Date>`now()`, revokedByName: actor.name })
    .where('id', '=', id)
    .execute()
  await told(tx, actor, id, 'revoked', { name: before.name })
  const [link] = await readScreenLinks(tx, id)
  return link ?? before
}

const told = (tx: Db, actor: Actor, id: number, action: string, detail: object) =>
  writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action: `screen.${action}`,
    subject: { kind: 'screen', id: String(id) },
    detail,
  })
