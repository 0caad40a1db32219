import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Logger } from 'pino'
import type { LaunchPlan } from './choose-launch.ts'
import { cleanEnv, type PostgresSettings, spawnUser } from './cluster.ts'
import { clearLeftover } from './leftover.ts'

/** Where and as whom to connect, as `pg` takes it: `host` is the folder of the socket. */
export type PostgresConnection = { host: string; port: number; user: string; password: string; database: string }

/** How PostgreSQL ended by itself. It is started again after `restartInMs`. */
export type PostgresExit = { code: number | null; signal: NodeJS.Signals | null; restartInMs: number }

export type SuperviseOptions = {
  clusterDir: string
  nativeDir: string
  plan: LaunchPlan
  settings: PostgresSettings
  connection: PostgresConnection
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  onExit: ((exit: PostgresExit) => void) | undefined
}

/** A PostgreSQL that is kept running. */
export type Supervised = {
  pid(): number | undefined
  isUp(): boolean
  /** True while it does not run and its last words were that the disk is full. */
  lacksRoom(): boolean
  stop(): Promise<void>
}

const firstBackOffMs = 100
const longestBackOffMs = 10_000

/**
 * Starts PostgreSQL, resolves when it answers a query, and starts it again, with back-off, whenever it ends by itself.
 * @throws when the first start fails; the message holds PostgreSQL's last lines
 */
export async function supervise(options: SuperviseOptions): Promise<Supervised> {
  const { log } = options
  const stopping = new AbortController()
  let running: Running | undefined
  let isUp = false

  const startOnce = async (): Promise<Running> => {
    await clearLeftover(options.clusterDir, (pids) =>
      log.warn({ pids }, 'an earlier PostgreSQL still holds the data folder; waiting for it to end'),
    )
    running = spawnPostgres(options)
    await waitUntilReady(running, options, stopping.signal)
    isUp = true
    return running
  }

  const keepRunning = async (first: Running): Promise<void> => {
    let current = first
    let backOffMs = firstBackOffMs
    while (!stopping.signal.aborted) {
      const startedMs = Date.now()
      const { code, signal } = await current.ended
      isUp = false
      if (stopping.signal.aborted) return
      if (Date.now() - startedMs > 60_000) backOffMs = firstBackOffMs
      log.error({ code, signal, restartInMs: backOffMs }, 'PostgreSQL ended by itself; starting it again')
      options.onExit?.({ code, signal, restartInMs: backOffMs })
      await delay(backOffMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      backOffMs = Math.min(longestBackOffMs, backOffMs * 2)
      try {
        current = await startOnce()
        log.info({ postgresPid: current.child.pid }, 'PostgreSQL runs again')
      } catch (error) {
        log.error({ err: error }, 'PostgreSQL did not start')
        await running?.end()
      }
    }
  }

  let first: Running
  try {
    first = await startOnce()
  } catch (error) {
    await running?.end()
    throw error
  }
  const loop = keepRunning(first)
  return {
    pid: () => running?.child.pid,
    isUp: () => isUp && !stopping.signal.aborted,
    lacksRoom: () => !isUp && (running?.lastLines.some((line) => line.includes('No space left on device')) ?? false),
    stop: async () => {
      stopping.abort()
      await running?.end()
      await loop
    },
  }
}

type Running = {
  child: ChildProcess
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  lastLines: string[]
  /** Fast shutdown, then harder ones; resolves when the process is gone. */
  end(): Promise<void>
}

function spawnPostgres({ clusterDir, nativeDir, plan, settings, log }: SuperviseOptions): Running {
  const [program = '', ...args] = [
    ...plan.command,
    join(nativeDir, 'bin', 'postgres'),
    ...['-D', clusterDir],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  // Its own session: Ctrl-C in the terminal reaches the server alone, which then ends PostgreSQL last.
  const child = spawn(program, args, {
    ...spawnUser(plan),
    cwd: '/',
    env: cleanEnv,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > 12) lastLines.shift()
      // "starting up" is the answer to our own question whether it is ready.
      const isNotable = /^(FATAL|PANIC|WARNING):/.test(line) && !line.includes('starting up')
      const level = isNotable ? 'warn' : 'debug'
      log[level]({ line }, 'PostgreSQL says')
    })
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('error', (error) => {
      lastLines.push(error.message)
      resolve({ code: null, signal: null })
    })
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const watch = plan.deathWatch === 'shell' && child.pid !== undefined ? watchFromShell(child.pid) : undefined
  ended.then(() => watch?.())
  return { child, ended, lastLines, end: () => endProcess(child, ended) }
}

/** A shell that ends PostgreSQL when our end of its pipe closes, which a kill -9 of the server does too. */
function watchFromShell(pid: number): () => void {
  const script = 'read -r word; [ "$word" = ended ] || kill -INT "$1"'
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  return () => shell.stdin.end('ended\n')
}

async function endProcess(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]
  for (const [signal, patienceMs] of steps) {
    child.kill(signal)
    const patience = new AbortController()
    const outcome = await Promise.race([
      ended.then(() => 'ended'),
      delay(patienceMs, 'late', { signal: patience.signal }).catch(() => 'ended'),
    ])
    patience.abort()
    if (outcome === 'ended') return
  }
}

async function waitUntilReady(running: Running, options: SuperviseOptions, stopping: AbortSignal): Promise<void> {
  let hasEnded = false
  running.ended.then(() => {
    hasEnded = true
  })
  const startedMs = Date.now()
  let saidAtMs = startedMs
  for (;;) {
    if (stopping.aborted) return
    if (hasEnded) throw new Error(`PostgreSQL ended while starting. It said: ${running.lastLines.join(' | ')}`)
    const failure = await tryToConnect(options.connection)
    if (failure === undefined) return
    // 28P01: it runs and answers, but not to our password.
    if (failure.code === '28P01')
      throw new Error(
        'PostgreSQL does not take the password kept in secrets.json of the data folder. Restore secrets.json from a backup.',
      )
    if (Date.now() - saidAtMs > 5_000) {
      saidAtMs = Date.now()
      const waitedS = Math.round((saidAtMs - startedMs) / 1000)
      options.log.info({ waitedS, said: failure.message }, 'PostgreSQL is still starting (recovery after a crash?)')
    }
    await Promise.race([running.ended, delay(10)])
  }
}

async function tryToConnect(connection: PostgresConnection): Promise<{ code?: string; message: string } | undefined> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
    return { ...code, message: error instanceof Error ? error.message : String(error) }
  } finally {
    await client.end().catch(() => undefined)
  }
}
