import { z } from 'zod'
import { pageOf, Uuid } from '../../core/api/common.ts'
import { Message, MessagesExportQuery, MessagesQuery } from '../../core/api/messages.ts'
import { notFound } from '../../core/error.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import { listReactions, reactionName } from '../happenings/rows.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { announce } from '../live/events.ts'
import { exportMessages } from './export-messages.ts'
import { type MessageWords, readMessages } from './read-messages.ts'
import { channelWords, listChannels } from './rows.ts'

const config = { require: 'messages.read' } as const
const isMasked = (actor: Actor) => !actor.permissions.has('channels.manage')

/** What agencies were told, each seen by those who see the agency's rows. */
export function messageRoutes(app: App, wall: Wall, modules: readonly ModuleDefinition[]): void {
  const words: MessageWords = {
    sources: new Map([
      ['platform/bulletin', { vi: 'Bản tin của sự cố', en: 'Bulletin of an incident' }],
      ...listReactions(modules).map((one) => [reactionName(one), one.reaction.name] as const),
    ]),
    channels: channelWords(listChannels(modules)),
  }

  app.get(
    '/api/messages',
    {
      config,
      schema: {
        summary: 'Messages to agencies and how far they came, newest first',
        querystring: MessagesQuery,
        response: { 200: pageOf(Message) },
      },
    },
    async (request, reply) => {
      const { limit, after, ...filter } = request.query
      const actor = actorOf(request)
      const page = { limit: limit + 1, after, isMasked: isMasked(actor) }
      const rows = await wall.read(actor, (tx) => readMessages(tx, words, filter, page))
      return pageOfRows(request, reply, rows, limit, ({ id }) => id)
    },
  )

  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/messages/export.${format}`,
      {
        config,
        schema: {
          summary: `The same as ${format.toUpperCase()}`,
          querystring: MessagesExportQuery,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const { lang, ...filter } = request.query
        const actor = actorOf(request)
        const table = await wall.read(actor, (tx) => exportMessages(tx, words, filter, lang, isMasked(actor)))
        return sendTable(reply, format, 'messages', table)
      },
    )
  }

  app.post(
    '/api/messages/deliveries/:id/retry',
    {
      config: { require: 'channels.manage' },
      schema: {
        summary: 'Try a delivery that was given up once more',
        params: z.object({ id: Uuid }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const actor = actorOf(request)
      await wall.as(actor, async (tx) => {
        const row = await tx
          .updateTable('platform.delivery')
          .set({ state: 'waiting', nextAt: new Date(), endedAt: null })
          .where('id', '=', id)
          .where('state', '=', 'failed')
          .returning(['agencyId', 'messageId'])
          .executeTakeFirst()
        if (!row) throw notFound(`failed delivery ${id}`)
        const { agencyId, messageId } = row
        await writeAudit(tx, actor, { agencyId, action: 'delivery.retried', subject: { kind: 'delivery', id } })
        await announce(tx, { kind: 'message', action: 'retried', ids: [messageId], agencies: [agencyId] })
      })
      return reply.code(204).send(null)
    },
  )
}
