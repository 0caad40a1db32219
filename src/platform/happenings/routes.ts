import { sql } from 'kysely'
import { z } from 'zod'
import { Reaction } from '../../core/api/messages.ts'
import { notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { iso, isoOrNull } from '../http/present.ts'
import type { Messaging } from '../messages/messaging.ts'
import { type DeclaredReaction, reactionName } from './rows.ts'

const shownFaults = 50

/** Reactions work for the province: who manages channels sees all of them. */
export function reactionRoutes(app: App, wall: Wall, messaging: Messaging): void {
  app.get(
    '/api/reactions',
    {
      config: { require: 'channels.manage' },
      schema: { summary: 'What modules do by themselves', response: { 200: z.object({ items: z.array(Reaction) }) } },
    },
    async (request) => ({ items: await wall.read(actorOf(request), (tx) => presentAll(tx, messaging.reactions)) }),
  )

  const params = z.object({ id: z.coerce.number<string>().int().min(1).max(Number.MAX_SAFE_INTEGER) })
  app.post(
    '/api/reactions/faults/:id/retry',
    {
      config: { require: 'channels.manage' },
      schema: { summary: 'Run a reaction on what it went past', params, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { id } = request.params
      await messaging.tryAgain(id)
      await wall.as(actorOf(request), (tx) => audit(tx, actorOf(request), 'reaction.retried', id))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/reactions/faults/:id/settle',
    {
      config: { require: 'channels.manage' },
      schema: { summary: 'Set aside for good what a reaction went past', params, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { id } = request.params
      await wall.as(actorOf(request), async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('platform.reactionFault')
          .set({ settledAt: new Date() })
          .where('id', '=', id)
          .where('settledAt', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) throw notFound(`reaction fault ${id}`)
        await audit(tx, actorOf(request), 'reaction.settled', id)
      })
      return reply.code(204).send(null)
    },
  )
}

const audit = (tx: Db, actor: Actor, action: string, id: number) =>
  writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject: { kind: 'reaction_fault', id: String(id) } })

interface SetAside {
  readonly id: number
  readonly module: string
  readonly key: string
  readonly at: Date
  readonly fault: string
  readonly aboutType: string
  readonly aboutId: string
  readonly page: string | null
}

async function presentAll(tx: Db, declared: readonly DeclaredReaction[]): Promise<Reaction[]> {
  const rows = await tx.selectFrom('platform.reaction').selectAll().execute()
  const { rows: faults } = await sql<SetAside>`
    select f.*, (select t.address from platform.thing t where t.id = f.about_id and t.kind in (f.about_type, 'alert')) as page
    from platform.reaction r cross join lateral (
      select id, module, key, at, fault, about_type, about_id from platform.reaction_fault
      where module = r.module and key = r.key and settled_at is null order by id limit ${shownFaults}
    ) f order by f.id`.execute(tx)
  const faultsOf = Map.groupBy(faults, ({ module, key }) => `${module}/${key}`)
  const rowOf = new Map(rows.map((row) => [`${row.module}/${row.key}`, row]))
  return declared.map((one) => {
    const row = rowOf.get(reactionName(one))
    return {
      module: one.module.id,
      moduleName: one.module.name,
      key: one.reaction.key,
      name: one.reaction.name,
      to: one.reaction.to,
      of: one.reaction.of ?? null,
      handled: row?.handled ?? 0,
      handledAt: isoOrNull(row?.handledAt ?? null),
      failures: row?.failures ?? 0,
      fault: row?.fault ?? null,
      nextAt: row && row.failures > 0 ? iso(row.nextAt) : null,
      setAside: (faultsOf.get(reactionName(one)) ?? []).map(({ id, at, fault, ...about }) => ({
        id,
        at: iso(at),
        about: { type: about.aboutType, id: about.aboutId, page: about.page },
        fault,
      })),
    }
  })
}
