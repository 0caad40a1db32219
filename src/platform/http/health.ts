import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { AppError } from '../../core/error.ts'
import type { Pool } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { FindBroker } from '../ingest/broker-routes.ts'
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
    findBroker: FindBroker
    measures: readonly Measure[]
  },
): void {
  const { pool, wall, isReady, lacksRoom, findBroker } = options
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
  describeBroker(registry, findBroker)
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
    const broker = findBroker()?.state()
    return { status: 'ready', ...(broker && { broker: broker.connected ? 'connected' : 'away' }) }
  })
  app.get(
    '/metrics',
    { config: { public: true }, schema: { hide: true, response: { 200: z.string() } } },
    async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  )
  app.get('/api/openapi.json', { config: { public: true }, schema: { hide: true } }, async () => app.swagger())
}

/** Figures of the operator's broker, where there is one. */
function describeBroker(registry: Registry, findBroker: FindBroker): void {
  const labelNames = ['broker']
  const registers = [registry]
  new Gauge({
    ...{
      name: 'nhip_mqtt_broker_connected',
      help: '1 while messages of this broker are taken in',
      labelNames,
      registers,
    },
    collect() {
      const state = findBroker()?.state()
      if (state) this.set({ broker: state.address }, state.connected ? 1 : 0)
    },
  })
  new Gauge({
    ...{ name: 'nhip_mqtt_broker_since_seconds', help: 'Since when it is so, in Unix time', labelNames, registers },
    collect() {
      const state = findBroker()?.state()
      if (state) this.set({ broker: state.address }, Date.parse(state.since) / 1_000)
    },
  })
  new Counter({
    ...{ name: 'nhip_mqtt_broker_messages_total', help: 'Messages of this broker committed', labelNames, registers },
    collect() {
      const state = findBroker()?.state()
      this.reset()
      if (state) this.inc({ broker: state.address }, state.taken)
    },
  })
}
