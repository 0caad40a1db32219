import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { App } from './app.ts'
import { notFoundProblem, sendProblem } from './problems.ts'

/** Serves the built page: hashed files for ever, every other address the page itself, which has its own routes. */
export async function servePages(app: App, folder: string): Promise<void> {
  const index = join(folder, 'index.html')
  const page = existsSync(index) ? await readFile(index) : null
  if (page) {
    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/assets/') || route.url === '/*') route.config = { ...route.config, public: true }
    })
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      setHeaders(reply, path) {
        const isHashed = path.includes('/assets/')
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(path)
    if (page && isPage) return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    return sendProblem(reply, notFoundProblem(path))
  })
}
