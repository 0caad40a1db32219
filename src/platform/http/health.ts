import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { AppError } from '../../core/error.ts'
import type { Sealer } from '../audit/sealer.ts'
import type { Pool } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from './app.ts'

/** `/healthz`: alive. `/readyz`: can take and serve data. `/metrics`: Prometheus. */
export function healthRoutes(
  app: App,
  options: {
    pool: Pick<Pool, 'waiting'>
    wall: Wall
    sealer: Pick<Sealer, 'state'>
    isReady: () => boolean
    lacksRoom: () => boolean
  },
): void {
  const { pool, wall, sealer, isReady, lacksRoom } = options
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'nhip_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  new Gauge({
    name: 'nhip_database_waiting',
    help: 'Queries that wait for a database connection',
    registers: [registry],
    collect() {
      this.set(pool.waiting())
    },
  })
  new Gauge({
    name: 'nhip_audit_unsealed',
    help: 'Rows of the audit that wait for their seal, counted to 10,000',
    registers: [registry],
    collect() {
      this.set(sealer.state().unsealed)
    },
  })
  new Gauge({
    name: 'nhip_audit_unsealed_age_seconds',
    help: 'For how long the oldest of them waits; 0 when none does',
    registers: [registry],
    collect() {
      const { oldestUnsealedAt: oldest } = sealer.state()
      this.set(oldest === null ? 0 : Math.max(0, Date.now() - Date.parse(oldest)) / 1000)
    },
  })
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
