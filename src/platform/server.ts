import type { Logger } from 'pino'
import type { ModuleDefinition } from '../core/module.ts'
import { agencyRoutes } from './agencies/routes.ts'
import { openEngine } from './alerts/engine.ts'
import { alertRoutes } from './alerts/routes.ts'
import { areaRoutes } from './areas/routes.ts'
import type { FindDoors } from './assets/read-sending.ts'
import { assetRoutes } from './assets/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { sealMeasures } from './audit/seal-measures.ts'
import { openSealer, type Sealer } from './audit/sealer.ts'
import { accountRoutes } from './auth/account-routes.ts'
import { roleRoutes } from './auth/role-routes.ts'
import { actorFinder, sessionRoutes } from './auth/session-routes.ts'
import { forgetEndedSessions } from './auth/sessions.ts'
import { ownMapRoutes } from './basemap/own-map-routes.ts'
import { basemapRoutes } from './basemap/routes.ts'
import { bulletinRoutes } from './bulletins/routes.ts'
import { type Connectors, openConnectors } from './connectors/connectors.ts'
import { connectorRoutes } from './connectors/routes.ts'
import { watchDiskRoom } from './db/disk-room.ts'
import { holdWall } from './db/held-wall.ts'
import type { Pool } from './db/pool.ts'
import { buildWall, type Wall } from './db/wall.ts'
import { firstHourRoutes } from './first-hour/routes.ts'
import { reactionRoutes } from './happenings/routes.ts'
import { type App, createApp } from './http/app.ts'
import type { TlsPair } from './http/certificate.ts'
import { guardRoutes } from './http/guard.ts'
import { healthRoutes, type Measure } from './http/health.ts'
import { servePages } from './http/pages.ts'
import { clearOldImports } from './imports/import-store.ts'
import { indexTargets } from './imports/index-targets.ts'
import { importRoutes } from './imports/routes.ts'
import { indexIndicators } from './indicators/counted.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { forgetOldAnswers } from './ingest/answers.ts'
import { brokerRoutes, type FindBroker } from './ingest/broker-routes.ts'
import { forgetOldLetters } from './ingest/forget-letters.ts'
import { type Ingest, openIngest } from './ingest/ingest.ts'
import { dropOldWeeks, makeWeeksAhead } from './ingest/keep-weeks.ts'
import { keepingRoutes } from './ingest/keeping-routes.ts'
import { letterRoutes } from './ingest/letter-routes.ts'
import { Partitions } from './ingest/partitions.ts'
import { RecentBatches } from './ingest/recent-batches.ts'
import { type IngestLimits, ingestRoutes } from './ingest/routes.ts'
import { lateReasonRoutes } from './late/routes.ts'
import { forgetOldEvents, type Hub, openHub } from './live/hub.ts'
import { liveRoutes } from './live/routes.ts'
import { indexAreaLayers } from './map/area-layers.ts'
import { FieldMap } from './map/field-map.ts'
import { layerRoutes } from './map/layer-routes.ts'
import { mapRoutes } from './map/routes.ts'

import { channelRoutes } from './messages/channel-routes.ts'
import { messageRoutes } from './messages/message-routes.ts'
import { type Messaging, openMessaging } from './messages/messaging.ts'
import { forgetOldMessages } from './messages/post-office.ts'
import { indexAssetTypes } from './modules/load.ts'
import { moduleRoutes } from './modules/module-routes.ts'
import { openArrivals } from './past/arrivals.ts'
import { forgetPast } from './past/forget-past.ts'
import { pastRoutes } from './past/routes.ts'
import { indexRecordKinds } from './records/record-kind.ts'
import { recordSettingsRoutes } from './records/record-settings-routes.ts'
import { recordTypeRoutes } from './records/record-type-routes.ts'
import { recordRoutes } from './records/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { openRollups } from './rollups/worker.ts'
import { ruleRoutes } from './rules/routes.ts'
import { savedViewRoutes } from './saved-views/routes.ts'
import { screenRoutes } from './screens/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { type FindReplay, type FindSimulated, situationRoutes } from './situation/routes.ts'
import { thingRoutes } from './things/routes.ts'
import { evidenceRoutes } from './work/evidence-routes.ts'
import { handoverRoutes } from './work/handover-routes.ts'
import { incidentRoutes } from './work/incident-routes.ts'
import { pictureRoutes } from './work/picture-routes.ts'
import { stageRoutes } from './work/stage-routes.ts'
import { taskRoutes } from './work/task-routes.ts'

/** The centre over a migrated database: everything but listening. */
export interface Centre {
  readonly app: App
  readonly wall: Wall
  readonly ingest: Ingest
  /** The modules' connectors; nothing runs before `start`, which needs a seeded database. */
  readonly connectors: Connectors
  /** Reactions and channels; likewise. */
  readonly messaging: Messaging
  /**
   * From here on rules, roll-ups and the seal of the audit go on by themselves: a start does what it must before. Resolves once the weeks
   * to come are made, or could not be now; never fails.
   */
  begin(): Promise<void>
  /** Stops taking in, finishes what was taken, ends rules and live events. */
  close(): Promise<void>
}

export interface CentreOptions {
  readonly pool: Pool
  readonly log: Logger
  readonly modules: readonly ModuleDefinition[]
  readonly pagesFolder: string
  readonly isReady: () => boolean
  readonly findReplay: FindReplay
  /** Left out: nothing is simulated. */
  readonly findSimulated?: FindSimulated
  /** Whether PostgreSQL is down because its disk is full, where that is known. */
  readonly lacksRoom?: () => boolean
  /** The operator's broker, once it is opened; left out: there is none. */
  readonly findBroker?: FindBroker
  /** Where devices are heard, once it is open; left out: over HTTP alone. */
  readonly findDoors?: FindDoors
  /** Serve HTTPS with this pair; left out: plain HTTP. */
  readonly tls?: TlsPair | null
  /** Where the head of the audit is kept outside the database; left out: nowhere. */
  readonly headFolder?: string
  /** Where operators put files of maps of their own; left out: nowhere. */
  readonly basemapFolder?: string
  /** How long a connector that is tried may take; left out: 15 s. */
  readonly trialMs?: number
  /** Of one request with readings. */
  readonly ingestLimits?: IngestLimits
}

const hourMs = 3_600_000

export async function openCentre(options: CentreOptions): Promise<Centre> {
  const { pool, log } = options
  let hub: Hub | undefined
  let messaging: Messaging | undefined
  const room = watchDiskRoom()
  const wall = buildWall(
    pool.db,
    () => {
      hub?.wake()
      messaging?.wake()
    },
    room.noteFault,
  )
  const begun = Promise.withResolvers<void>()
  const heldWall = holdWall(wall, begun.promise)
  hub = openHub(wall, log)
  const recent = new RecentBatches()
  const engine = openEngine(heldWall, log, recent)
  const { tellReadings, close: closeHub } = hub
  const { wake: wakeEngine, close: closeEngine } = engine
  const partitions = new Partitions(wall)
  const makeAhead = () =>
    makeWeeksAhead(heldWall, partitions).catch((error: Error) =>
      log.warn(
        { err: error.message },
        'the coming weeks of readings could not be made; they are when readings need them',
      ),
    )
  const ahead = makeAhead()
  const rollups = openRollups(heldWall, log)
  const arrivals = openArrivals(wall, log)
  const ingest = openIngest({
    wall,
    log,
    partitions,
    recent,
    onStored(assets) {
      room.noteStored()
      wakeEngine()
      arrivals.note(assets)
      tellReadings(assets)
    },
  })
  const fieldMap = new FieldMap(wall, indexAssetTypes(options.modules))
  hub.subscribe((events) => {
    if (events.some(({ event }) => event.kind === 'asset')) fieldMap.forgetAssets()
    if (events.some(({ event }) => event.kind === 'alert')) fieldMap.forgetAlerts()
  })
  const sealer = openSealer({ wall: heldWall, log, folder: options.headFolder ?? null })
  const connectors = openConnectors({ modules: options.modules, wall, ingest, log })
  const sending = openMessaging({ modules: options.modules, wall, log })
  messaging = sending
  const forget = () =>
    Promise.all([
      forgetOldEvents(wall),
      forgetEndedSessions(wall),
      forgetOldMessages(wall),
      wall.service(clearOldImports),
      wall.service(forgetOldAnswers),
      wall.service(forgetOldLetters),
      wall.service(forgetPast),
      makeAhead(),
      dropOldWeeks(wall, partitions, log),
    ]).catch((error: Error) => log.warn({ err: error.message }, 'what has ended could not be deleted'))
  const forgetting = setInterval(forget, hourMs)
  forgetting.unref()

  const app = await createApp(log, options.tls ?? null)
  const measures = [...partitions.measures, ...rollups.measures, ...sealMeasures(sealer)]
  const lacksRoom = () => room.isLacking() || (options.lacksRoom?.() ?? false)
  const rest = { ingest, hub, fieldMap, sealer, connectors, messaging: sending, measures }
  registerRoutes(app, { ...options, ...rest, lacksRoom, wall })
  await servePages(app, options.pagesFolder)
  await app.ready()
  // All above is made while the database comes up; what it was asked meanwhile waits for it.
  await hub.start()
  return {
    app,
    wall,
    ingest,
    connectors,
    messaging: sending,
    begin() {
      begun.resolve()
      return ahead
    },
    async close() {
      begun.resolve()
      clearInterval(forgetting)
      await app.close()
      await ahead
      await sending.close()
      await connectors.close()
      await ingest.drain()
      await arrivals.close()
      await closeEngine()
      await rollups.close()
      await sealer.close()
      await closeHub()
    },
  }
}

/** Every route of the platform. */
export function registerRoutes(
  app: App,
  options: Omit<CentreOptions, 'pagesFolder' | 'pool' | 'lacksRoom'> & {
    pool: Pick<Pool, 'waiting'>
    wall: Wall
    ingest: Ingest
    lacksRoom: () => boolean
    hub: Hub
    fieldMap: FieldMap
    sealer: Sealer
    connectors: Connectors
    messaging: Messaging
    measures: readonly Measure[]
  },
): void {
  const { wall, hub, findBroker = () => null, findDoors = () => ({ mqttPort: null, broker: null }) } = options
  const findActor = actorFinder(wall)
  guardRoutes(app, findActor)
  healthRoutes(app, { ...options, findBroker })
  sessionRoutes(app, wall)
  accountRoutes(app, wall)
  roleRoutes(app, wall, options.modules)
  screenRoutes(app, wall)
  agencyRoutes(app, wall)
  areaRoutes(app, wall)
  basemapRoutes(app)
  ownMapRoutes(app, wall, options.basemapFolder ?? null)
  assetRoutes(app, wall, indexAssetTypes(options.modules), findDoors)
  alertRoutes(app, wall, indexAssetTypes(options.modules))
  ruleRoutes(app, wall, indexAssetTypes(options.modules))
  keepingRoutes(app, wall)
  firstHourRoutes(app, wall)
  incidentRoutes(app, wall)
  pictureRoutes(app, wall, indexAssetTypes(options.modules))
  stageRoutes(app, wall)
  handoverRoutes(app, wall)
  taskRoutes(app, wall)
  lateReasonRoutes(app, wall)
  evidenceRoutes(app, wall)
  bulletinRoutes(app, wall, options.messaging.channels)
  const indicators = indexIndicators(options.modules)
  indicatorRoutes(app, wall, indicators)
  reportRoutes(app, wall, indicators)
  auditRoutes(app, wall, options.sealer)
  situationRoutes(app, wall, { findReplay: options.findReplay, findSimulated: options.findSimulated ?? (() => null) })
  connectorRoutes(app, wall, options.connectors, { log: options.log, limitMs: options.trialMs })
  reactionRoutes(app, wall, options.messaging)
  channelRoutes(app, wall, options.messaging.channels)
  messageRoutes(app, wall, options.modules)
  thingRoutes(app, wall)
  const kinds = indexRecordKinds(options.modules)
  searchRoutes(app, wall, kinds)
  recordTypeRoutes(app, wall, kinds)
  savedViewRoutes(app, wall, kinds)
  recordSettingsRoutes(app, wall, kinds)
  recordRoutes(app, wall, kinds)
  moduleRoutes(app, wall, options.modules)
  importRoutes(app, wall, indexTargets(options.modules))
  ingestRoutes(app, wall, options.ingest, options.ingestLimits)
  letterRoutes(app, { ...options, findBroker })
  brokerRoutes(app, findBroker)
  mapRoutes(app, options.fieldMap)
  layerRoutes(app, wall, indexAreaLayers(options.modules))
  pastRoutes(app, wall, indexAssetTypes(options.modules))
  liveRoutes(app, hub, findActor)
}

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
