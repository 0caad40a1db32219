import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import { AppError } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import { actorOf } from '../http/guard.ts'

export const params = z.object({ id: Uuid })
export const lang = z.object({ lang: z.enum(['vi', 'en']).default('vi') })
export const config = { signedIn: true } as const
export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Who asks, for rows of their agencies: somebody else must not know their password. */
export function personOf(request: FastifyRequest): Actor {
  const actor = actorOf(request)
  if (!actor.mustChangePassword) return actor
  throw new AppError('password_must_change', 403, { detail: 'change the password first: POST /api/session/password' })
}

/** A file of its own, never kept on the way. */
export const sendCsv = (reply: FastifyReply, name: string, text: string) =>
  reply
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'private, no-store')
    .type('text/csv; charset=utf-8')
    .serializer((csv: string) => csv)
    .send(text)
