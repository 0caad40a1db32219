import { randomBytes } from 'node:crypto'
import type { Db } from '../db/pool.ts'
import { hashPassword } from './password.ts'

export interface FirstLogin {
  readonly login: string
  /** Null when it was given by the environment: then it is not printed again. */
  readonly password: string | null
}

/**
 * Makes the first administrator where there is no account yet; null where there is one. The login can manage accounts and see
 * and work on everything, so that a newcomer can walk the chain; its password must be changed when it was not chosen by the operator.
 */
export async function ensureFirstAccount(tx: Db, given: string | undefined): Promise<FirstLogin | null> {
  const known = await tx.selectFrom('platform.account').select('id').limit(1).executeTakeFirst()
  if (known) return null
  const root = await tx
    .selectFrom('platform.agency')
    .select('id')
    .where('parentId', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const password = given ?? randomBytes(12).toString('base64url')
  await tx
    .insertInto('platform.account')
    .values({
      login: 'admin',
      name: 'Quản trị',
      agencyId: root.id,
      roles: ['administrator', 'duty_officer'],
      reach: 'province',
      passwordHash: await hashPassword(password),
      mustChangePassword: given === undefined,
    })
    .execute()
  return { login: 'admin', password: given === undefined ? password : null }
}
