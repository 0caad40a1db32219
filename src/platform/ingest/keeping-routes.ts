import { Keeping, KeepingEdit, KeepingQuery } from '../../core/api/keeping.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { readKeepingState, setKeeping } from './keeping.ts'

/** How many weeks readings are kept: seen with what would be lost, and set. */
export function keepingRoutes(app: App, wall: Wall): void {
  const config = { require: 'readings.keep' } as const
  app.get(
    '/api/readings/keeping',
    {
      config,
      schema: {
        summary: 'How many weeks readings are kept, and what would go',
        querystring: KeepingQuery,
        response: { 200: Keeping },
      },
    },
    async (request) => {
      provinceWideOnly(actorOf(request))
      return wall.lookUp((tx) => readKeepingState(tx, new Date(), request.query.keptWeeks))
    },
  )
  app.post(
    '/api/readings/keeping',
    {
      config,
      schema: { summary: 'Set how many weeks readings are kept', body: KeepingEdit, response: { 200: Keeping } },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      const now = new Date()
      // The row is the province's: only the centre itself may write it.
      await wall.service((tx) => setKeeping(tx, actor, now, request.body))
      return wall.lookUp((tx) => readKeepingState(tx, now))
    },
  )
}
