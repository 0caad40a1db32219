import { z } from 'zod'
import { NewTarget, Target } from '../../core/api/indicators.ts'
import type { Actor } from '../auth/actor.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { Counted } from './counted.ts'
import { readTargets, setTarget } from './targets.ts'

/** What indicators should be: seen with its history, and set for the whole province. */
export function targetRoutes(app: App, wall: Wall, find: (actor: Actor, key: string) => Counted): void {
  const params = z.object({ key: z.string() })
  const response = { 200: z.object({ items: z.array(Target) }) }
  const read = async (actor: Actor, key: string) => ({ items: await wall.read(actor, (tx) => readTargets(tx, key)) })

  app.get(
    '/api/indicators/:key/targets',
    {
      config: { require: 'indicators.read' },
      schema: { summary: 'What was set as target of an indicator, newest first', params, response },
    },
    async (request) => {
      const actor = actorOf(request)
      return read(actor, find(actor, request.params.key).info.key)
    },
  )

  app.post(
    '/api/indicators/:key/targets',
    {
      config: { require: 'indicators.set_targets' },
      schema: { summary: 'Set what an indicator should be in a period', params, body: NewTarget, response },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      const { key } = find(actor, request.params.key).info
      // The row is the province's: only the centre itself may write it.
      await wall.service((tx) => setTarget(tx, actor, key, request.body))
      return read(actor, key)
    },
  )
}
