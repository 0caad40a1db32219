import pino from 'pino'
import type { Sealer } from '../src/platform/audit/sealer.ts'
import type { Connectors } from '../src/platform/connectors/connectors.ts'
import type { Wall } from '../src/platform/db/wall.ts'
import { createApp } from '../src/platform/http/app.ts'
import type { Ingest } from '../src/platform/ingest/ingest.ts'
import type { Hub } from '../src/platform/live/hub.ts'
import { FieldMap } from '../src/platform/map/field-map.ts'
import type { Messaging } from '../src/platform/messages/messaging.ts'
import { loadModules } from '../src/platform/modules/load.ts'
import { registerRoutes } from '../src/platform/register-routes.ts'

export interface ListedRoute {
  /** As in the OpenAPI document: `GET /api/alerts/{id}`. */
  readonly name: string
  readonly method: string
  /** As registered: `/api/alerts/:id`. */
  readonly url: string
  readonly config: { readonly require?: string; readonly public?: true; readonly signedIn?: true }
  readonly hasBody: boolean
}

/** Every route the server registers, those hidden from the OpenAPI document included. Opens nothing. */
export async function listRoutes(): Promise<ListedRoute[]> {
  const app = await createApp(pino({ level: 'silent' }))
  const routes: ListedRoute[] = []
  app.addHook('onRoute', (route) => {
    const method = String(route.method)
    if (method === 'HEAD') return
    const name = `${method} ${route.url.replaceAll(/:(\w+)/g, '{$1}')}`
    routes.push({ name, method, url: route.url, config: route.config ?? {}, hasBody: route.schema?.body !== undefined })
  })
  const never = (): never => {
    throw new Error('routes are only listed here')
  }
  const wall: Wall = { as: never, read: never, service: never, lookUp: never }
  const hub: Hub = {
    start: never,
    wake: never,
    tellReadings: never,
    subscribe: never,
    since: never,
    place: never,
    lookedAgoMs: never,
    close: never,
  }
  const connectors: Connectors = { declared: [], start: never, refresh: never, counts: never, close: never }
  const messaging: Messaging = { reactions: [], channels: [], wake: never, tryAgain: never, start: never, close: never }
  const ingest: Ingest = { submit: never, deliver: never, waiting: never, drain: never }
  const rest = { measures: [], isReady: () => false, lacksRoom: () => false, findReplay: () => null }
  const sealer: Sealer = { state: never, verify: never, close: never }
  const parts = {
    log: pino({ level: 'silent' }),
    pool: { waiting: () => 0 },
    wall,
    ingest,
    hub,
    fieldMap: new FieldMap(wall, new Map()),
    sealer,
    connectors,
    messaging,
  }
  registerRoutes(app, { ...rest, ...parts, modules: await loadModules() })
  await app.ready()
  await app.close()
  return routes
}
