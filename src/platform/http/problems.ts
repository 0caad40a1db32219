import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '../../core/api/common.ts'
import { codeOfIssue } from '../../core/api/value-fault.ts'
import { AppError } from '../../core/error.ts'
import type { App } from './app.ts'

/** Codes of PostgreSQL and of the socket that mean «not now», not «wrong». */
const unavailable = /^(57P0[1-3]|08...|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/

/** Values that fit the schema and still no column: a number too large, a NUL within a text. */
const unfit = /^(22003|22021|22P02|22P05)$/

/** What only one may have, and one has: a unique or an excluding constraint refused it. */
const standsAlready = /^23(505|P01)$/

/** Codes of what the HTTP framework refuses by itself; its own names are not ours to promise. */
const codeOfStatus: Record<number, string> = {
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_attempts',
}

/** A field that is not known stands in the issue's keys, not in its path. */
function pathsOf(issue: { instancePath: string; params: Record<string, unknown> }): string[] {
  const path = issue.instancePath.split('/').filter((part) => part !== '')
  const { keys } = issue.params
  return (Array.isArray(keys) ? keys.map((key) => [...path, String(key)]) : [path]).map((parts) => parts.join('.'))
}

function problem(status: number, code: string, rest: Partial<Problem> = {}): Problem {
  return { type: `/problems/${code}`, title: STATUS_CODES[status] ?? 'Error', status, code, ...rest }
}

/** What leaves the server for an error; null when nobody foresaw it. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof AppError) {
    const errors = error.params.errors ? { errors: [...error.params.errors] } : {}
    const detail = error.params.detail ? { detail: error.params.detail } : {}
    return problem(error.status, error.code, { ...detail, ...errors })
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.flatMap((issue) =>
      pathsOf(issue).map((path) => ({ path, message: issue.message ?? 'wrong value', ...codeOfIssue(issue) })),
    )
    const detail = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
    return problem(400, 'bad_request', { detail: `the request does not fit: ${detail}`, errors })
  }
  const { code, statusCode, message } = error as Partial<FastifyError>
  if (
    unavailable.test(code ?? '') ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      message ?? '',
    )
  ) {
    return problem(503, 'unavailable', { detail: 'the database cannot be reached now; nothing was changed, try again' })
  }
  if (code === '53100') {
    const detail = 'the disk of the database is full; nothing was changed. Make room, then try again'
    return problem(507, 'disk_full', { detail })
  }
  if (standsAlready.test(code ?? '')) {
    const detail = 'the same was kept a moment ago, or its name or place is taken; nothing was changed. Look again'
    return problem(409, 'stands_already', { detail })
  }
  if (unfit.test(code ?? '')) {
    return problem(400, 'bad_request', { detail: `the request holds a value that cannot be kept: ${message}` })
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return problem(statusCode, codeOfStatus[statusCode] ?? 'bad_request', { detail: message ?? '' })
  }
  return null
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body)
}

export const unforeseenProblem = problem(500, 'internal_error', {
  detail: 'the centre failed; the fault is in its log',
})

/** The one place where an error becomes an answer. */
export function answerErrors(app: App): void {
  app.setErrorHandler((error, request: FastifyRequest, reply) => {
    const known = problemOf(error)
    if (!known) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    // A rule of ours should have met it with words of its own.
    if (known?.code === 'stands_already') request.log.warn({ err: error, route: request.routeOptions.url }, 'refused')
    if (known?.status === 503) reply.header('retry-after', '2')
    if (known?.status === 507) reply.header('retry-after', '30')
    return sendProblem(reply, known ?? unforeseenProblem)
  })
}

export function notFoundProblem(path: string): Problem {
  return problem(404, 'not_found', { detail: `${path}: no such address` })
}
