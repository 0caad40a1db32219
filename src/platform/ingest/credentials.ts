import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { conflict, notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { Sender } from './incoming.ts'

/** A secret has 256 random bits, so a plain hash keeps it safe and lets a thousand devices come back at once. */
const hashSecret = (secret: string) => createHash('sha256').update(secret).digest()

export interface NewCredential {
  readonly name: string
  /** Assets it may speak for; null: all of its agency, or of the province when `agencyId` is null too. */
  readonly assetCodes: readonly string[] | null
  readonly agencyId: number | null
  readonly secret?: string
}

/**
 * Makes a credential and returns its secret, which is not kept.
 * @throws {AppError} `not_found` for an asset that does not exist, `name_in_use`
 */
export async function createCredential(tx: Db, wanted: NewCredential): Promise<string> {
  for (const code of wanted.assetCodes ?? []) {
    const asset = await tx.selectFrom('platform.asset').select('id').where('code', '=', code).executeTakeFirst()
    if (!asset) throw notFound(`asset ${code}`)
  }
  const secret = wanted.secret ?? randomBytes(32).toString('base64url')
  const made = await tx
    .insertInto('platform.credential')
    .values({
      name: wanted.name,
      secretHash: hashSecret(secret),
      agencyId: wanted.agencyId,
      assetCodes: wanted.assetCodes ? [...wanted.assetCodes] : null,
    })
    // Of two that make it at once the second is refused in words.
    .onConflict((name) => name.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made)
    throw conflict('name_in_use', `credential «${wanted.name}» exists already; choose another name or revoke it first`)
  return secret
}

/** Makes a credential with the given secret, or gives an existing one that secret and those rights. */
export async function replaceCredential(tx: Db, wanted: NewCredential & { readonly secret: string }): Promise<void> {
  const values = {
    secretHash: hashSecret(wanted.secret),
    agencyId: wanted.agencyId,
    assetCodes: wanted.assetCodes ? [...wanted.assetCodes] : null,
    disabledAt: null,
  }
  await tx
    .insertInto('platform.credential')
    .values({ name: wanted.name, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute()
}

/** Credentials without their secrets, by name. */
export async function listCredentials(tx: Db) {
  return tx
    .selectFrom('platform.credential as c')
    .leftJoin('platform.agency as ag', 'ag.id', 'c.agencyId')
    .select(['c.name', 'ag.code as agency', 'c.assetCodes', 'c.createdAt', 'c.disabledAt'])
    .orderBy('c.name')
    .execute()
}

/** Shuts a credential out: at its next connection, and within seconds on one it has open. @throws {AppError} `not_found` */
export async function revokeCredential(tx: Db, name: string): Promise<void> {
  const row = await tx
    .updateTable('platform.credential')
    .set({ disabledAt: new Date() })
    .where('name', '=', name)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound(`credential ${name}`)
}

/** The sender behind name and secret, or null. */
export async function findSender(wall: Wall, name: string, secret: string): Promise<Sender | null> {
  const row = await wall.lookUp((tx) =>
    tx
      .selectFrom('platform.credential')
      .select(['secretHash', 'agencyId', 'assetCodes'])
      .where('name', '=', name)
      .where('disabledAt', 'is', null)
      .executeTakeFirst(),
  )
  if (!row || !timingSafeEqual(row.secretHash, hashSecret(secret))) return null
  return { name, agencyId: row.agencyId, assetCodes: row.assetCodes ? new Set(row.assetCodes) : null }
}
