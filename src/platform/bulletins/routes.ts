import { z } from 'zod'
import {
  BulletinDetail,
  BulletinEdit,
  BulletinExportQuery,
  Bulletins,
  NewBulletin,
  PhonedAgency,
  Reach,
  ReachQuery,
} from '../../core/api/bulletins.ts'
import { Uuid } from '../../core/api/common.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { channelWords, type DeclaredChannel } from '../messages/rows.ts'
import { findAudience } from './audience.ts'
import { tableOfBulletin } from './export-bulletin.ts'
import { bulletinMoveRoutes } from './move-routes.ts'
import { markPhoned } from './phone-agency.ts'
import { readReach } from './reach.ts'
import { findIncident, readBulletin, readBulletins } from './read-bulletins.ts'
import { bulletinSettingRoutes } from './setting-routes.ts'
import { createBulletin, editBulletin } from './write-bulletin.ts'

const params = z.object({ id: Uuid })
const reading = { require: 'incidents.read' } as const
const writing = { require: 'bulletins.write' } as const
const isMasked = (actor: Actor) => !actor.permissions.has('channels.manage')

/** What an incident tells agencies: written, approved, sent, and how far it came. */
export function bulletinRoutes(app: App, wall: Wall, channels: readonly DeclaredChannel[]): void {
  const words = { channels: channelWords(channels) }
  const present = (tx: Db, actor: Actor, id: string) => readBulletin(tx, words, id, isMasked(actor))

  app.get(
    '/api/incidents/:id/bulletins',
    {
      config: reading,
      schema: { summary: 'Bulletins of an incident, newest first', params, response: { 200: Bulletins } },
    },
    async (request) => wall.read(actorOf(request), (tx) => readBulletins(tx, request.params.id)),
  )

  app.get(
    '/api/incidents/:id/bulletins/reach',
    {
      config: reading,
      schema: {
        summary: 'Whom a bulletin would reach if it were sent now',
        params,
        querystring: ReachQuery,
        response: { 200: Reach },
      },
    },
    async (request) => {
      const { audience, agencies } = request.query
      const chosen = agencies.split(',').filter(Boolean).map(Number)
      return wall.read(actorOf(request), async (tx) => {
        await findIncident(tx, request.params.id)
        const told = await findAudience(tx, request.params.id, { audience, chosen })
        return readReach(tx, channels, told)
      })
    },
  )

  app.post(
    '/api/incidents/:id/bulletins',
    {
      config: writing,
      schema: { summary: 'Begin a bulletin as a draft', params, body: NewBulletin, response: { 201: BulletinDetail } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const made = await wall.as(actor, async (tx) =>
        present(tx, actor, await createBulletin(tx, actor, request.params.id, request.body)),
      )
      return reply.code(201).header('location', `/api/bulletins/${made.id}`).send(made)
    },
  )

  app.get(
    '/api/bulletins/:id',
    {
      config: reading,
      schema: { summary: 'One bulletin and how far it came to each agency', params, response: { 200: BulletinDetail } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.read(actor, (tx) => present(tx, actor, request.params.id))
    },
  )

  app.patch(
    '/api/bulletins/:id',
    {
      config: writing,
      schema: {
        summary: 'Write in a draft, or in what was returned',
        params,
        body: BulletinEdit,
        response: { 200: BulletinDetail },
      },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await editBulletin(tx, actor, id, request.body)
        return present(tx, actor, id)
      })
    },
  )

  app.post(
    '/api/bulletins/:id/phoned',
    {
      config: writing,
      schema: {
        summary: 'Write down that an agency was told by telephone',
        params,
        body: PhonedAgency,
        response: { 200: BulletinDetail },
      },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await markPhoned(tx, actor, id, request.body)
        return present(tx, actor, id)
      })
    },
  )

  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/bulletins/:id/export.${format}`,
      {
        config: reading,
        schema: {
          summary: `How far it came, as ${format.toUpperCase()}`,
          params,
          querystring: BulletinExportQuery,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const bulletin = await wall.read(actor, (tx) => present(tx, actor, request.params.id))
        return sendTable(reply, format, 'bulletin', tableOfBulletin(bulletin, request.query.lang))
      },
    )
  }

  bulletinMoveRoutes(app, wall, channels, present)
  bulletinSettingRoutes(app, wall)
}
