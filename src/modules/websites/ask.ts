import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { type CertificateFinding, judgeCertificate } from './certificate.ts'
import type { HostAddress } from './resolve.ts'

/** One answer to one request, before any redirect is followed. */
export interface Answer {
  readonly status: number
  readonly location: string | null
  /** What came of the body, at most `maxBytes`; empty where the answer leads elsewhere. */
  readonly body: Buffer
}

export interface Ask {
  readonly url: URL
  /** Where the host may be reached; no other address is spoken to, whatever a name says meanwhile. */
  readonly addresses: readonly HostAddress[]
  readonly context: SecureContext
  readonly maxBytes: number
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly onCertificate: (finding: CertificateFinding | null) => void
}

const perAddressMs = 2_000

/**
 * Asks for a page on a connection of its own, without cookies. The certificate is judged, but does not keep the page from being read.
 * @throws what broke the connection or cut the answer short
 */
export function ask({ url, addresses, context, maxBytes, signal, now, onCertificate }: Ask): Promise<Answer> {
  const lookup: LookupFunction = (_host, options, done) => {
    const [first] = addresses
    if (options.all) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
  const options = {
    agent: false,
    lookup,
    signal,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: perAddressMs,
    headers: { 'user-agent': 'nhip-website-check', accept: 'text/html,*/*;q=0.5', 'accept-encoding': 'identity' },
  }
  const secured = { ...options, secureContext: context, rejectUnauthorized: false }
  return new Promise((resolve, reject) => {
    const asked = url.protocol === 'https:' ? requestHttps(url, secured) : requestHttp(url, options)
    asked.on('socket', (socket) => {
      if (!(socket instanceof TLSSocket)) return
      socket.once('secureConnect', () => {
        try {
          onCertificate(judgeCertificate(socket, now()))
        } catch (error) {
          asked.destroy(error as Error)
        }
      })
    })
    asked.on('response', (response) => {
      const status = response.statusCode ?? 0
      const { location } = response.headers
      const isElsewhere = status >= 300 && status < 400 && location !== undefined
      const body = isElsewhere ? Promise.resolve(Buffer.alloc(0)) : readBody(response, maxBytes)
      body
        .then((bytes) => resolve({ status, location: isElsewhere ? location : null, body: bytes }), reject)
        .finally(() => asked.destroy())
      response.on('error', reject)
    })
    asked.on('error', reject)
    // Whatever else ends it, such as an answer that changes the protocol.
    asked.on('close', () => reject(new Error('closed without an answer')))
    asked.end()
  })
}

function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    const done = () => resolve(Buffer.concat(parts).subarray(0, maxBytes))
    response.on('data', (part: Buffer) => {
      parts.push(part)
      size += part.length
      if (size >= maxBytes) done()
    })
    response.on('end', () => (response.complete ? done() : reject(new Error('answer cut short'))))
    response.on('error', reject)
    response.on('close', () => reject(new Error('answer cut short')))
  })
}
