import type { SecureContext } from 'node:tls'
import { ask } from './ask.ts'
import type { CertificateFinding } from './certificate.ts'
import type { Resolve } from './resolve.ts'

/** A site as it is registered. */
export interface Site {
  readonly code: string
  readonly url: URL
  /** Must stand in the page. */
  readonly expectedText: string | null
}

/** What one try found. */
export interface Finding {
  /** Why the site is not up; null where it is. */
  readonly fault: string | null
  /** Its address lies in a network that must not be asked: nothing is known of it. */
  readonly isRefused: boolean
  /** Null where the address needs no name server. */
  readonly isResolved: boolean | null
  /** Of the last answer; null where none came. */
  readonly status: number | null
  /** From the question to name servers until the page is read, in milliseconds; null where it was not. */
  readonly latencyMs: number | null
  /** Null where the site has none, or the connection did not come that far. */
  readonly certificate: CertificateFinding | null
}

export interface VisitTools {
  readonly resolve: Resolve
  readonly mayAsk: (address: string) => boolean
  readonly context: SecureContext
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly maxRedirects: number
  readonly now: () => Date
}

/** Asks for a site's page once, following redirects, bounded in time and size. Never throws; ends soon after `signal` is aborted. */
export async function visit(site: Site, tools: VisitTools, signal: AbortSignal): Promise<Finding> {
  const found: Found = { isResolved: null, isRefused: false, status: null, latencyMs: null, certificate: null }
  const limit = new AbortController()
  const end = () => limit.abort()
  const timer = setTimeout(end, tools.timeoutMs)
  if (signal.aborted) end()
  signal.addEventListener('abort', end, { once: true })
  const startedMs = performance.now()
  try {
    const body = await follow(site, tools, found, limit.signal)
    found.latencyMs = performance.now() - startedMs
    return { ...found, fault: faultOf(site, found.status, body) }
  } catch (error) {
    const fault = limit.signal.aborted ? `no answer within ${tools.timeoutMs} ms` : (error as Error).message
    return { ...found, fault: fault || (error as Error).name }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    limit.abort()
  }
}

type Found = { -readonly [K in Exclude<keyof Finding, 'fault'>]: Finding[K] }

async function follow(site: Site, tools: VisitTools, found: Found, signal: AbortSignal): Promise<Buffer> {
  const seen = new Set<string>()
  let { url } = site
  for (;;) {
    if (seen.has(url.href)) throw new Error(`redirects in a ring: ${url.href}`)
    if (seen.size > tools.maxRedirects) throw new Error(`more than ${tools.maxRedirects} redirects`)
    seen.add(url.href)
    const isFirst = seen.size === 1
    const { addresses, isNamed } = await beforeAbort(tools.resolve(url.hostname), signal)
    if (isFirst && isNamed) found.isResolved = addresses.length > 0
    if (addresses.length === 0) throw new Error(`no name server knows ${url.hostname}`)
    const askable = addresses.filter(({ address }) => tools.mayAsk(address))
    if (askable.length === 0) {
      found.isRefused = isFirst
      throw new Error(`${url.hostname} lies in a network that must not be asked`)
    }
    const { hostname } = url
    const answer = await ask({
      ...tools,
      url,
      addresses: askable,
      signal,
      onCertificate(finding) {
        if (hostname === site.url.hostname) found.certificate ??= finding
      },
    })
    found.status = answer.status
    if (answer.location === null) return answer.body
    const next = new URL(answer.location, url)
    if (next.protocol !== 'http:' && next.protocol !== 'https:') throw new Error(`redirects to ${next.protocol}`)
    // A page's anchor is never sent.
    next.hash = ''
    url = next
  }
}

function faultOf(site: Site, status: number | null, body: Buffer): string | null {
  if (status === null || status >= 400) return `answers ${status}`
  if (site.expectedText === null) return null
  const text = body.toString('utf8').normalize('NFC')
  return text.includes(site.expectedText.normalize('NFC')) ? null : 'the expected text is not in the page'
}

function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Error('aborted'))
    if (signal.aborted) return end()
    signal.addEventListener('abort', end, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
}
