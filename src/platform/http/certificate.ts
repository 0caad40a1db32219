import 'reflect-metadata' // @peculiar/x509 needs it before it is loaded.
import { createPrivateKey, X509Certificate as NodeCertificate, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { AppError } from '../../core/error.ts'

/** Certificate chain and private key in PEM, for `https.createServer`. */
export interface TlsPair {
  readonly cert: string
  readonly key: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const dayMs = 86_400_000
/** Browsers refuse server certificates that live longer (CA/Browser Forum ballot SC22, 2020). */
const serverDays = 397
const authorityDays = 3650
const renewBeforeDays = 30

/** The operator's own pair. @throws {AppError} `bad_certificate` when the files do not belong together or have ended */
export function readTlsPair(certFile: string, keyFile: string, now = new Date()): TlsPair {
  try {
    const pair = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
    const certificate = new NodeCertificate(pair.cert)
    if (!certificate.checkPrivateKey(createPrivateKey(pair.key))) throw new Error('the key is not the certificate’s')
    if (new Date(certificate.validTo) < now) throw new Error(`the certificate ended on ${certificate.validTo}`)
    return pair
  } catch (error) {
    const detail = `TLS_CERT ${certFile} and TLS_KEY ${keyFile}: ${(error as Error).message}`
    throw new AppError('bad_certificate', 500, { detail })
  }
}

/**
 * A pair of the centre's own, kept under `folder` and renewed a month before it ends or when `host` is not in it. Devices and
 * browsers that shall trust it install `ca.crt` of that folder, which stays the same for ten years.
 */
export async function ensureTlsPair(folder: string, host: string, now = new Date()): Promise<TlsPair> {
  cryptoProvider.set(crypto)
  const names = [...new Set(['localhost', '127.0.0.1', '::1', hostname(), host])].filter(
    (name) => !/^(0\.0\.0\.0|::)$/.test(name),
  )
  const known = readKnown(folder)
  if (known && isGood(known, names, now)) return known
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authority = await ensureAuthority(folder, now)
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const server = await X509CertificateGenerator.create({
    serialNumber: randomBytes(16).toString('hex'),
    subject: `CN=${names[3] ?? 'localhost'}`,
    issuer: authority.certificate.subject,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + serverDays * dayMs),
    signingKey: authority.key,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
    ],
  })
  const pair = {
    cert: `${server.toString('pem')}\n${authority.certificate.toString('pem')}\n`,
    key: await exportKey(keys.privateKey),
  }
  writeFileSync(join(folder, 'server.crt'), pair.cert, { mode: 0o644 })
  writeFileSync(join(folder, 'server.key'), pair.key, { mode: 0o600 })
  return pair
}

interface Authority {
  readonly certificate: X509Certificate
  readonly key: CryptoKey
}

async function ensureAuthority(folder: string, now: Date): Promise<Authority> {
  const certFile = join(folder, 'ca.crt')
  const keyFile = join(folder, 'ca.key')
  const known = readText(certFile)
  const knownKey = readText(keyFile)
  if (known && knownKey && new NodeCertificate(known).validToDate.getTime() > now.getTime() + serverDays * dayMs) {
    const der = createPrivateKey(knownKey).export({ type: 'pkcs8', format: 'der' })
    const key = await crypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign'])
    return { certificate: new X509Certificate(known), key }
  }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: randomBytes(16).toString('hex'),
    name: `CN=Nhip ${hostname()}`,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + authorityDays * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
  writeFileSync(keyFile, await exportKey(keys.privateKey), { mode: 0o600 })
  writeFileSync(certFile, `${certificate.toString('pem')}\n`, { mode: 0o644 })
  return { certificate, key: keys.privateKey }
}

function readKnown(folder: string): TlsPair | null {
  const cert = readText(join(folder, 'server.crt'))
  const key = readText(join(folder, 'server.key'))
  return cert && key ? { cert, key } : null
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function isGood({ cert, key }: TlsPair, names: readonly string[], now: Date): boolean {
  const certificate = new NodeCertificate(cert)
  const holds = (name: string) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined
  const isFresh = certificate.validToDate.getTime() > now.getTime() + renewBeforeDays * dayMs
  return isFresh && certificate.checkPrivateKey(createPrivateKey(key)) && names.every(holds)
}

async function exportKey(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
}
