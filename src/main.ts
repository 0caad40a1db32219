import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { headFolderIn } from './platform/audit/head-file.ts'
import { ensureFirstAccount } from './platform/auth/first-account.ts'
import { type Config, readConfig } from './platform/config.ts'
import { checkLogin } from './platform/db/check-login.ts'
import { acquireDataDir, type DataDirLock } from './platform/db/data-dir-lock.ts'
import { readSecret } from './platform/db/embedded/secrets.ts'
import { openDatabase } from './platform/db/open-database.ts'
import { openPool } from './platform/db/pool.ts'
import { startField } from './platform/field/start-field.ts'
import type { TlsPair } from './platform/http/certificate.ts'
import type { Broker } from './platform/ingest/broker.ts'
import { plainAddress } from './platform/ingest/broker-url.ts'
import { findSender } from './platform/ingest/credentials.ts'
import { openMqttDoor } from './platform/ingest/mqtt.ts'
import { checkDoor, type Door, listenFault } from './platform/listen-fault.ts'
import { indexAssetTypes, loadModules } from './platform/modules/load.ts'
import { findOrphans } from './platform/modules/orphans.ts'
import { allowFieldSites } from './platform/seed/allow-field-sites.ts'
import { plantField } from './platform/seed/plant-field.ts'
import { seedDemonstration, seedRootAgency } from './platform/seed/seed-demonstration.ts'
import { seedReference } from './platform/seed/seed-reference.ts'
import { openCentre } from './platform/server.ts'

/**
 * Opens the parts in order; returns what closes them in reverse. Progress goes to standard output, one line a step. When `stop` is
 * aborted it goes no further, closes what it opened and throws the reason.
 */
async function start(config: Config, lock: DataDirLock, log: Logger, stop: AbortSignal): Promise<() => Promise<void>> {
  const closers: (() => Promise<void>)[] = [async () => lock.release()]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) {
      await closer().catch((error: Error) => log.error({ err: error.message }, 'a part did not close'))
    }
  }
  try {
    const state = { isServing: false }
    // Asked for by requests that come before it is there.
    let field: Awaited<ReturnType<typeof startField>> | null = null
    let broker: Broker | null = null

    // Each is opened last of all; one that is taken is told before the database is started.
    for (const door of [pageDoor(config), ...mqttDoor(config)]) await checkDoor(door)
    const modules = await loadModules()
    const database = await openDatabase(config, log, (text) => {
      stop.throwIfAborted()
      step(text)
    })
    closers.push(database.close)
    stop.throwIfAborted()
    if (database.socket) lock.publish(database.socket)
    const pool = openPool(database.target, log)
    closers.push(pool.close)
    await checkLogin(pool.db)

    const centre = await openCentre({
      pool,
      log,
      modules,
      tls: await findTls(config),
      pagesFolder: join(import.meta.dirname, '../dist/web'),
      headFolder: headFolderIn(config.dataDir),
      basemapFolder: join(config.dataDir, 'basemap'),
      isReady: () => state.isServing && database.isUp(),
      lacksRoom: database.lacksRoom,
      findReplay: () => field?.replay() ?? null,
      findSimulated: () => field?.simulated() ?? null,
      findBroker: () => broker,
    })
    closers.push(centre.close)
    const firstLogin = await centre.wall.service(async (tx) => {
      await seedReference(tx, modules, config.province)
      if (config.empty) await seedRootAgency(tx, config.province !== null)
      else await seedDemonstration(tx, indexAssetTypes(modules))
      if (config.simulate) await plantField(tx, indexAssetTypes(modules))
      await allowFieldSites(tx, config.simulate)
      return ensureFirstAccount(tx, config.adminPassword)
    })
    for (const orphan of await centre.wall.lookUp((tx) => findOrphans(tx, modules))) step(`orphaned: ${orphan}`)
    stop.throwIfAborted()

    const [own] = mqttDoor(config)
    const door = own
      ? await openMqttDoor({
          ...{ host: config.host, port: own.port, log, ingest: centre.ingest, ...config.mqttLimits },
          findSender: (name, secret) => findSender(centre.wall, name, secret),
        })
      : null
    if (door) closers.push(door.close)
    await listen(centre.app, config)
    const address = centre.app.server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    await centre.connectors.start()
    await centre.messaging.start()
    field =
      config.replay && door ? await startField({ config, log, wall: centre.wall, mqttPort: door.port, port }) : null
    if (field) closers.push(field.close)
    if (config.replay && !door) step('nothing is replayed: the replay speaks to the own broker; open it with MQTT_PORT')
    if (config.broker) {
      const { openBroker } = await import('./platform/ingest/broker.ts')
      const centreId = readSecret(config.dataDir, 'centreId')
      broker = openBroker({ settings: config.broker, centreId, ingest: centre.ingest, log })
      closers.push(broker.close)
    }
    state.isServing = true
    closers.push(async () => {
      state.isServing = false
    })

    const devices = [door && `mqtt://${config.host}:${door.port}`, config.broker && plainAddress(config.broker.address)]
    step(`serving ${addressOf(config)}  (devices: ${devices.filter(Boolean).join(', ')})`)
    // Kept now: a centre may run for months, and end by a power cut.
    flushCompileCache()
    if (firstLogin?.password)
      step(`first administrator: login «${firstLogin.login}», password «${firstLogin.password}» (shown once)`)
    return close
  } catch (error) {
    await close()
    throw error
  }
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

const pageDoor = ({ host, port }: Config): Door => ({ name: 'the page', host, port, setting: 'PORT' })
const mqttDoor = ({ host, mqttPort }: Config): Door[] =>
  mqttPort === null ? [] : [{ name: 'MQTT', host, port: mqttPort, setting: 'MQTT_PORT' }]

async function findTls({ tls, dataDir, host }: Config): Promise<TlsPair | null> {
  if (tls === null) return null
  // What few centres need is loaded where it is: every start waits for what stands above.
  const { ensureTlsPair, readTlsPair } = await import('./platform/http/certificate.ts')
  return tls === 'own' ? ensureTlsPair(join(dataDir, 'tls'), host) : readTlsPair(tls.certFile, tls.keyFile)
}

function addressOf({ host, port, tls }: Config): string {
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function step(text: string): void {
  process.stdout.write(`nhip: ${text}\n`)
}

/** A log that cannot be written, as on a full disk, stops nothing: what does not fit in 4 MB meanwhile is lost. */
function openLogFile(path: string) {
  const file = pino.destination({ dest: path, maxLength: 4 * 1024 * 1024 })
  file.on('error', () => undefined)
  return file
}

/** Starts, serves until a signal comes, and stops; a signal that comes while it starts ends the start. */
async function run(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const stopping = new AbortController()
  const { signal: stop } = stopping
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.aborted) return
      step(`${signal}: stopping`)
      setTimeout(() => process.exit(1), 30_000).unref()
      stopping.abort(new Error(signal))
    })
  }
  const lock = await acquireDataDir({ dataDir: config.dataDir, address: addressOf(config) })
  const log = pino({ level: config.logLevel, base: null }, openLogFile(join(config.dataDir, 'nhip.log')))
  try {
    const close = await start(config, lock, log, stop)
    if (!stop.aborted) await once(stop, 'abort')
    await close()
  } catch (error) {
    if (error !== stop.reason) throw error
  }
  step('stopped')
}

run().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`nhip: not started: ${error.message}\n`)
    process.exit(1)
  },
)
