import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Aedes } from 'aedes'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import flood from '../../data/hazards/hue-flood-2025-11.json' with { type: 'json' }

const script = fileURLToPath(new URL('./replay.ts', import.meta.url))
const window = { cut: '2025-11-16T20:00:00+07:00', to: '2025-11-18T20:00:00+07:00' }
const Payload = z.strictObject({
  at: z.iso.datetime(),
  value: z.number(),
  sourceAt: z.iso.datetime(),
  origin: z.literal('replayed'),
})
interface Received extends z.infer<typeof Payload> {
  readonly key: string
  readonly receivedAt: Date
}

let folder: string
let broker: Aedes
let server: Server
let port = 0
let sockets: Set<Socket>
let received: Received[]
let holdAcknowledgement: Promise<void> | null
const children = new Set<ChildProcess>()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'))
  received = []
  holdAcknowledgement = null
  port = 0
  await openBroker()
})

afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  children.clear()
  await closeBroker()
  await rm(folder, { recursive: true })
})

async function openBroker(): Promise<void> {
  broker = await Aedes.createBroker({
    authenticate: (_client, username, password, done) => done(null, username === 'field' && `${password}` === 'secret'),
    authorizePublish: (_client, packet, done) => {
      const payload = Payload.parse(JSON.parse(packet.payload.toString()))
      received.push({ ...payload, key: `${packet.topic} ${payload.sourceAt}`, receivedAt: new Date() })
      expect(packet.qos).toBe(1)
      Promise.resolve(holdAcknowledgement).then(() => done(null))
    },
  })
  sockets = new Set()
  server = createServer((socket) => {
    sockets.add(socket)
    broker.handle(socket)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the broker has no port')
  port = address.port
}

async function closeBroker(): Promise<void> {
  server.close()
  for (const socket of sockets) socket.destroy()
  await new Promise<void>((resolve) => broker.close(() => resolve()))
}

function startReplay(args: string[], { password = 'secret', ipc = false } = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { MQTT_URL: `mqtt://127.0.0.1:${port}`, MQTT_USERNAME: 'field', MQTT_PASSWORD: password },
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? ['ipc' as const] : [])],
  })
  children.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal, output }))
  return { child, ended }
}

const state = () => join(folder, 'state', 'replay.json')
const until = (isTrue: () => boolean) =>
  vi.waitFor(() => expect(isTrue()).toBe(true), { timeout: 15_000, interval: 10 })

/** Every value of the file up to a time, by topic and source time: what must arrive. */
function measured(to: string): Map<string, number> {
  const cells: [string, string, string, number | null][] = [
    ...flood.levels.flatMap((row): [string, string, string, number | null][] => [
      [row.at, 'phu-oc', 'water_level', row.phuOcM],
      [row.at, 'kim-long', 'water_level', row.kimLongM],
    ]),
    ...flood.reservoirReadings.flatMap((row): [string, string, string, number | null][] => [
      [row.at, row.reservoir, 'water_level', row.levelM],
      [row.at, row.reservoir, 'inflow', row.inflowM3s],
      [row.at, row.reservoir, 'outflow', row.outflowM3s],
    ]),
  ]
  return new Map(
    cells.flatMap(([at, asset, series, value]) =>
      value === null || Date.parse(at) > Date.parse(to)
        ? []
        : [[`nhip/v1/${asset}/${series} ${new Date(at).toISOString()}`, value]],
    ),
  )
}

test('every measured value of the window arrives once, in order, with its spacing, and never ahead of the clock', async () => {
  const startedAt = Date.now()
  // An hour in 20 ms: 48 hours after the cut take about a second.
  const { ended } = startReplay(['--speed', '180000', '--state', state(), '--until', window.to])
  const { code, output } = await ended
  expect(code, output).toBe(0)
  expect(output.trim().split('\n').at(-1)).toContain('replay is over')

  expect(received).toHaveLength(measured(window.to).size)
  expect(new Map(received.map(({ key, value }) => [key, value]))).toEqual(measured(window.to))
  expect(new Set(received.map(({ at, sourceAt }) => Date.parse(at) - Date.parse(sourceAt))).size).toBe(1)
  for (const [i, { at, sourceAt, receivedAt }] of received.entries()) {
    expect(Date.parse(at)).toBeLessThanOrEqual(receivedAt.getTime())
    expect(Date.parse(sourceAt)).toBeGreaterThanOrEqual(Date.parse(received[i - 1]?.sourceAt ?? sourceAt))
    const sinceCutMs = Math.max(Date.parse(sourceAt) - Date.parse(window.cut), 0)
    expect(receivedAt.getTime()).toBeGreaterThanOrEqual(startedAt + sinceCutMs / 180_000)
  }
})

test('when time has caught up it goes on with what was measured next, as it was measured, and tells its parent how time passes', async () => {
  const startedAt = Date.now()
  const { child, ended } = startReplay(['--speed', '180000', '--state', state()], { ipc: true })
  const told = once(child, 'message')
  const [time] = await told
  await until(() => received.length === measured(window.to).size)
  const { offsetMs } = JSON.parse(await readFile(state(), 'utf8'))
  expect(time).toEqual({ startedMs: expect.any(Number), beginMs: Date.parse(window.cut) + offsetMs, speed: 180_000 })
  expect(time.startedMs).toBeGreaterThanOrEqual(startedAt)
  // The next row was measured an hour later: it is waited for.
  expect(child.exitCode).toBeNull()
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0 })
  expect(received).toHaveLength(measured(window.to).size)
})

test('at the usual speed history comes at once and the next hour is waited for', async () => {
  const { child, ended } = startReplay(['--state', state()])
  await until(() => received.length === measured(window.cut).size)
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0 })
  expect(new Map(received.map(({ key, value }) => [key, value]))).toEqual(measured(window.cut))
})

test('killed and started again it goes on behind what was acknowledged, and a row keeps its time', async () => {
  const args = ['--speed', '180000', '--state', state(), '--until', window.to]
  const first = startReplay(args)
  await until(() => received.length > measured(window.cut).size + 20)
  first.child.kill('SIGKILL')
  await first.ended
  const before = received.length

  const { code, output } = await startReplay(args).ended
  expect(code, output).toBe(0)
  expect(new Set(received.map(({ key }) => key))).toEqual(new Set(measured(window.to).keys()))
  expect(new Set(received.map(({ key, at }) => `${key} ${at}`)).size).toBe(measured(window.to).size)
  // At most one group without its acknowledgement is sent again.
  expect(received.length - measured(window.to).size).toBeLessThanOrEqual(50)
  expect(received.length).toBeGreaterThan(before)

  received.length = 0
  expect(await startReplay(args).ended).toMatchObject({ code: 0 })
  expect(received).toEqual([])
})

test('nothing counts as sent before the broker has acknowledged it', async () => {
  holdAcknowledgement = new Promise(() => undefined)
  const { child, ended } = startReplay(['--state', state()])
  await until(() => received.length > 0)
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0 })
  expect(JSON.parse(await readFile(state(), 'utf8'))).toMatchObject({ acknowledged: null })
})

test('a broker that goes away and comes back gets everything', async () => {
  const { ended } = startReplay(['--speed', '180000', '--state', state(), '--until', window.to])
  await until(() => received.length > 100)
  await closeBroker()
  await openBroker()
  const { code, output } = await ended
  expect(code, output).toBe(0)
  expect(new Set(received.map(({ key }) => key))).toEqual(new Set(measured(window.to).keys()))
})

test('it waits for a broker that is not there yet', async () => {
  await closeBroker()
  const { child, ended } = startReplay(['--state', state()])
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk))
  await until(() => output.includes('not connected'))
  await openBroker()
  await until(() => received.length === measured(window.cut).size)
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0 })
})

test.each(['stdin', 'ipc'])('it ends with its parent (%s)', async (tie) => {
  const { child, ended } = startReplay(['--state', state()], { ipc: tie === 'ipc' })
  await until(() => received.length > 0)
  if (tie === 'ipc') child.disconnect()
  else child.stdin?.end()
  expect(await ended).toMatchObject({ code: 0 })
})

test('a refused login ends it with what to set', async () => {
  const { code, output } = await startReplay(['--state', state()], { password: 'wrong' }).ended
  expect(code).toBe(1)
  expect(output).toContain('set MQTT_USERNAME and MQTT_PASSWORD')
})

test.each([
  [['--speed', '0'], 'speed'],
  [['--cut', 'yesterday'], 'cut'],
  [['--from', '2026-01-01T00:00:00Z'], 'no measured row'],
])('wrong arguments %j are refused with their name', async (args, word) => {
  const { code, output } = await startReplay(args).ended
  expect(code).toBe(1)
  expect(output).toContain(word)
})
