import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../core/error.ts'

/** More than any reader of tiles asks for at once; a whole archive may be taken without `Range`. */
const mostBytes = 16 * 1024 * 1024

/** What `Range` asks of a file of `size` bytes, ends included; null: all of it. Of several parts only one is understood (RFC 9110, 14.2). */
export function readRange(header: string | undefined, size: number): { from: number; to: number } | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  const [, from = '', to = ''] = match ?? []
  if (!match || (from === '' && to === '')) return null
  const [first, last] =
    from === '' ? [Math.max(0, size - Number(to)), size - 1] : [Number(from), to === '' ? size - 1 : Number(to)]
  const end = Math.min(last, size - 1, first + mostBytes - 1)
  if (first > end) {
    throw new AppError('range_not_satisfiable', 416, {
      detail: `Range: ${header} lies outside the file, which has ${size} bytes`,
    })
  }
  return { from: first, to: end }
}

/**
 * Sends a file, or the part of it that `Range` asks for, with an ETag that changes with the file.
 * @throws {AppError} `not_found`, `range_not_satisfiable`
 */
export async function sendRange(
  request: FastifyRequest,
  reply: FastifyReply,
  file: { path: string; name: string; mediaType: string },
): Promise<FastifyReply> {
  const facts = await stat(file.path).catch(() => null)
  if (!facts?.isFile()) throw new AppError('not_found', 404, { detail: `${file.name}: this centre has no such file` })
  const tag = `"${facts.size.toString(36)}-${Math.trunc(facts.mtimeMs).toString(36)}"`
  reply
    .header('accept-ranges', 'bytes')
    .header('etag', tag)
    // Chromium's cache fails now and then where parts of one address are asked for side by side; a page keeps its tiles itself.
    .header('cache-control', 'private, no-store')
    .type(file.mediaType)
  const ifRange = request.headers['if-range']
  const asked = ifRange === undefined || ifRange === tag ? request.headers.range : undefined
  const range = readRange(asked, facts.size)
  if (!range && request.headers['if-none-match'] === tag) return reply.code(304).send()
  const { from, to } = range ?? { from: 0, to: facts.size - 1 }
  if (range) reply.code(206).header('content-range', `bytes ${from}-${to}/${facts.size}`)
  return reply
    .header('content-length', to - from + 1)
    .serializer((stream: unknown) => stream as string) // A stream goes out as it is; the type only knows text.
    .send(createReadStream(file.path, { start: from, end: to }))
}
