import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { serverCommand } from '../running-centre.ts'
import { listHolders } from './processes.ts'

const limitMs = 60_000
let dataDir: string
let child: ChildProcess | undefined
let taken: Server | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'nhip cut short '))
})
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  taken?.close()
  rmSync(dataDir, { recursive: true, force: true })
}, limitMs)

/** Starts the server on a folder of its own; port 0 is any that is free. */
function startServer(env: NodeJS.ProcessEnv = {}) {
  const started = spawn(process.execPath, [...serverCommand(), '--empty'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, PORT: '0', MQTT_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  let text = ''
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => (text += chunk))
  const ended = once(started, 'close').then(() => started.exitCode)
  return { kill: () => started.kill('SIGTERM'), ended, output: () => text }
}

test.each(['PORT', 'MQTT_PORT'])(
  'a taken %s is told before the database is begun',
  async (setting) => {
    const server = createServer()
    taken = server
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? String(address.port) : ''
    const run = startServer({ [setting]: port })
    expect(await run.ended).toBe(1)
    expect(run.output()).toContain(`127.0.0.1:${port} (EADDRINUSE); free the port or choose another with ${setting}\n`)
    expect(run.output()).not.toContain('database')
    expect(readdirSync(dataDir)).not.toContain('postgres')
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false)
  },
  limitMs,
)

test(
  'a database that cannot be reached is told in a sentence, and the data folder is free again',
  async () => {
    const run = startServer({ DATABASE_URL: 'postgres://nhip:sai@127.0.0.1:9/nhip' })
    expect(await run.ended).toBe(1)
    expect(run.output()).toMatch(/^nhip: not started: the database of DATABASE_URL cannot be reached: .+\n$/)
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false)
  },
  limitMs,
)

test(
  'SIGTERM while it starts ends the start, PostgreSQL with it, and the next start goes on from there',
  async () => {
    const run = startServer()
    await until('the first step is applied', async () => run.output().includes('applying'), limitMs)
    run.kill()
    expect(await run.ended).toBe(0)
    expect(run.output()).toMatch(/SIGTERM: stopping\n(.*\n)*nhip: stopped\n$/)
    expect(run.output()).not.toContain('serving')
    expect(listHolders(dataDir)).toEqual([])
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false)

    const next = startServer()
    await until('it serves', async () => next.output().includes('serving'), limitMs)
    next.kill()
    expect(await next.ended).toBe(0)
  },
  limitMs,
)
