import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type HastenedTime, hastenedAt, paceAt } from '../../core/hastened-time.ts'
import type { Config } from '../config.ts'
import { readSecret } from '../db/embedded/secrets.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { replaceCredential } from '../ingest/credentials.ts'
import { projectRoot } from '../project-root.ts'
import { referenceFiles } from '../seed/files.ts'
import type { Replaying } from '../situation/routes.ts'
import { keepRunning } from './keep-running.ts'

/** What stands in for devices, in processes of its own that know the centre only by its doors. */
export interface Field {
  /** How fast measured values are replayed now and the time they carry; null before it has begun and once it is over. */
  replay(): Replaying | null
  /** How many devices are simulated; null where none is. */
  simulated(): { devices: number } | null
  close(): Promise<void>
}

/** As the replay tells it; another process of ours, yet a process. */
const Told = z.object({ startedMs: z.number(), beginMs: z.number(), speed: z.number() })

const folder = join(projectRoot, 'src/field')
const measuredCodes = ['phu-oc', 'kim-long', 'ho-binh-dien', 'ho-huong-dien', 'ho-ta-trach']

/**
 * Starts the replay where the demonstration's stations stand, else returns null; with `config.simulate` also the simulated field, as far
 * as its devices are in use.
 */
export async function startField(options: {
  config: Config
  log: Logger
  wall: Wall
  mqttPort: number
  /** Where pages and API are served. */
  port: number
}): Promise<Field | null> {
  const { config, log, wall, mqttPort, port } = options
  const login = (name: string) => ({ name, secret: readSecret(config.dataDir, name) })
  const [replayLogin, simulatedLogin] = [login('replay'), login('simulated')]
  const isWanted = await wall.service(async (tx) => {
    const codes = await inUse(tx, measuredCodes)
    if (codes.length < measuredCodes.length) return false
    await replaceCredential(tx, { ...replayLogin, assetCodes: codes, agencyId: null })
    return true
  })
  if (!isWanted) return null

  const host = reachable(config.host)
  const mqttUrl = `mqtt://${host}:${mqttPort}`
  const envOf = ({ name, secret }: typeof replayLogin) => ({
    MQTT_URL: mqttUrl,
    MQTT_USERNAME: name,
    MQTT_PASSWORD: secret,
  })
  const speed = ['--speed', String(config.speed)]
  const replayState = join(config.dataDir, 'replay.json')
  let time: HastenedTime | null = null
  const replay = keepRunning({
    program: join(folder, 'replay.ts'),
    args: [...speed, '--state', replayState],
    env: envOf(replayLogin),
    name: 'replay',
    onMessage: (message) => {
      time = Told.parse(message)
    },
    log,
  })
  const simulated = config.simulate ? await simulate() : null

  async function simulate() {
    const all = (await referenceFiles.field()).devices.map(({ code }) => code)
    const used = await wall.service(async (tx) => {
      const codes = await inUse(tx, all)
      if (codes.length > 0) await replaceCredential(tx, { ...simulatedLogin, assetCodes: codes, agencyId: null })
      return new Set(codes)
    })
    if (used.size === 0) return null
    const skip = all.filter((code) => !used.has(code)).join(',')
    const running = keepRunning({
      program: join(folder, 'simulate.ts'),
      args: [
        ...[...speed, '--replay', replayState, '--state', join(config.dataDir, 'simulated.json')],
        ...(skip === '' ? [] : ['--skip', skip]),
      ],
      // Behind HTTPS it would have to know whose certificate to trust: then all of it goes over MQTT.
      env: { ...envOf(simulatedLogin), HTTP_URL: config.tls ? undefined : `http://${host}:${port}` },
      name: 'simulated field',
      log,
    })
    return { ...running, devices: used.size }
  }

  return {
    replay() {
      const now = Date.now()
      return time === null || replay.isOver() ? null : { speed: paceAt(time, now), at: new Date(hastenedAt(time, now)) }
    },
    simulated: () => (simulated && !simulated.isOver() ? { devices: simulated.devices } : null),
    async close() {
      await Promise.all([replay.close(), simulated?.close()])
    },
  }
}

async function inUse(tx: Db, codes: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('platform.asset')
    .select('code')
    .where('code', 'in', codes)
    .where('retiredAt', 'is', null)
    .execute()
  return rows.map(({ code }) => code)
}

/** An address of this machine for what listens on all of them. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
