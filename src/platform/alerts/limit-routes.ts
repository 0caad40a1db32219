import { z } from 'zod'
import { HandlingLimit } from '../../core/api/alerts.ts'
import { SeveritySchema } from '../../core/api/common.ts'
import { Term } from '../../core/api/term.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { readHandlingLimits, setHandlingLimit } from './handling-limits.ts'

const items = z.object({ items: z.array(HandlingLimit) })

/** Until when alerts must be done, by severity; the province's. */
export function limitRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/alerts/limits',
    {
      config: { require: 'rules.view' },
      schema: { summary: 'Until when alerts must be done', response: { 200: items } },
    },
    async (request) => ({ items: await wall.read(actorOf(request), readHandlingLimits) }),
  )
  app.post(
    '/api/alerts/limits/:severity',
    {
      config: { require: 'rules.edit' },
      schema: {
        summary: 'Set until when alerts of a severity must be done; alerts that stand keep their deadline',
        params: z.object({ severity: SeveritySchema }),
        body: Term,
        response: { 200: items },
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      // The rows are the province's, not an agency's: only the centre itself may write them.
      await wall.service((tx) => setHandlingLimit(tx, actor, request.params.severity, request.body))
      return { items: await wall.read(actor, readHandlingLimits) }
    },
  )
}
