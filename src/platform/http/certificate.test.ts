import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureTlsPair, readTlsPair, type TlsPair } from './certificate.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nhip-tls-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Asks a server with that pair the way a client does that trusts `ca` and calls it `host`. */
async function ask(pair: TlsPair, host: string, ca: string): Promise<string> {
  const server = createServer(pair, (_, response) => response.end('xin chào'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // It listens on a port.
  try {
    return await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, servername: host, ca, headers: { host } }, (response) => {
        response.setEncoding('utf8').on('data', resolve)
      }).on('error', reject)
    })
  } finally {
    server.close()
  }
}

test('a client that trusts the authority of the folder reaches the server by every name it has', async () => {
  const pair = await ensureTlsPair(folder, 'nhip.example.vn')
  const ca = readFileSync(join(folder, 'ca.crt'), 'utf8')
  expect(await ask(pair, 'localhost', ca)).toBe('xin chào')
  expect(await ask(pair, 'nhip.example.vn', ca)).toBe('xin chào')
  await expect(ask(pair, 'elsewhere.example.vn', ca)).rejects.toThrow(/does not match/)
  expect(statSync(join(folder, 'server.key')).mode & 0o077).toBe(0)
  expect(statSync(join(folder, 'ca.key')).mode & 0o077).toBe(0)
})

test('the pair is kept, and renewed by the same authority before it ends or when the host is another', async () => {
  const first = await ensureTlsPair(folder, 'a.example.vn')
  expect(await ensureTlsPair(folder, 'a.example.vn')).toEqual(first)
  const ca = readFileSync(join(folder, 'ca.crt'), 'utf8')
  const other = await ensureTlsPair(folder, 'b.example.vn')
  expect(other.cert).not.toBe(first.cert)
  expect(await ask(other, 'b.example.vn', ca)).toBe('xin chào')
  const nextYear = new Date(Date.now() + 380 * 86_400_000)
  expect((await ensureTlsPair(folder, 'b.example.vn', nextYear)).cert).not.toBe(other.cert)
  expect(readFileSync(join(folder, 'ca.crt'), 'utf8')).toBe(ca)
})

test('a pair of the operator is refused when it does not belong together or has ended', async () => {
  const one = await ensureTlsPair(join(folder, 'one'), 'a.example.vn')
  await ensureTlsPair(join(folder, 'two'), 'a.example.vn')
  const cert = join(folder, 'one/server.crt')
  expect(readTlsPair(cert, join(folder, 'one/server.key'))).toEqual(one)
  expect(() => readTlsPair(cert, join(folder, 'two/server.key'))).toThrow('the key is not the certificate’s')
  expect(() => readTlsPair(cert, join(folder, 'one/server.key'), new Date('2099-01-01'))).toThrow(
    'the certificate ended',
  )
  writeFileSync(join(folder, 'empty'), '')
  expect(() => readTlsPair(join(folder, 'empty'), cert)).toThrow('TLS_CERT')
})
