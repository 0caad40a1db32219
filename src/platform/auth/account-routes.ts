import { sql } from 'kysely'
import { z } from 'zod'
import { pageOf } from '../../core/api/common.ts'
import { Account, NewAccount } from '../../core/api/session.ts'
import { AppError } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { iso, isoOrNull } from '../http/present.ts'
import type { Actor } from './actor.ts'
import { hashPassword } from './password.ts'

export function accountRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/accounts',
    {
      config: { require: 'accounts.read' },
      schema: {
        summary: 'Accounts of one’s agencies',
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(1_000).default(200),
          after: z.coerce.number().int().optional(),
          role: z.string().max(40).optional().describe('only those who hold this role and may sign in'),
        }),
        response: { 200: pageOf(Account) },
      },
    },
    async (request, reply) => {
      const { limit, after, role } = request.query
      const rows = await wall.read(actorOf(request), (tx) =>
        selectAccounts(tx)
          .$if(after !== undefined, (query) => query.where('a.id', '>', after ?? 0))
          .$if(role !== undefined, (query) =>
            query.where(sql<boolean>`${role} = any(a.roles)`).where('a.disabledAt', 'is', null),
          )
          .orderBy('a.id')
          .limit(limit + 1)
          .execute(),
      )
      return pageOfRows(request, reply, rows.map(presentAccount), limit, (account) => String(account.id))
    },
  )

  app.post(
    '/api/accounts',
    {
      config: { require: 'accounts.manage' },
      schema: { summary: 'Make an account', body: NewAccount, response: { 201: Account } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const passwordHash = await hashPassword(request.body.password)
      const account = await wall.as(actor, (tx) => insertAccount(tx, actor, request.body, passwordHash))
      return reply.code(201).send(account)
    },
  )
}

function wrongField(path: string, message: string): AppError {
  return new AppError('bad_account', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
}

/** Nobody gives what they do not have: neither a wider reach nor a permission. @throws {AppError} `bad_account` naming the field */
async function insertAccount(
  tx: Db,
  actor: Actor,
  wanted: z.infer<typeof NewAccount>,
  passwordHash: string,
): Promise<Account> {
  if (!actor.agencyIds.includes(wanted.agencyId)) throw wrongField('agencyId', 'choose one of your own agencies')
  if (actor.reach !== 'province' && wanted.reach !== 'agency')
    throw wrongField('reach', 'your own account reaches no further')
  const roles = await tx
    .selectFrom('platform.role')
    .select(['id', 'permissions'])
    .where('id', 'in', wanted.roles)
    .where('retiredAt', 'is', null)
    .execute()
  const unknown = wanted.roles.find((id) => !roles.some((role) => role.id === id))
  if (unknown !== undefined) throw wrongField('roles', `there is no role «${unknown}», or it was retired`)
  const beyond = roles.flatMap((role) => role.permissions).find((permission) => !actor.permissions.has(permission))
  if (beyond !== undefined) throw wrongField('roles', `gives «${beyond}», which your own account lacks`)
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
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw wrongField('login', `«${wanted.login}» is in use; choose another`)
  const subject = { kind: 'account', id: String(row.id) }
  await writeAudit(tx, actor, {
    agencyId: wanted.agencyId,
    action: 'account.created',
    subject,
    detail: { roles: wanted.roles },
  })
  return presentAccount(await selectAccounts(tx).where('a.id', '=', row.id).executeTakeFirstOrThrow())
}

function selectAccounts(tx: Db) {
  return tx
    .selectFrom('platform.account as a')
    .innerJoin('platform.agency as ag', 'ag.id', 'a.agencyId')
    .select(['a.id', 'a.login', 'a.name', 'a.roles', 'a.reach', 'a.disabledAt', 'a.createdAt'])
    .select(['ag.id as agencyId', 'ag.code as agencyCode', 'ag.name as agencyName'])
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number]

function presentAccount(row: AccountRow): Account {
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    roles: row.roles,
    reach: row.reach,
    disabledAt: isoOrNull(row.disabledAt),
    createdAt: iso(row.createdAt),
  }
}
