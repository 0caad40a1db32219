import { z } from 'zod'
import { LateReason, LateReasonEdit, NewLateReason } from '../../core/api/late-reasons.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { addLateReason, changeLateReason, listLateReasons } from './reasons.ts'

const setting = { require: 'records.manage_fields' } as const

/** Why things are late: the kinds a province keeps. */
export function lateReasonRoutes(app: App, wall: Wall): void {
  const response = { 200: z.object({ items: z.array(LateReason) }) }
  app.get(
    '/api/late-reasons',
    {
      config: { signedIn: true },
      schema: { summary: 'Why something may be late, those not offered any more included', response },
    },
    async (request) => ({ items: await wall.read(actorOf(request), listLateReasons) }),
  )

  app.post(
    '/api/late-reasons',
    { config: setting, schema: { summary: 'Add a reason for lateness', body: NewLateReason, response } },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      return wall.as(actor, async (tx) => {
        await addLateReason(tx, actor, request.body)
        return { items: await listLateReasons(tx) }
      })
    },
  )

  app.post(
    '/api/late-reasons/:key',
    {
      config: setting,
      schema: {
        summary: 'Change the words of a reason, what it counts as, or whether it is offered',
        params: z.object({ key: z.string().max(40) }),
        body: LateReasonEdit,
        response,
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      return wall.as(actor, async (tx) => {
        await changeLateReason(tx, actor, request.params.key, request.body)
        return { items: await listLateReasons(tx) }
      })
    },
  )
}
