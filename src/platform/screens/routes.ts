import { z } from 'zod'
import { MadeScreenLink, NewScreenLink, OpenScreen, ScreenLink } from '../../core/api/screens.ts'
import { AppError } from '../../core/error.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { findScreen, screenCookie } from './find-screen.ts'
import { makeScreenLink, readScreenLinks, revokeScreenLink } from './screen-links.ts'

const manage = { require: 'accounts.manage' } as const
const params = z.object({ id: z.coerce.number().int() })
/** Browsers keep no cookie longer than that; a screen opens its link again. */
const cookieDays = 400

/** Links of large screens, and how a screen opens its own. */
export function screenRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/screens',
    {
      config: manage,
      schema: { summary: 'Links of large screens', response: { 200: z.object({ items: z.array(ScreenLink) }) } },
    },
    async (request) => ({ items: await wall.read(actorOf(request), (tx) => readScreenLinks(tx)) }),
  )

  app.post(
    '/api/screens',
    {
      config: manage,
      schema: { summary: 'Make a link for a large screen', body: NewScreenLink, response: { 201: MadeScreenLink } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      return reply.code(201).send(await wall.as(actor, (tx) => makeScreenLink(tx, actor, request.body.name)))
    },
  )

  app.delete(
    '/api/screens/:id',
    {
      config: manage,
      schema: { summary: 'Revoke a link: its screens see nothing more', params, response: { 200: ScreenLink } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, (tx) => revokeScreenLink(tx, actor, request.params.id))
    },
  )

  app.post(
    '/api/screens/open',
    {
      config: { public: true, rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: { summary: 'Open a large screen by its link', body: OpenScreen, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { token } = request.body
      if (!(await findScreen(wall, token))) {
        throw new AppError('link_revoked', 401, {
          detail: 'this link opens no screen: it was revoked, or is not whole; make another in the settings',
        })
      }
      reply.setCookie(screenCookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge: cookieDays * 86_400,
      })
      return reply.code(204).send(null)
    },
  )
}
