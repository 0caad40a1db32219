import { z } from 'zod'
import { pageOf } from '../../core/api/common.ts'
import { Links, NewLink, Thing, ThingParams, ThingsQuery } from '../../core/api/things.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { addLink, endLink, readLinks } from './links.ts'
import { readThing, readThings } from './read-things.ts'

export function thingRoutes(app: App, wall: Wall): void {
  const config = { require: 'things.read' }
  app.get(
    '/api/things',
    {
      config,
      schema: {
        summary: 'Everything by words, radius or box; newest first, nearest first around a point',
        querystring: ThingsQuery,
        response: { 200: pageOf(Thing) },
      },
    },
    async (request, reply) => {
      const { limit, near } = request.query
      const { things, places } = await wall.read(actorOf(request), (tx) => readThings(tx, request.query, limit + 1))
      if (near) return { items: things.slice(0, limit), next: null }
      return pageOfRows(request, reply, things, limit, (thing) => places[things.indexOf(thing)] ?? '')
    },
  )

  app.get(
    '/api/things/:kind/:id',
    { config, schema: { summary: 'One thing', params: ThingParams, response: { 200: Thing } } },
    async (request) => {
      const { kind, id } = request.params
      return wall.read(actorOf(request), (tx) => readThing(tx, kind, id))
    },
  )

  app.get(
    '/api/things/:kind/:id/links',
    {
      config,
      schema: {
        summary: 'What a thing hangs on and what depends on it',
        params: ThingParams,
        response: { 200: Links },
      },
    },
    async (request) => {
      const { kind, id } = request.params
      return wall.read(actorOf(request), (tx) => readLinks(tx, kind, id))
    },
  )

  app.post(
    '/api/things/:kind/:id/links',
    {
      config: { require: 'things.link' },
      schema: { summary: 'State a link from now on', params: ThingParams, body: NewLink, response: { 201: Links } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const { kind, id } = request.params
      const links = await wall.as(actor, async (tx) => {
        await addLink(tx, actor, request.params, request.body)
        return readLinks(tx, kind, id)
      })
      return reply.code(201).send(links)
    },
  )

  app.post(
    '/api/links/:id/end',
    {
      config: { require: 'things.link' },
      schema: {
        summary: 'A link holds no longer',
        params: z.object({ id: z.coerce.number().int() }),
        response: { 200: Links },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        const from = await endLink(tx, actor, request.params.id)
        return readLinks(tx, from.kind, from.id)
      })
    },
  )
}
