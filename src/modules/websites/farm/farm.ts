import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { openNameServer } from './name-server.ts'

const folder = join(import.meta.dirname, '../fixtures/certificates')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

/** The authority that signed the farm's certificates. */
export const farmRootPem = read('root.pem')

/** Certificates by the first word of the host; every other host shows `good`. */
const certificates = ['good', 'expired', 'future', 'other', 'self', 'small', 'sha1'] as const

/** Addresses of hosts that are not simply the farm's own. */
const hosts: Record<string, ReturnType<Parameters<typeof openNameServer>[0]>> = {
  unknown: null,
  mute: 'silent',
  refused: { a: ['127.0.0.2'] },
  second: { a: ['127.0.0.2', '127.0.0.1'] },
  inward: { a: ['10.255.255.1'] },
  six: { aaaa: ['2001:db8::5'] },
  both: { a: ['127.0.0.1'], aaaa: ['::1'] },
}

type Page = (
  request: IncomingMessage,
  response: ServerResponse,
  farm: { readonly http: number; readonly https: number },
) => void

const text = 'Cổng thông tin điện tử'
const redirect = (response: ServerResponse, location: string) => response.writeHead(302, { location }).end()

/** How a host behaves, by the first word of its name; every other one is well. */
const pages: Record<string, Page> = {
  hanging: () => undefined,
  slow: (_request, response) => void setTimeout(() => response.end(text), 400),
  failing: (_request, response) => response.writeHead(500).end('no'),
  forbidden: (_request, response) => response.writeHead(403).end('no'),
  ring: (request, response) => redirect(response, request.url === '/a' ? '/b' : '/a'),
  endless: (request, response) => redirect(response, `/${Number(request.url?.slice(1) ?? 0) + 1}`),
  chain: (request, response) =>
    request.url === '/3' ? response.end(text) : redirect(response, `/${Number(request.url?.slice(1) || 0) + 1}`),
  moved: (_request, response, farm) => redirect(response, `https://good.farm.test:${farm.https}/`),
  lured: (_request, response) => redirect(response, 'http://10.255.255.1/'),
  strange: (_request, response) => redirect(response, 'file:///etc/hostname'),
  cookie: (request, response) =>
    request.headers.cookie ? response.end(text) : response.writeHead(302, { location: '/', 'set-cookie': 'a=b' }).end(),
  short: (_request, response) => {
    response.writeHead(200, { 'content-length': 1_000 })
    response.write('only this')
    setTimeout(() => response.destroy(), 20)
  },
  garbage: (_request, response) => void response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'),
  gone: (_request, response) => void response.socket?.destroy(),
  dripping: (_request, response) => {
    const timer = setInterval(() => response.write('.'), 50)
    response.on('close', () => clearInterval(timer))
  },
  huge: (_request, response) => {
    const block = Buffer.alloc(65_536, 'x')
    const pour = () => {
      while (!response.destroyed && response.write(block));
    }
    response.on('drain', pour)
    pour()
  },
  replaced: (_request, response) => response.end('hacked'),
}

export interface Farm {
  /** Address of a host: `https` with the farm's certificates, or `http`. */
  address(protocol: 'http' | 'https', word: string, path?: string): string
  readonly resolver: string
  readonly ports: { readonly http: number; readonly https: number }
  /** How often a host was asked. */
  asked(word: string): number
  close(): Promise<void>
}

/** Sites good and broken in every way on loopback ports, with a name server of their own for `*.farm.test`. */
export async function openFarm(): Promise<Farm> {
  const counts = new Map<string, number>()
  const ports = { http: 0, https: 0 }
  const wordOf = (host: string | undefined) => /^([a-z0-9]+)/.exec(host ?? '')?.[1] ?? ''

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const word = wordOf(request.headers.host)
    const asked = (counts.get(word) ?? 0) + 1
    counts.set(word, asked)
    if (word === 'flaky' && asked < 3) response.writeHead(503).end()
    else if (pages[word]) pages[word](request, response, ports)
    // The same letters as other bytes: a page may be written in NFD.
    else response.end(`<title>${text.normalize('NFD')}</title>`)
  }

  const contexts = new Map(
    certificates.map((name) => [
      name as string,
      createSecureContext({ key: read(`${name}.key`), cert: read(`${name}.pem`), ciphers: 'DEFAULT:@SECLEVEL=0' }),
    ]),
  )
  const servers: Server[] = [
    createHttp(answer),
    createHttps(
      {
        ciphers: 'DEFAULT:@SECLEVEL=0',
        SNICallback(host, done) {
          // This one never ends the handshake.
          if (wordOf(host) !== 'handshake') done(null, contexts.get(wordOf(host)) ?? contexts.get('good'))
        },
      },
      answer,
    ),
  ]
  for (const server of servers) {
    server.on('clientError', (_error, socket) => socket.destroy())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  const [http = 0, https = 0] = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  Object.assign(ports, { http, https })
  const names = await openNameServer((host) => {
    const found = hosts[wordOf(host)]
    return host.endsWith('.farm.test') ? (found === undefined ? { a: ['127.0.0.1'] } : found) : null
  })
  return {
    address: (protocol, word, path = '/') => `${protocol}://${word}.farm.test:${ports[protocol]}${path}`,
    resolver: names.address,
    ports,
    asked: (word) => counts.get(word) ?? 0,
    async close() {
      await names.close()
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      }
    },
  }
}
