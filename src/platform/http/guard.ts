import type { FastifyRequest } from 'fastify'
import { AppError } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { App } from './app.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The verb a person needs: the platform's or one that a module declares. Every route declares this or `public: true`, or the server does not start. */
    require?: string
    /** Anyone signed in, whatever the role. */
    signedIn?: true
    public?: true
  }
  interface FastifyRequest {
    actor: Actor | null
  }
}

export type FindActor = (request: FastifyRequest) => Promise<Actor | null>

/** Puts the declared verb before every route. @throws {Error} at start for a route that declares none */
export function guardRoutes(app: App, findActor: FindActor): void {
  app.decorateRequest('actor', null)
  app.addHook('onRoute', (route) => {
    const config = route.config ?? {}
    if (config.require || config.public || config.signedIn || route.method === 'HEAD') return
    throw new Error(`route ${String(route.method)} ${route.url} declares neither a permission nor public: true`)
  })
  app.addHook('onRequest', async (request) => {
    const config = request.routeOptions.config
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseForeignOrigin(request)
    if (config.public || request.is404) return
    request.actor = await findActor(request)
    if (!request.actor) throw new AppError('not_signed_in', 401, { detail: 'sign in first: POST /api/session' })
    if (request.actor.isScreen && request.method !== 'GET' && request.method !== 'HEAD') {
      throw new AppError('screen_reads', 403, {
        detail: 'a large screen only reads; sign in as a person to change anything',
      })
    }
    if (config.require && request.actor.mustChangePassword) {
      throw new AppError('password_must_change', 403, {
        detail: 'whoever made this account knows its password; change it first: POST /api/session/password',
      })
    }
    if (config.require && !request.actor.permissions.has(config.require)) {
      throw new AppError('not_permitted', 403, {
        detail: `this needs «${config.require}»; whoever manages accounts can grant it`,
      })
    }
  })
}

/** The person asking, on a route that requires one. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new AppError('not_signed_in', 401)
  return request.actor
}

/** A browser says from where a form was sent; other clients send no Origin and carry no cookie by themselves. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin
  if (origin === undefined) return
  if (URL.canParse(origin) && new URL(origin).host === request.headers.host) return
  throw new AppError('foreign_origin', 403, {
    detail: `requests from ${origin} are refused; use the centre's own pages`,
  })
}
