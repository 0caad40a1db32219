import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, createApp } from './app.ts'
import { guardRoutes } from './guard.ts'
import { servePages } from './pages.ts'

let folder: string
let app: App

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nhip pages '))
  await mkdir(join(folder, 'assets'))
  for (const [name, text] of [
    ['index.html', '<title>Nhịp</title>'],
    ['favicon.svg', '<svg/>'],
    ['assets/index-abc123.js', 'export {}'],
    ['assets/index-abc123.js.gz', 'packed'],
    ['assets/index-abc123.js.br', 'packed smaller'],
  ] as const)
    await writeFile(join(folder, name), text)
  app = await createApp(pino({ level: 'silent' }))
  guardRoutes(app, async () => null)
  app.get('/api/known', { config: { signedIn: true } }, async () => 'x')
  await servePages(app, folder)
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test.for([
  ['/', 'text/html'],
  ['/bao-cao/019ab0c0', 'text/html'],
  ['/tai-san/phu-oc?x=a.b', 'text/html'],
  ['/favicon.svg', 'image/svg+xml'],
  ['/assets/index-abc123.js', 'application/javascript'],
] as const)('%s is served to whoever comes, as %s', async ([url, type]) => {
  const answer = await app.inject({ url })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-type']).toContain(type)
  expect(answer.headers['content-security-policy']).toContain("script-src 'self'")
  expect(answer.headers['cache-control']).toMatch(url.startsWith('/assets/') ? /immutable/ : /no-cache/)
})

test.for([
  ['gzip, deflate', 'gzip', 'packed'],
  ['gzip, deflate, br', 'br', 'packed smaller'],
  ['identity', undefined, 'export {}'],
] as const)('a browser that takes %s is sent %s', async ([accepted, encoding, body]) => {
  const answer = await app.inject({ url: '/assets/index-abc123.js', headers: { 'accept-encoding': accepted } })
  expect(answer.headers['content-encoding']).toBe(encoding)
  expect(answer.headers.vary).toContain('accept-encoding')
  expect(answer.headers['content-type']).toContain('application/javascript')
  expect(answer.body).toBe(body)
})

test.for([
  '/assets/gone.js',
  '/../package.json',
  '/assets/..%2findex.html',
  '/assets/%2e%2e/index.html',
  '/api/gone',
  '/.env',
])('%s is not there, and is no page', async (url) => {
  const answer = await app.inject({ url })
  expect([403, 404]).toContain(answer.statusCode)
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
})

test('a page built anew is served at once with its files, and the last whole one while it is built', async () => {
  const index = join(folder, 'index.html')
  await rename(index, `${index}.old`)
  expect((await app.inject({ url: '/so' })).body).toBe('<title>Nhịp</title>')
  await writeFile(join(folder, 'assets/index-def456.js'), 'export const made = 2')
  await writeFile(index, '<title>Nhịp</title><script src="/assets/index-def456.js"></script>')
  expect((await app.inject({ url: '/so' })).body).toContain('index-def456')
  const file = await app.inject({ url: '/assets/index-def456.js' })
  expect(file.body).toBe('export const made = 2')
  expect(file.headers['cache-control']).toMatch(/immutable/)
  await rename(`${index}.old`, index)
})

test.for(['/api/alerts/%E0%A4%A', '/%'])('%s cannot be read, and that is a problem too', async (url) => {
  const answer = await app.inject({ url })
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(answer.json()).toMatchObject({ status: 400, code: 'bad_request' })
})

test('a route that declares nothing still stops the start, pages or not', () => {
  expect(() => app.get('/assets.json', async () => 'x')).toThrow()
})
