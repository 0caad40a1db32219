import { z } from 'zod'
import {
  AccountsExportQuery,
  AccountsQuery,
  AccountVersion,
  EditAccount,
  FirstPassword,
} from '../../core/api/accounts.ts'
import { pageOf } from '../../core/api/common.ts'
import { Account, NewAccount } from '../../core/api/session.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { disableAccount, editAccount, enableAccount, setFirstPassword } from './account-changes.ts'
import { exportAccounts, readAccount, readAccounts } from './account-list.ts'
import { insertAccount } from './create-account.ts'
import { hashPassword } from './password.ts'

const reading = { require: 'accounts.read' } as const
const changing = { require: 'accounts.manage' } as const
const params = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })

/** Accounts: each seen and changed by those who see its agency. */
export function accountRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/accounts',
    {
      config: reading,
      schema: {
        summary: 'Accounts of one’s agencies',
        querystring: AccountsQuery,
        response: { 200: pageOf(Account) },
      },
    },
    async (request, reply) => {
      const { limit, after, ...filter } = request.query
      const rows = await wall.read(actorOf(request), (tx) => readAccounts(tx, filter, { limit: limit + 1, after }))
      return pageOfRows(request, reply, rows, limit, (account) => String(account.id))
    },
  )

  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/accounts/export.${format}`,
      {
        config: reading,
        schema: {
          summary: `The same as ${format.toUpperCase()}`,
          querystring: AccountsExportQuery,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const { lang, ...filter } = request.query
        const table = await wall.read(actorOf(request), (tx) => exportAccounts(tx, filter, lang))
        return sendTable(reply, format, lang === 'vi' ? 'tai-khoan' : 'accounts', table)
      },
    )
  }

  app.get(
    '/api/accounts/:id',
    { config: reading, schema: { summary: 'One account', params, response: { 200: Account } } },
    async (request) => wall.read(actorOf(request), (tx) => readAccount(tx, request.params.id)),
  )

  app.post(
    '/api/accounts',
    {
      config: changing,
      schema: { summary: 'Make an account', body: NewAccount, response: { 201: Account } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const passwordHash = await hashPassword(request.body.password)
      const account = await wall.as(actor, async (tx) =>
        readAccount(tx, await insertAccount(tx, actor, request.body, passwordHash)),
      )
      return reply.code(201).send(account)
    },
  )

  app.post(
    '/api/accounts/:id',
    {
      config: changing,
      schema: {
        summary: 'Edit an account; nobody gives or takes beyond their own',
        params,
        body: EditAccount,
        response: { 200: Account },
      },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      await wall.service((tx) => editAccount(tx, actor, id, request.body))
      return wall.read(actor, (tx) => readAccount(tx, id))
    },
  )

  for (const [verb, change, summary] of [
    ['disable', disableAccount, 'End an account’s sessions and let it sign in no more'],
    ['enable', enableAccount, 'Let a disabled account sign in again'],
  ] as const) {
    app.post(
      `/api/accounts/:id/${verb}`,
      { config: changing, schema: { summary, params, body: AccountVersion, response: { 200: Account } } },
      async (request) => {
        const [actor, { id }] = [actorOf(request), request.params]
        await wall.service((tx) => change(tx, actor, id, request.body.version))
        return wall.read(actor, (tx) => readAccount(tx, id))
      },
    )
  }

  app.post(
    '/api/accounts/:id/password',
    {
      config: changing,
      schema: {
        summary: 'Set a first password; its sessions end and it must be changed at sign-in',
        params,
        body: FirstPassword,
        response: { 200: Account },
      },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      const passwordHash = await hashPassword(request.body.password)
      await wall.service((tx) => setFirstPassword(tx, actor, id, passwordHash))
      return wall.read(actor, (tx) => readAccount(tx, id))
    },
  )
}
