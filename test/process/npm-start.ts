import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import { readHolder } from '../../src/platform/db/data-dir-lock.ts'
import { isSameProcessRunning, type ProcessIdentity } from '../../src/platform/db/embedded/process-identity.ts'
import { readSecret } from '../../src/platform/db/embedded/secrets.ts'
import { freePort } from '../running-centre.ts'
import { readFamily, waitUntil } from './processes.ts'
import type { Tree, User } from './tree.ts'

/** One `npm start`, and what a person at the terminal can see of it. */
export type NpmStart = {
  npm: ChildProcess
  dataDir: string
  /** Resolves with npm's exit code (128 + n for a signal) when npm has ended. */
  ended: Promise<number>
  /** Everything printed so far. */
  output(): string
  /** Status of /readyz, 0 when nothing answers. */
  readyStatus(): Promise<number>
  /** Waits until /readyz answers 200; fails with the output when npm ends first. */
  untilReady(): Promise<void>
  /** npm and every process below it at this moment. */
  family(): ProcessIdentity[]
  /** Ends by force what a failed test left running of every family seen so far. */
  killLeftovers(): void
  /** Pid of the server, from the lock of the data folder. */
  serverPid(): number
  /** Pid of PostgreSQL's postmaster. */
  postgresPid(): number
  /** Runs one statement as PostgreSQL's superuser and gives its first value. */
  ask(sql: string): Promise<unknown>
}

// A fresh terminal: the machine's own Node and npm, nothing of the test run's npm, Vitest or project.
function freshEnv(tree: Tree): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.endsWith('node_modules/.bin'))
  return { PATH: path.join(delimiter), HOME: join(tree.openFolder, 'home'), LANG: 'C.UTF-8' }
}

/** Starts `npm start` in the tree as `user`, on free ports of 127.0.0.1. */
export async function npmStart(tree: Tree, user: User, env: NodeJS.ProcessEnv = {}): Promise<NpmStart> {
  const port = await freePort()
  const dataDir = env.DATA_DIR ?? join(tree.path, 'var')
  const npm = spawn('npm', ['start'], {
    cwd: tree.path,
    env: {
      ...freshEnv(tree),
      PORT: String(port),
      MQTT_PORT: String(await freePort()),
      NHIP_ADMIN_PASSWORD: 'process-tests-only-1',
      ...env,
    },
    ...(process.geteuid?.() === 0 ? { uid: user.uid, gid: user.gid } : {}),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const signals: Record<string, number> = { SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }
  const ended = new Promise<number>((resolve) => {
    npm.once('exit', (code, signal) => resolve(code ?? signals[signal ?? ''] ?? 1))
  })

  const readyStatus = async (): Promise<number> => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) })
      await response.arrayBuffer()
      return response.status
    } catch {
      return 0
    }
  }
  const seen: ProcessIdentity[] = []
  const family = () => {
    const members = readFamily(npm.pid ?? -1)
    seen.push(...members)
    return members
  }
  const holder = () => {
    const found = readHolder(dataDir)
    if (!found) throw new Error(`nobody holds ${dataDir}:\n${output}`)
    return found
  }
  return {
    npm,
    dataDir,
    ended,
    output: () => output,
    readyStatus,
    family,
    killLeftovers: () => {
      for (const identity of seen.filter(isSameProcessRunning)) process.kill(identity.pid, 'SIGKILL')
    },
    untilReady: async () => {
      const isOver = async () => (npm.exitCode ?? npm.signalCode) !== null || (await readyStatus()) === 200
      await waitUntil(isOver, 60_000, () => `npm start is not ready:\n${output}`)
      if ((await readyStatus()) !== 200) throw new Error(`npm start ended with ${await ended}:\n${output}`)
      family()
    },
    serverPid: () => holder().pid,
    postgresPid: () => Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10),
    ask: async (sql) => {
      const { socketDir = '', port: postgresPort = 0 } = holder()
      const password = readSecret(dataDir, 'postgresPassword')
      const client = new Client({
        host: socketDir,
        port: postgresPort,
        user: 'postgres',
        password,
        database: 'postgres',
      })
      await client.connect()
      try {
        return Object.values((await client.query({ text: sql })).rows[0] ?? {})[0]
      } finally {
        await client.end()
      }
    },
  }
}
