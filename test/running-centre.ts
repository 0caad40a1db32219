import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
// @ts-expect-error plain JavaScript without types: it runs before packages exist
import { buildServer, isServerBuilt } from '../scripts/setup/build.mjs'
import { readHolder } from '../src/platform/db/data-dir-lock.ts'
import { readSecret } from '../src/platform/db/embedded/secrets.ts'
import { until } from './centre.ts'

export const adminPassword = 'mot mat khau du dai 2026'
const ownTree = join(import.meta.dirname, '..')

/** The real server as its own process, on free ports and a data folder of its own. */
export interface RunningCentre {
  readonly address: string
  readonly mqttAddress: string
  readonly pid: number
  readonly dataDir: string
  postgresPid(): number
  /** What it said since the first start. */
  output(): string
  /** The end of its log file. */
  log(): string
  /** Ends the server the hard way, PostgreSQL with it. */
  kill(): Promise<void>
  /** Ends the server as an operator would; its data stay. */
  end(): Promise<void>
  /** Starts it again on the same data folder and ports. */
  start(): Promise<void>
  /** Looks as superuser at what nobody may see. */
  look<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** A device credential of these assets: username and password. */
  credential(name: string, assets: readonly string[]): { username: string; password: string }
  stop(): Promise<void>
}

/**
 * A port of this machine that is free now, below those that the kernel gives to connections: one of these could be taken before the
 * centre listens on it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
}

/** What `npm start` gives to Node. */
export const serverCommand = (root = ownTree) => ['--semi-space-growth-factor=16', join(root, 'dist/server/main.cjs')]

/** Builds the server of a copied tree that was changed. @throws {Error} where that of this tree is older than its sources */
async function readyServer(root: string): Promise<void> {
  if (isServerBuilt(root)) return
  if (root === ownTree) throw new Error('dist/server is older than the sources; run «node scripts/setup.mjs» first')
  await buildServer(root, { setStep: () => undefined })
}

/**
 * @param root the tree it runs from; default this one
 * @param made.disk where its data folder is made
 * @param made.settings of the environment, beside ports and folder
 */
export async function runCentre(
  args: readonly string[] = ['--no-replay'],
  root = ownTree,
  made: { readonly disk?: string; readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<RunningCentre> {
  const dataDir = mkdtempSync(join(made.disk ?? tmpdir(), 'nhip-e2e-'))
  const port = await freePort()
  const mqttPort = await freePort()
  const address = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    MQTT_PORT: String(mqttPort),
    HOST: '127.0.0.1',
    NHIP_ADMIN_PASSWORD: adminPassword,
    DATABASE_URL: undefined,
    // As `npm start` has it.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
    ...made.settings,
  }
  let child: ChildProcess | null = null
  let output = ''

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [...serverCommand(root), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    started.stdout?.on('data', (chunk) => (output += chunk))
    started.stderr?.on('data', (chunk) => (output += chunk))
    await until(
      'the centre is ready',
      async () => {
        if (started.exitCode !== null) throw new Error(`the server ended: ${output}`)
        return fetch(`${address}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        )
      },
      60_000,
    ).catch((error: Error) => {
      const file = join(dataDir, 'nhip.log')
      // One that was refused at once has not begun it.
      const log = existsSync(file) ? readFileSync(file, 'utf8').slice(-4_000) : ''
      throw new Error(`${error.message}; it said: ${output.slice(-2_000)}\n${log}`)
    })
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
  }

  await readyServer(root)
  await start()
  return {
    address,
    mqttAddress: `mqtt://127.0.0.1:${mqttPort}`,
    get pid() {
      return child?.pid ?? 0
    },
    dataDir,
    postgresPid: () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    output: () => output,
    log: () => readFileSync(join(dataDir, 'nhip.log'), 'utf8').slice(-4_000),
    kill: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
    start,
    async look(text, values = []) {
      const { socketDir = '', port: postgresPort = 0 } = readHolder(dataDir) ?? {}
      const client = new pg.Client({
        host: socketDir,
        port: postgresPort,
        user: 'postgres',
        password: readSecret(dataDir, 'postgresPassword'),
        database: 'nhip',
      })
      await client.connect()
      try {
        return (await client.query(text, [...values])).rows
      } finally {
        await client.end()
      }
    },
    credential(name, assets) {
      const options = ['create', '--name', name, ...assets.flatMap((code) => ['--asset', code])]
      const text = execFileSync(process.execPath, [join(root, 'scripts/credentials.ts'), ...options], {
        env,
        encoding: 'utf8',
      })
      const [, username = '', password = ''] = /username: (.*)\npassword: (.*)/.exec(text) ?? []
      return { username, password }
    },
    async stop() {
      await end('SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A person over HTTP with a cookie, as curl would. */
export async function signIn(address: string, login: string, password: string) {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  if (!answer.ok) throw new Error(`sign-in of ${login}: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return {
    cookie,
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    async ask(method: string, path: string, body?: object | FormData): Promise<{ status: number; body: any }> {
      const isForm = body instanceof FormData
      const response = await fetch(`${address}${path}`, {
        method,
        headers: { cookie, ...(body && !isForm ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
      })
      const isJson = (response.headers.get('content-type') ?? '').includes('json')
      return { status: response.status, body: isJson ? await response.json() : null }
    },
  }
}
