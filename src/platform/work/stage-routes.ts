import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import { IncidentDetail, MoveStage, WriteLessons } from '../../core/api/work.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { readDetail } from './read-detail.ts'
import { moveStage, writeLessons } from './stage.ts'

const params = z.object({ id: Uuid })
const managing = { require: 'incidents.manage' } as const
const response = { 200: IncidentDetail }

/** How far an incident has come, and what was learned of it. */
export function stageRoutes(app: App, wall: Wall): void {
  app.post(
    '/api/incidents/:id/stage',
    { config: managing, schema: { summary: 'Move an incident on its way', params, body: MoveStage, response } },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await moveStage(tx, actor, id, request.body)
        return readDetail(tx, id)
      })
    },
  )

  app.post(
    '/api/incidents/:id/lessons',
    {
      config: managing,
      schema: { summary: 'Write what was learned of a closed incident', params, body: WriteLessons, response },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await writeLessons(tx, actor, id, request.body)
        return readDetail(tx, id)
      })
    },
  )
}
