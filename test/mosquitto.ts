import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './centre.ts'
import { freePort } from './running-centre.ts'

/** A real broker of another maker, on a port and a folder of its own. */
export interface Mosquitto {
  readonly port: number
  readonly folder: string
  log(): string
  start(): Promise<void>
  /** Ends it as an operator does; what it holds is kept for the next start. */
  stop(): Promise<void>
  /** Ends it and removes its folder. */
  close(): Promise<void>
}

/**
 * Starts one that keeps everything for clients that are away.
 * @param lines of its configuration, beside listener and persistence; without any everybody may do everything
 */
export async function openMosquitto(
  lines: (folder: string) => readonly string[] = () => ['allow_anonymous true'],
): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-mosquitto-'))
  const port = await freePort()
  const file = join(folder, 'mosquitto.conf')
  const config = [
    `listener ${port} 127.0.0.1`,
    ...[
      'persistence true',
      `persistence_location ${folder}/`,
      'max_queued_messages 0',
      'log_dest stdout',
      // Not each packet: with a million of them it would wait for its log to be read.
      ...['log_type error', 'log_type warning', 'log_type notice'],
    ],
    // Started as root it would become another user, who cannot write here.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    ...lines(folder),
  ]
  writeFileSync(file, `${config.join('\n')}\n`)
  let child: ChildProcess | null = null
  let output = ''

  async function start(): Promise<void> {
    const started = spawn(process.env.MOSQUITTO_PATH ?? '/usr/sbin/mosquitto', ['-c', file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    started.on('error', (error) => (output += `${error.message}; apt-get install mosquitto\n`))
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => (output += chunk))
    await until('mosquitto listens', async () => {
      if (started.exitCode !== null || started.pid === undefined) throw new Error(`mosquitto ended: ${output}`)
      return isOpen(port)
    })
  }

  async function stop(): Promise<void> {
    const running = child
    if (!running || running.exitCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGTERM')
    await ended
  }

  await start()
  return {
    port,
    folder,
    log: () => output,
    start,
    stop,
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
