import { z } from 'zod'
import {
  Agency,
  AgencyDetail,
  AgencyEffects,
  CallAgency,
  CloseAgency,
  EndAgencyPost,
  MoveAgency,
  NewAgency,
  NewAgencyPost,
  RenameAgency,
} from '../../core/api/places.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { callAgency, closeAgency, createAgency, moveAgency, renameAgency } from './change-agency.ts'
import { addPost, endPost } from './posts.ts'
import { listAgencies, readAgency } from './read-agencies.ts'
import { readEffects } from './read-effects.ts'

/** Agencies are public knowledge: everyone signed in sees them all. Who holds a post in one is not. */
export function agencyRoutes(app: App, wall: Wall): void {
  const reading = { require: 'agencies.read' } as const
  const changing = { require: 'agencies.manage' } as const
  const params = z.object({ code: z.string().max(40) })
  const response = { 200: AgencyDetail }

  app.get(
    '/api/agencies',
    {
      config: reading,
      schema: {
        summary: 'Agencies in force, with the closed ones when asked for',
        querystring: z.object({
          closed: z.enum(['true', 'false']).default('false'),
          q: z.string().max(200).default(''),
        }),
        response: { 200: z.object({ items: z.array(Agency) }) },
      },
    },
    async (request) => {
      const { closed, q } = request.query
      const items = await wall.read(actorOf(request), (tx) => listAgencies(tx, { closed: closed === 'true', q }))
      return { items }
    },
  )

  app.get(
    '/api/agencies/:code',
    { config: reading, schema: { summary: 'One agency, open or closed', params, response } },
    async (request) => wall.read(actorOf(request), (tx) => readAgency(tx, request.params.code)),
  )

  app.get(
    '/api/agencies/:code/effects',
    {
      config: changing,
      schema: {
        summary: 'What moving or closing one of one’s own agencies reaches; changes nothing',
        params,
        querystring: z.object({ parentId: z.coerce.number().int().max(2_147_483_647).optional() }),
        response: { 200: AgencyEffects },
      },
    },
    async (request) => {
      const [actor, { code }, { parentId }] = [actorOf(request), request.params, request.query]
      return wall.read(actor, (tx) => readEffects(tx, actor, code, parentId ?? null))
    },
  )

  app.post(
    '/api/agencies',
    {
      config: changing,
      schema: { summary: 'Make an agency below one of one’s own', body: NewAgency, response: { 201: AgencyDetail } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      await wall.service((tx) => createAgency(tx, actor, request.body))
      return reply.code(201).send(await wall.read(actor, (tx) => readAgency(tx, request.body.code)))
    },
  )

  app.post(
    '/api/agencies/:code/rename',
    { config: changing, schema: { summary: 'Rename from a day on', params, body: RenameAgency, response } },
    async (request) => {
      const [actor, { code }] = [actorOf(request), request.params]
      await wall.service((tx) => renameAgency(tx, actor, code, request.body))
      return wall.read(actor, (tx) => readAgency(tx, code))
    },
  )

  app.post(
    '/api/agencies/:code/phone',
    { config: changing, schema: { summary: 'Say where it is called at any hour', params, body: CallAgency, response } },
    async (request) => {
      const [actor, { code }] = [actorOf(request), request.params]
      await wall.service((tx) => callAgency(tx, actor, code, request.body))
      return wall.read(actor, (tx) => readAgency(tx, code))
    },
  )

  app.post(
    '/api/agencies/:code/move',
    { config: changing, schema: { summary: 'Put below another agency', params, body: MoveAgency, response } },
    async (request) => {
      const [actor, { code }] = [actorOf(request), request.params]
      await wall.service((tx) => moveAgency(tx, actor, code, request.body))
      return wall.read(actor, (tx) => readAgency(tx, code))
    },
  )

  app.post(
    '/api/agencies/:code/close',
    { config: changing, schema: { summary: 'Close; code and rows stay', params, body: CloseAgency, response } },
    async (request) => {
      const [actor, { code }] = [actorOf(request), request.params]
      await wall.service((tx) => closeAgency(tx, actor, code, request.body))
      return wall.read(actor, (tx) => readAgency(tx, code))
    },
  )

  app.post(
    '/api/agencies/:code/posts',
    {
      config: changing,
      schema: { summary: 'Give a person a post', params, body: NewAgencyPost, response: { 201: AgencyDetail } },
    },
    async (request, reply) => {
      const [actor, { code }] = [actorOf(request), request.params]
      const detail = await wall.as(actor, async (tx) => {
        await addPost(tx, actor, code, request.body)
        return readAgency(tx, code)
      })
      return reply.code(201).send(detail)
    },
  )

  app.post(
    '/api/agencies/:code/posts/:post/end',
    {
      config: changing,
      schema: {
        summary: 'End a post on a day',
        params: params.extend({ post: z.coerce.number().int().max(2_147_483_647) }),
        body: EndAgencyPost,
        response,
      },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await endPost(tx, actor, request.params, request.body)
        return readAgency(tx, request.params.code)
      })
    },
  )
}
