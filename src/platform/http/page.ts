import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Cuts a list that was asked for one row more than `limit`, and names the next page in the body and in the Link header (RFC 8288).
 * @param keyOf what `after` continues from
 */
export function pageOfRows<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => string,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || !last) return { items, next: null }
  const address = new URL(request.url, 'http://localhost')
  address.searchParams.set('after', keyOf(last))
  const next = `${address.pathname}${address.search}`
  reply.header('link', `<${next}>; rel="next"`)
  return { items, next }
}
