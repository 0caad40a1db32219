import type { Logger } from 'pino'
import type { ModuleDefinition } from '../core/module.ts'
import { openEngine } from './alerts/engine.ts'
import type { FindDoors } from './assets/read-sending.ts'
import { sealMeasures } from './audit/seal-measures.ts'
import { openSealer } from './audit/sealer.ts'
import { forgetEndedSessions } from './auth/sessions.ts'
import { type Connectors, openConnectors } from './connectors/connectors.ts'
import { watchDiskRoom } from './db/disk-room.ts'
import { holdWall } from './db/held-wall.ts'
import type { Pool } from './db/pool.ts'
import { buildWall, type Wall } from './db/wall.ts'
import { type App, createApp } from './http/app.ts'
import type { TlsPair } from './http/certificate.ts'
import { servePages } from './http/pages.ts'
import { clearOldImports } from './imports/import-store.ts'
import { forgetOldAnswers } from './ingest/answers.ts'
import type { FindBroker } from './ingest/broker-routes.ts'
import { forgetOldLetters } from './ingest/forget-letters.ts'
import { type Ingest, openIngest } from './ingest/ingest.ts'
import { dropOldWeeks, makeWeeksAhead } from './ingest/keep-weeks.ts'
import { Partitions } from './ingest/partitions.ts'
import { RecentBatches } from './ingest/recent-batches.ts'
import type { IngestLimits } from './ingest/routes.ts'
import { forgetOldEvents, type Hub, openHub } from './live/hub.ts'
import { FieldMap } from './map/field-map.ts'
import { type Messaging, openMessaging } from './messages/messaging.ts'
import { forgetOldMessages } from './messages/post-office.ts'
import { indexAssetTypes } from './modules/load.ts'
import { openArrivals } from './past/arrivals.ts'
import { forgetPast } from './past/forget-past.ts'
import { registerRoutes } from './register-routes.ts'
import { openRollups } from './rollups/worker.ts'
import type { FindReplay, FindSimulated } from './situation/routes.ts'

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
