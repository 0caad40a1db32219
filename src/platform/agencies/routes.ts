import { z } from 'zod'
import { Agency } from '../../core/api/places.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'

/** Agencies are public knowledge: everyone signed in sees them all. */
export function agencyRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/agencies',
    {
      config: { require: 'agencies.read' },
      schema: { summary: 'Agencies in force', response: { 200: z.object({ items: z.array(Agency) }) } },
    },
    async (request) => ({
      items: await wall.read(actorOf(request), (tx) =>
        tx
          .selectFrom('platform.agency')
          .select(['id', 'code', 'name', 'kind', 'parentId', 'areaCode', 'demonstration'])
          .where('closedAt', 'is', null)
          .orderBy('code')
          .execute(),
      ),
    }),
  )
}
