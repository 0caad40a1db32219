import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'

/** What a browser would think of a site's certificate. */
export interface CertificateFinding {
  readonly isValid: boolean
  /** Why it is not, by the code of OpenSSL or `WEAK_SIGNATURE`, `WEAK_KEY`; null where it is. */
  readonly fault: string | null
  /** Days until the first certificate of the chain ends; negative where one has ended. */
  readonly daysLeft: number
}

const dayMs = 86_400_000
const leastRsaBits = 2_048
const longestChain = 10

/** Judges the certificate of a connection that was made without judging it. Null where the site showed none. */
export function judgeCertificate(socket: TLSSocket, now: Date): CertificateFinding | null {
  const leaf = socket.getPeerX509Certificate()
  if (!leaf) return null
  const chain = chainOf(leaf)
  const endsMs = Math.min(...chain.map((certificate) => Date.parse(certificate.validTo)))
  // Node's type says Error; it is the code itself.
  const verdict: unknown = socket.authorized ? null : socket.authorizationError
  const fault = verdict === null ? (chain.map(weakness).find((weak) => weak !== null) ?? null) : codeOf(verdict)
  return { isValid: fault === null, fault, daysLeft: Math.floor(((endsMs - now.getTime()) / dayMs) * 10) / 10 }
}

/** The certificates that were shown, without a root: nobody's trust hangs on what a root says of itself. */
function chainOf(leaf: X509Certificate): X509Certificate[] {
  const chain = [leaf]
  for (let next = leaf.issuerCertificate; next && chain.length < longestChain; next = next.issuerCertificate) {
    if (next.subject === next.issuer) break
    chain.push(next)
  }
  return chain
}

function weakness(certificate: X509Certificate): string | null {
  if (/sha1|md5|md2/i.test(certificate.signatureAlgorithm ?? '')) return 'WEAK_SIGNATURE'
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength
  return bits !== undefined && bits < leastRsaBits ? 'WEAK_KEY' : null
}

function codeOf(verdict: unknown): string {
  if (typeof verdict === 'string') return verdict
  const { code, message } = verdict as { code?: string; message?: string }
  return code ?? message ?? 'UNKNOWN'
}
