import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import type { App } from './app.ts'
import { notFoundProblem, sendProblem } from './problems.ts'

/**
 * Serves the built page: hashed files for ever, every other address the page itself, which has its own routes. Each answer is what is
 * on disk now, so a page built anew needs no restart; while it is being built, the last one that was whole is given.
 */
export async function servePages(app: App, folder: string): Promise<void> {
  const index = join(folder, 'index.html')
  let page = existsSync(index) ? await readFile(index) : null
  if (page) await serveFiles(app, folder)
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !path.startsWith('/api/') &&
      !/\.[a-z0-9]+$/i.test(path)
    if (page && isPage) {
      page = await readFile(index).catch(() => page)
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    }
    return sendProblem(reply, notFoundProblem(path))
  })
}

async function serveFiles(app: App, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, preCompressed: true })
  const options = { config: { public: true as const }, schema: { hide: true } }
  app.get(
    '/assets/*',
    { ...options, schema: { hide: true, params: z.object({ '*': z.string() }) } },
    async (request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${request.params['*']}`),
  )
  const entries = await readdir(folder, { withFileTypes: true })
  for (const { name } of entries.filter((entry) => entry.isFile() && entry.name !== 'index.html')) {
    app.get(`/${name}`, options, async (_, reply) => reply.header('cache-control', 'no-cache').sendFile(name))
  }
}
