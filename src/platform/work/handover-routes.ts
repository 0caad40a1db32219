import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import { AnswerHandover, OfferHandover } from '../../core/api/handover.ts'
import { Commander } from '../../core/api/incident-picture.ts'
import { IncidentDetail } from '../../core/api/work.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { answerHandover, offerHandover } from './handover.ts'
import { readDetail } from './read-detail.ts'
import { listSuccessors } from './successors.ts'

const params = z.object({ id: Uuid })
const managing = { require: 'incidents.manage' } as const
const response = { 200: IncidentDetail }

/** The command of an incident goes from one person to another. */
export function handoverRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/incidents/:id/successors',
    {
      config: managing,
      schema: {
        summary: 'To whom one may hand an incident over',
        params,
        response: { 200: z.object({ items: z.array(Commander) }) },
      },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return { items: await wall.read(actor, (tx) => listSuccessors(tx, id, actor.accountId)) }
    },
  )

  app.post(
    '/api/incidents/:id/handovers',
    { config: managing, schema: { summary: 'Offer the command to another', params, body: OfferHandover, response } },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await offerHandover(tx, actor, id, request.body)
        return readDetail(tx, id)
      })
    },
  )

  app.post(
    '/api/incidents/:id/handovers/:handoverId',
    {
      config: managing,
      schema: {
        summary: 'Accept, decline or take back an offered command',
        params: params.extend({ handoverId: Uuid }),
        body: AnswerHandover,
        response,
      },
    },
    async (request) => {
      const [actor, { id, handoverId }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await answerHandover(tx, actor, id, handoverId, request.body)
        return readDetail(tx, id)
      })
    },
  )
}
