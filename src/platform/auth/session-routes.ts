import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { ChangePassword, Session, SignIn } from '../../core/api/session.ts'
import { AppError } from '../../core/error.ts'
import { readProvince } from '../areas/province.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { isProvinceChosen } from '../first-hour/first-hour.ts'
import type { App } from '../http/app.ts'
import { actorOf, type FindActor } from '../http/guard.ts'
import { iso } from '../http/present.ts'
import { findScreen, screenCookie } from '../screens/find-screen.ts'
import type { Actor } from './actor.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { closeSession, findSession, hashToken, type LiveSession, openSession } from './sessions.ts'

export const sessionCookie = 'nhip_session'
/** A screen's link holds until it is revoked; a day is as long as anybody wants to know. */
const screenDayMs = 86_400_000

/** Finds the actor of a request by its cookies: the person signed in, else the large screen. */
export function actorFinder(wall: Wall): FindActor {
  return async (request) => {
    const token = request.cookies[sessionCookie]
    const person = token ? await findSession(wall, token) : null
    if (person) return person.actor
    const screen = request.cookies[screenCookie]
    return screen ? findScreen(wall, screen) : null
  }
}

/** Ten tries a minute for one login from one address: a proxy's address may stand for a whole province. */
const signInLimit = {
  max: 10,
  timeWindow: '1 minute',
  // After the body is read and before it is checked: what does not fit counts too.
  hook: 'preValidation' as const,
  keyGenerator: ({ ip, body }: FastifyRequest) => {
    const login = typeof body === 'object' && body !== null && 'login' in body ? String(body.login) : ''
    return `${ip} ${login.trim().toLowerCase().slice(0, 64)}`
  },
}

export function sessionRoutes(app: App, wall: Wall): void {
  app.post(
    '/api/session',
    {
      config: { public: true, rateLimit: signInLimit },
      schema: { summary: 'Sign in', body: SignIn, response: { 200: Session } },
    },
    async (request, reply) => {
      const token = await openSession(wall, request.body.login, request.body.password)
      const session = await findSession(wall, token)
      if (!session) throw new AppError('wrong_login', 401)
      reply.setCookie(sessionCookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
      })
      return presentSession(wall, session)
    },
  )

  app.get(
    '/api/session',
    { config: { signedIn: true }, schema: { summary: 'Who is signed in', response: { 200: Session } } },
    async (request) => {
      const actor = actorOf(request)
      if (actor.isScreen) return presentSession(wall, { actor, expiresAt: new Date(Date.now() + screenDayMs) })
      const session = await findSession(wall, tokenOf(request))
      if (!session) throw new AppError('not_signed_in', 401)
      return presentSession(wall, session)
    },
  )

  app.delete(
    '/api/session',
    { config: { public: true }, schema: { summary: 'Sign out', response: { 204: z.null() } } },
    async (request, reply) => {
      const token = request.cookies[sessionCookie]
      if (token) await closeSession(wall, token)
      return reply.clearCookie(sessionCookie, { path: '/' }).code(204).send(null)
    },
  )

  app.post(
    '/api/session/password',
    {
      config: { signedIn: true, rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: { summary: 'Change one’s own password', body: ChangePassword, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      await changePassword(wall, actor, tokenOf(request), request.body)
      return reply.code(204).send(null)
    },
  )
}

const tokenOf = (request: FastifyRequest) => request.cookies[sessionCookie] ?? ''

/** Sets a new password and ends every other session of the account. @throws {AppError} `wrong_password` */
async function changePassword(wall: Wall, actor: Actor, token: string, change: z.infer<typeof ChangePassword>) {
  const account = await wall.lookUp((tx) =>
    tx
      .selectFrom('platform.account')
      .select('passwordHash')
      .where('id', '=', actor.accountId)
      .executeTakeFirstOrThrow(),
  )
  if (!(await verifyPassword(change.current, account.passwordHash))) {
    const message = 'this is not your password now'
    throw new AppError('wrong_password', 400, { detail: message, errors: [{ path: 'current', message }] })
  }
  const passwordHash = await hashPassword(change.next)
  await wall.service(async (tx) => {
    await tx
      .updateTable('platform.account')
      .set({ passwordHash, mustChangePassword: false })
      .where('id', '=', actor.accountId)
      .execute()
    await tx
      .deleteFrom('platform.session')
      .where('accountId', '=', actor.accountId)
      .where('tokenHash', '<>', hashToken(token))
      .execute()
  })
}

async function presentSession(wall: Wall, session: LiveSession): Promise<Session> {
  const { actor, expiresAt } = session
  return wall.lookUp(async (tx) => {
    const agencies = await readAgencies(tx, actor)
    const own = agencies.find((agency) => agency.id === actor.agencyId)
    const province = await readProvince(tx)
    if (!own) throw new AppError('agency_missing', 500, { detail: 'the account’s agency no longer exists' })
    return {
      account: { id: actor.accountId, login: actor.login, name: actor.name },
      agency: own,
      reach: actor.reach,
      agencies,
      permissions: [...actor.permissions].sort(),
      province: { code: province.code, name: province.name },
      isProvinceChosen: await isProvinceChosen(tx),
      expiresAt: iso(expiresAt),
      mustChangePassword: actor.mustChangePassword,
      isScreen: actor.isScreen === true,
    }
  })
}

const readAgencies = (tx: Db, actor: Actor) =>
  tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name'])
    .where('id', '=', sql<number>`any(${[...actor.agencyIds]}::int[])`)
    .orderBy('code')
    .execute()
