import type { Logger } from 'pino'
import type { ModuleDefinition } from '../core/module.ts'
import type { Connectors } from './connectors/connectors.ts'
import type { Wall } from './db/wall.ts'
import { createApp } from './http/app.ts'
import type { Ingest } from './ingest/ingest.ts'
import type { Hub } from './live/hub.ts'
import { FieldMap } from './map/field-map.ts'
import type { Messaging } from './messages/messaging.ts'
import { indexAssetTypes } from './modules/load.ts'
import { registerRoutes } from './register-routes.ts'

/** The OpenAPI document of every route. Opens nothing: no route is asked. */
export async function describeRoutes(log: Logger, modules: readonly ModuleDefinition[]): Promise<object> {
  const app = await createApp(log)
  const never = (): never => {
    throw new Error('routes are only described here')
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
  const pool = { waiting: () => 0 }
  registerRoutes(app, {
    wall,
    ingest,
    hub,
    fieldMap: new FieldMap(wall, indexAssetTypes(modules)),
    sealer: { state: never, verify: never, close: never },
    connectors,
    messaging,
    pool,
    measures: [],
    log,
    modules,
    isReady: () => false,
    lacksRoom: () => false,
    findReplay: () => null,
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}
