import { unreadable } from './map-source.ts'

const withinMs = 10_000

/**
 * Fetches from an address that an administrator set: ten seconds and `mostBytes` at most, no redirects, so that what answers is what
 * was set. Null where it answers that there is nothing.
 * @throws {AppError} `basemap_unreadable`
 */
export async function fetchBounded(
  address: string,
  mostBytes: number,
): Promise<{ bytes: Buffer; mediaType: string } | null> {
  const place = new URL(address).host
  let answer: Response
  try {
    answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(withinMs) })
  } catch (error) {
    const { name, message, cause } = error as Error
    if (name === 'TimeoutError') throw unreadable('too_late', { place, seconds: withinMs / 1_000 })
    throw unreadable('not_reached', { place, why: (cause as Error)?.message ?? message })
  }
  if (answer.status === 404 || answer.status === 204) {
    await answer.body?.cancel()
    return null
  }
  if (!answer.ok) {
    await answer.body?.cancel()
    throw unreadable('refused', { place, status: answer.status })
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > mostBytes) throw unreadable('sent_too_much', { place, most: mostBytes / 1024 / 1024 })
    parts.push(part)
  }
  const mediaType = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  return { bytes: Buffer.concat(parts), mediaType }
}
