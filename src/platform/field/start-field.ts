import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { readSecret } from '../db/embedded/secrets.ts'
import type { Wall } from '../db/wall.ts'
import { replaceCredential } from '../ingest/credentials.ts'

/** The replay of measured values, in a process of its own that knows the centre only by its MQTT door. */
export interface Field {
  /** How fast it replays now; null once it is over. */
  replay(): { speed: number } | null
  close(): Promise<void>
}

const program = join(import.meta.dirname, '../../field/replay.ts')
const credentialName = 'replay'
const assetCodes = ['phu-oc', 'kim-long', 'ho-binh-dien', 'ho-huong-dien', 'ho-ta-trach']
const restartMs = 5_000

/** Starts the replay where the demonstration's stations stand, else returns null. It is started again when it fails. */
export async function startField(options: {
  config: Config
  log: Logger
  wall: Wall
  mqttPort: number
}): Promise<Field | null> {
  const { config, log, wall, mqttPort } = options
  const secret = readSecret(config.dataDir, credentialName)
  const isWanted = await wall.service(async (tx) => {
    const assets = await tx.selectFrom('platform.asset').select('code').where('code', 'in', assetCodes).execute()
    if (assets.length < assetCodes.length) return false
    await replaceCredential(tx, { name: credentialName, assetCodes, agencyId: null, secret })
    return true
  })
  if (!isWanted) return null

  let isClosing = false
  let isOver = false
  let child: ChildProcess | null = null
  let restart: NodeJS.Timeout | undefined

  function run(): void {
    const args = [program, '--speed', String(config.speed), '--state', join(config.dataDir, 'replay.json')]
    // Its standard input is our pipe: when we die, however we die, it ends and so does the replay.
    child = spawn(process.execPath, args, {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: {
        PATH: process.env.PATH,
        MQTT_URL: `mqtt://${config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host}:${mqttPort}`,
        MQTT_USERNAME: credentialName,
        MQTT_PASSWORD: secret,
      },
    })
    child.stderr?.on('data', (chunk: Buffer) => log.warn({ text: chunk.toString('utf8').slice(0, 500) }, 'replay says'))
    child.on('error', (error) => log.error({ err: error.message }, 'replay cannot be started'))
    child.on('exit', (code) => {
      child = null
      if (isClosing) return
      isOver = code === 0
      log.info({ code }, isOver ? 'replay is over' : 'replay failed and is started again')
      if (!isOver) restart = setTimeout(run, restartMs)
    })
  }
  run()

  return {
    replay: () => (isOver ? null : { speed: config.speed }),
    async close() {
      isClosing = true
      clearTimeout(restart)
      const running = child
      if (!running) return
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      await ended
    },
  }
}
