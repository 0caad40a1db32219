import { z } from 'zod'
import { BulletinDetail, BulletinMoveBody, BulletinReturn, BulletinSend } from '../../core/api/bulletins.ts'
import { Uuid } from '../../core/api/common.ts'
import { bulletinRules } from '../../core/bulletin-state.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { DeclaredChannel } from '../messages/rows.ts'
import { askApproval, returnBulletin, withdrawBulletin } from './move-bulletin.ts'
import { sendBulletin } from './send-bulletin.ts'
import { dropBulletin } from './write-bulletin.ts'

const params = z.object({ id: Uuid })
const response = { 200: BulletinDetail }
type Present = (tx: Db, actor: Actor, id: string) => Promise<BulletinDetail>

/** The way of a bulletin from draft to sent; each step says which version was seen. */
export function bulletinMoveRoutes(app: App, wall: Wall, channels: readonly DeclaredChannel[], present: Present): void {
  const answer = (actor: Actor, id: string, work: (tx: Db) => Promise<void>) =>
    wall.as(actor, async (tx) => {
      await work(tx)
      return present(tx, actor, id)
    })

  for (const [move, summary, work] of [
    ['ask', 'Ask for the approval of a second person', askApproval],
    ['withdraw', 'Take a bulletin back that waits for approval', withdrawBulletin],
  ] as const) {
    app.post(
      `/api/bulletins/:id/${move}`,
      {
        config: { require: bulletinRules[move].permission },
        schema: { summary, params, body: BulletinMoveBody, response },
      },
      async (request) => {
        const [actor, { id }] = [actorOf(request), request.params]
        return answer(actor, id, (tx) => work(tx, actor, id, request.body.version))
      },
    )
  }

  for (const [move, summary] of [
    ['approve', 'Approve a bulletin and thereby send it'],
    ['send', 'Send a bulletin alone, where the centre is set to allow that'],
  ] as const) {
    app.post(
      `/api/bulletins/:id/${move}`,
      {
        config: { require: bulletinRules[move].permission },
        schema: { summary, params, body: BulletinSend, response },
      },
      async (request) => {
        const [actor, { id }] = [actorOf(request), request.params]
        return answer(actor, id, (tx) => sendBulletin(tx, actor, channels, id, { move, ...request.body }))
      },
    )
  }

  app.post(
    '/api/bulletins/:id/return',
    {
      config: { require: bulletinRules.return.permission },
      schema: { summary: 'Return a bulletin with a reason', params, body: BulletinReturn, response },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return answer(actor, id, (tx) => returnBulletin(tx, actor, id, request.body))
    },
  )

  app.post(
    '/api/bulletins/:id/drop',
    {
      config: { require: bulletinRules.drop.permission },
      schema: {
        summary: 'Take a bulletin away that was not sent',
        params,
        body: BulletinMoveBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      await wall.as(actor, (tx) => dropBulletin(tx, actor, request.params.id, request.body.version))
      return reply.code(204).send(null)
    },
  )
}
