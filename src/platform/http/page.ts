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
  return { items, next: nextPage(request, reply, rows.length > limit && last ? keyOf(last) : null) }
}

/** The address of the page that continues after `after`, told in the Link header too (RFC 8288); null where nothing follows. */
export function nextPage(request: FastifyRequest, reply: FastifyReply, after: string | null): string | null {
  if (after === null) return null
  const address = new URL(request.url, 'http://localhost')
  address.searchParams.set('after', after)
  const next = `${address.pathname}${address.search}`
  reply.header('link', `<${next}>; rel="next"`)
  return next
}
