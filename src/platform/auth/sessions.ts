import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { AppError } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { Actor } from './actor.ts'
import { nobodysHash, verifyPassword } from './password.ts'

/** A shift and its hand-over; a session unused for that long ends. */
export const sessionHours = 12

/** The actor behind a session, and when the session ends unless used. */
export interface LiveSession {
  readonly actor: Actor
  readonly expiresAt: Date
}

/** What is kept of a session's token. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest()

/**
 * Checks login and password and opens a session.
 * @returns the token for the person's cookie; only its SHA-256 is kept
 * @throws {AppError} `wrong_login`, the same for an unknown login, a wrong password and a closed account
 */
export async function openSession(wall: Wall, login: string, password: string): Promise<string> {
  const account = await wall.service((tx) =>
    tx
      .selectFrom('platform.account')
      .select(['id', 'passwordHash', 'disabledAt'])
      .where('login', '=', login.trim().toLowerCase())
      .executeTakeFirst(),
  )
  const nobodys = await nobodysHash()
  const right = await verifyPassword(password, account?.passwordHash ?? nobodys)
  if (!account || !right || account.disabledAt) {
    throw new AppError('wrong_login', 401, { detail: 'login or password is wrong, or the account is closed' })
  }
  const token = randomBytes(32).toString('base64url')
  await wall.service((tx) =>
    tx
      .insertInto('platform.session')
      .values({
        tokenHash: hashToken(token),
        accountId: account.id,
        expiresAt: sql<Date>`now() + make_interval(hours => ${sessionHours})`,
      })
      .execute(),
  )
  return token
}

export async function closeSession(wall: Wall, token: string): Promise<void> {
  await wall.service((tx) => tx.deleteFrom('platform.session').where('tokenHash', '=', hashToken(token)).execute())
}

/** Who holds `token` now, or null. */
export async function findSession(wall: Wall, token: string): Promise<LiveSession | null> {
  const found = await wall.lookUp(async (tx) => {
    const row = await tx
      .selectFrom('platform.session as s')
      .innerJoin('platform.account as a', 'a.id', 's.accountId')
      .select(['a.id', 'a.login', 'a.name', 'a.agencyId', 'a.reach', 'a.roles', 'a.mustChangePassword'])
      .select(['s.expiresAt', 's.lastSeenAt'])
      .where('s.tokenHash', '=', hashToken(token))
      .where('s.expiresAt', '>', sql<Date>`now()`)
      .where('a.disabledAt', 'is', null)
      .executeTakeFirst()
    if (!row) return null
    const actor: Actor = {
      accountId: row.id,
      login: row.login,
      name: row.name,
      agencyId: row.agencyId,
      reach: row.reach === 'province' ? 'province' : 'agencies',
      agencyIds: await agenciesInReach(tx, row.agencyId, row.reach),
      permissions: await permissionsOf(tx, row.roles),
      mustChangePassword: row.mustChangePassword,
    }
    return { actor, expiresAt: row.expiresAt, lastSeenAt: row.lastSeenAt }
  })
  // Use within the last minute is not written again, so that reading costs no write.
  if (found && Date.now() - found.lastSeenAt.getTime() > 60_000) await extendSession(wall, token)
  return found
}

/** Deletes sessions that ended unused. */
export async function forgetEndedSessions(wall: Wall): Promise<void> {
  await wall.service((tx) => tx.deleteFrom('platform.session').where('expiresAt', '<', sql<Date>`now()`).execute())
}

async function extendSession(wall: Wall, token: string): Promise<void> {
  await wall.service((tx) =>
    tx
      .updateTable('platform.session')
      .set({ lastSeenAt: sql`now()`, expiresAt: sql`now() + make_interval(hours => ${sessionHours})` })
      .where('tokenHash', '=', hashToken(token))
      .execute(),
  )
}

/** The agencies whose rows an account of an agency with a reach may see. */
export async function agenciesInReach(
  tx: Db,
  agencyId: number,
  reach: 'agency' | 'subtree' | 'province',
): Promise<number[]> {
  if (reach === 'agency') return [agencyId]
  if (reach === 'province') {
    const rows = await tx.selectFrom('platform.agency').select('id').execute()
    return rows.map((row) => row.id)
  }
  const { rows } = await sql<{ id: number }>`
    with recursive below as (
      select id from platform.agency where id = ${agencyId}
      union select a.id from platform.agency a join below b on a.parent_id = b.id
    ) select id from below`.execute(tx)
  return rows.map((row) => row.id)
}

async function permissionsOf(tx: Db, roles: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('platform.role')
    .select('permissions')
    .where('id', 'in', [...roles])
    .execute()
  return new Set(rows.flatMap((row) => row.permissions))
}
