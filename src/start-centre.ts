import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { addressOf, mqttDoor, pageDoor } from './doors.ts'
import type { Parts } from './parts.ts'
import { headFolderIn } from './platform/audit/head-file.ts'
import { ensureFirstAccount } from './platform/auth/first-account.ts'
import type { Config } from './platform/config.ts'
import { readSecret } from './platform/db/embedded/secrets.ts'
import type { OpenDatabase } from './platform/db/open-database.ts'
import { openPool } from './platform/db/pool.ts'
import { startField } from './platform/field/start-field.ts'
import type { TlsPair } from './platform/http/certificate.ts'
import type { Broker } from './platform/ingest/broker.ts'
import { plainAddress } from './platform/ingest/broker-url.ts'
import { findSender } from './platform/ingest/credentials.ts'
import { openMqttDoor } from './platform/ingest/mqtt.ts'
import { listenFault } from './platform/listen-fault.ts'
import { indexAssetTypes, loadModules } from './platform/modules/load.ts'
import { findOrphans } from './platform/modules/orphans.ts'
import { projectRoot } from './platform/project-root.ts'
import { allowFieldSites } from './platform/seed/allow-field-sites.ts'
import { plantField } from './platform/seed/plant-field.ts'
import { seedDemonstration, seedRootAgency } from './platform/seed/seed-demonstration.ts'
import { seedReference } from './platform/seed/seed-reference.ts'
import { openCentre } from './platform/server.ts'

/** What is there already when the centre is started, and what comes. */
interface Start {
  readonly config: Config
  readonly log: Logger
  readonly stop: AbortSignal
  readonly step: (text: string) => void
  /** Comes up meanwhile. */
  readonly opening: Promise<OpenDatabase>
  readonly parts: Parts
}

/**
 * Opens everything, as far as it can be before the database stands, adds it to `parts`, and tells where it serves.
 * @throws the reason of `stop`, or why the database did not open
 */
export async function startCentre({ config, log, stop, step, opening, parts }: Start): Promise<void> {
  const state = { isServing: false }
  // Asked for by requests that come before it is there.
  let field: Awaited<ReturnType<typeof startField>> | null = null
  let broker: Broker | null = null
  let door: Awaited<ReturnType<typeof openMqttDoor>> | null = null

  const pool = openPool(async () => (await opening).target, log)
  parts.add(pool.close)
  let database: OpenDatabase | null = null
  const modules = await loadModules()
  const centre = await openCentre({
    pool,
    log,
    modules,
    tls: await findTls(config),
    pagesFolder: join(projectRoot, 'dist/web'),
    headFolder: headFolderIn(config.dataDir),
    basemapFolder: join(config.dataDir, 'basemap'),
    isReady: () => state.isServing && database?.isUp() === true,
    lacksRoom: () => database?.lacksRoom() === true,
    findReplay: () => field?.replay() ?? null,
    findSimulated: () => field?.simulated() ?? null,
    findBroker: () => broker,
    findDoors: () => ({ mqttPort: door?.port ?? null, broker: config.broker && plainAddress(config.broker.address) }),
  })
  parts.add(centre.close)
  database = await opening
  stop.throwIfAborted()
  const firstLogin = await centre.wall.service(async (tx) => {
    await seedReference(tx, modules, config.province)
    if (config.empty) await seedRootAgency(tx, config.province !== null)
    else await seedDemonstration(tx, indexAssetTypes(modules))
    if (config.simulate) await plantField(tx, indexAssetTypes(modules))
    await allowFieldSites(tx, config.simulate)
    return ensureFirstAccount(tx, config.adminPassword)
  })
  stop.throwIfAborted()

  for (const orphan of await centre.wall.lookUp((tx) => findOrphans(tx, modules))) step(`orphaned: ${orphan}`)
  stop.throwIfAborted()

  const [own] = mqttDoor(config)
  door = own
    ? await openMqttDoor({
        ...{ host: config.host, port: own.port, log, ingest: centre.ingest, ...config.mqttLimits },
        findSender: (name, secret) => findSender(centre.wall, name, secret),
      })
    : null
  if (door) parts.add(door.close)
  await listen(centre.app, config)
  const address = centre.app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  await centre.connectors.start()
  await centre.messaging.start()
  field = config.replay && door ? await startField({ config, log, wall: centre.wall, mqttPort: door.port, port }) : null
  if (field) parts.add(field.close)
  if (config.replay && !door) step('nothing is replayed: the replay speaks to the own broker; open it with MQTT_PORT')
  if (config.broker) {
    const { openBroker } = await import('./platform/ingest/broker.ts')
    const centreId = readSecret(config.dataDir, 'centreId')
    broker = openBroker({ settings: config.broker, centreId, ingest: centre.ingest, log })
    parts.add(broker.close)
  }
  // What may fail comes before; a database that is lost from here on ends nothing.
  state.isServing = true
  void centre.begin()
  parts.add(async () => {
    state.isServing = false
  })

  const devices = [door && `mqtt://${config.host}:${door.port}`, config.broker && plainAddress(config.broker.address)]
  step(`serving ${addressOf(config)}  (devices: ${devices.filter(Boolean).join(', ')})`)
  // Kept now: a centre may run for months, and end by a power cut.
  flushCompileCache()
  if (firstLogin?.password)
    step(`first administrator: login «${firstLogin.login}», password «${firstLogin.password}» (shown once)`)
}

async function listen(app: Awaited<ReturnType<typeof openCentre>>['app'], config: Config): Promise<void> {
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw listenFault(pageDoor(config), code)
  }
}

async function findTls({ tls, dataDir, host }: Config): Promise<TlsPair | null> {
  if (tls === null) return null
  // What few centres need is loaded where it is: every start waits for what stands above.
  const { ensureTlsPair, readTlsPair } = await import('./platform/http/certificate.ts')
  return tls === 'own' ? ensureTlsPair(join(dataDir, 'tls'), host) : readTlsPair(tls.certFile, tls.keyFile)
}
