import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { AppError } from '../../core/error.ts'
import type { Pool } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from './app.ts'

/** A figure of the centre for Prometheus, read when it is asked for. */
export interface Measure {
  readonly name: string
  readonly help: string
  read(): number
}

/** `/healthz`: alive. `/readyz`: can take and serve data. `/metrics`: Prometheus. */
export function healthRoutes(
  app: App,
  options: {
    pool: Pick<Pool, 'waiting'>
    wall: Wall
    isReady: () => boolean
    lacksRoom: () => boolean
    measures: readonly Measure[]
  },
): void {
  const { pool, wall, isReady, lacksRoom } = options
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'nhip_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const waiting: Measure = {
    name: 'nhip_database_waiting',
    help: 'Queries that wait for a database connection',
    read: pool.waiting,
  }
  for (const { name, help, read } of [waiting, ...options.measures]) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })

  app.get('/healthz', { config: { public: true }, schema: { hide: true } }, async () => ({ status: 'alive' }))
  app.get('/readyz', { config: { public: true }, schema: { hide: true } }, async () => {
    if (lacksRoom())
      throw new AppError('disk_full', 503, {
        detail: 'the disk of the database is full: nothing can be stored. Make room',
      })
    if (!isReady())
      throw new AppError('not_ready', 503, { detail: 'the centre is starting, stopping or without its database' })
    await wall.lookUp((tx) => sql`select 1`.execute(tx))
    return { status: 'ready' }
  })
  app.get(
    '/metrics',
    { config: { public: true }, schema: { hide: true, response: { 200: z.string() } } },
    async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  )
  app.get('/api/openapi.json', { config: { public: true }, schema: { hide: true } }, async () => app.swagger())
}
