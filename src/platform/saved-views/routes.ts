import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import { NewSavedView, SavedView, SavedViewEdit } from '../../core/api/saved-views.ts'
import { AppError } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { RecordKind } from '../records/record-kind.ts'
import { editSavedView, makeSavedView, readSavedViews, removeSavedView, restoreSavedView } from './saved-views.ts'

// Whoever may open a register may keep ways to look at it.
const config = { signedIn: true } as const
const params = z.object({ id: Uuid })

/** Ways to look at a register, kept under names. */
export function savedViewRoutes(app: App, wall: Wall, kinds: ReadonlyMap<string, RecordKind>): void {
  /** @throws {AppError} 404 for a register the actor may not open, as for one that does not exist */
  function refuseClosed(actor: Actor, register: string): void {
    const kind = kinds.get(register)
    if (kind && actor.permissions.has(kind.record.permissions.read)) return
    throw new AppError('not_found', 404, { detail: `register: there is no «${register}» among those you may open` })
  }

  app.get(
    '/api/views',
    {
      config,
      schema: {
        summary: 'Saved views of one register: one’s own, and those shared in one’s agency',
        querystring: z.object({ register: z.string().max(120) }),
        response: { 200: z.object({ items: z.array(SavedView) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      refuseClosed(actor, request.query.register)
      // By `as`: whoever reads the whole province still has views of their own only.
      return { items: await wall.as(actor, (tx) => readSavedViews(tx, actor, request.query.register)) }
    },
  )

  app.post(
    '/api/views',
    {
      config,
      schema: { summary: 'Save a view for oneself or one’s agency', body: NewSavedView, response: { 201: SavedView } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      refuseClosed(actor, request.body.register)
      return reply.code(201).send(await wall.as(actor, (tx) => makeSavedView(tx, actor, request.body)))
    },
  )

  app.patch(
    '/api/views/:id',
    {
      config,
      schema: {
        summary: 'Rename a view, change what it shows, share it or take it back',
        params,
        body: SavedViewEdit,
        response: { 200: SavedView },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, (tx) => editSavedView(tx, actor, request.params.id, request.body))
    },
  )

  app.delete(
    '/api/views/:id',
    { config, schema: { summary: 'Remove a view', params, response: { 204: z.null() } } },
    async (request, reply) => {
      const actor = actorOf(request)
      await wall.as(actor, (tx) => removeSavedView(tx, actor, request.params.id))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/views/:id/restore',
    {
      config,
      schema: { summary: 'Bring back a view removed within a day', params, response: { 200: SavedView } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, (tx) => restoreSavedView(tx, actor, request.params.id))
    },
  )
}
