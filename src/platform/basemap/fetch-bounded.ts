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
    const why =
      name === 'TimeoutError' ? `no answer within ${withinMs / 1_000} s` : ((cause as Error)?.message ?? message)
    throw unreadable(`${place} was not reached: ${why}; check the address and that this machine may connect to it`)
  }
  if (answer.status === 404 || answer.status === 204) {
    await answer.body?.cancel()
    return null
  }
  if (!answer.ok) {
    await answer.body?.cancel()
    throw unreadable(`${place} answered ${answer.status}; check the address and its key`)
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > mostBytes) throw unreadable(`${place} sent more than ${mostBytes / 1024 / 1024} MB at once`)
    parts.push(part)
  }
  const mediaType = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  return { bytes: Buffer.concat(parts), mediaType }
}
