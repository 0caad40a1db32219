import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningCentre, runCentre } from '../running-centre.ts'

const packets = Number(process.env.NHIP_PACKETS ?? 1_000_000)
const seed = Number(process.env.NHIP_SEED ?? Date.now() % 1_000_000)
const atOnce = 20
const withinMs = 20 * 60_000

let state = seed >>> 0
function random(below: number): number {
  // xorshift32, Marsaglia 2003.
  state = (state ^ (state << 13)) >>> 0 || 1
  state = (state ^ (state >>> 17)) >>> 0
  state = (state ^ (state << 5)) >>> 0
  return state % below
}
function randomBytes(most: number): Buffer {
  const bytes = Buffer.alloc(1 + random(most))
  for (let at = 0; at < bytes.length; at++) bytes[at] = random(256)
  return bytes
}

let centre: RunningCentre
let login: { username: string; password: string }
beforeAll(async () => {
  centre = await runCentre()
  login = centre.credential('lu', ['phu-oc'])
}, 180_000)
afterAll(() => centre?.stop())

/** Resident memory of the server in MiB. */
function memoryMiB(): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${centre.pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1_024
}

/** Runs `work` for each of so many numbers, some at once. */
async function each(count: number, lanes: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) await work(next++)
    }),
  )
}

/** Writes bytes to a port and waits until the other side has had enough, a second at most. */
function throwAt(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
    socket.on('data', () => undefined)
    socket.end(bytes)
  })
}

/** Memory after a first part of the flood and after all of it: what grows with the flood would show. */
async function expectFlat(what: string, flood: (share: number) => Promise<void>): Promise<void> {
  const startedMs = performance.now()
  const pid = centre.pid
  await flood(0.2)
  const early = memoryMiB()
  await flood(0.8)
  const late = memoryMiB()
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0)
  console.log(
    `${what}: ${packets} in ${seconds} s, memory ${early.toFixed(0)} -> ${late.toFixed(0)} MiB (seed ${seed})`,
  )
  expect(centre.pid).toBe(pid)
  expect(late).toBeLessThan(early * 1.3 + 64)
  await expectGoodReading()
}

let goodMs = Date.now() - 3_600_000
async function expectGoodReading(): Promise<void> {
  const client = await mqtt.connectAsync(centre.mqttAddress, { ...login, protocolVersion: 4, reconnectPeriod: 0 })
  goodMs += 1_000
  const at = new Date(goodMs).toISOString()
  await client.publishAsync('nhip/v1/phu-oc/water_level', JSON.stringify({ at, value: 1 }), { qos: 1 })
  await client.endAsync()
  expect(await centre.look('select from platform.reading where at = $1', [at])).toHaveLength(1)
  expect((await fetch(`${centre.address}/readyz`)).status).toBe(200)
}

/** A message that may be anything: a true one, one with bytes changed, or bytes. */
function anyMessage(): Buffer {
  const good = Buffer.from(JSON.stringify({ at: new Date(Date.now() - random(1e9)).toISOString(), value: random(100) }))
  const kind = random(3)
  if (kind === 0) return randomBytes(200)
  if (kind === 1) for (let changes = 0; changes < 4; changes++) good[random(good.length)] = random(256)
  return good
}
const anyTopic = () =>
  ['nhip/v1/phu-oc/water_level', 'nhip/v1/kim-long/water_level', `nhip/v1/${random(1e6)}`, 'x'][random(4)] ?? 'x'

test(
  `${packets} packets at the MQTT door, of anybody and of one who is signed in: the server stays, its memory too`,
  () =>
    expectFlat('MQTT door', async (share) => {
      const port = Number(new URL(centre.mqttAddress).port)
      // Of strangers: bytes, and first packets that are nearly right.
      const hello = Buffer.from('101000044d5154540402003c0004746573740000', 'hex')
      await each(Math.floor(packets * share * 0.02), atOnce, async () => {
        const bytes = random(2) === 0 ? randomBytes(2_000) : Buffer.concat([hello, randomBytes(2_000)])
        if (random(2) === 0) bytes[random(bytes.length)] = random(256)
        await throwAt(port, bytes)
      })
      const connectOne = () =>
        mqtt.connectAsync(centre.mqttAddress, { ...login, protocolVersion: 4, reconnectPeriod: 0 }).then((client) => {
          client.on('error', () => undefined)
          return client
        })
      const clients = await Promise.all(Array.from({ length: atOnce }, connectOne))
      await each(Math.floor(packets * share * 0.98), atOnce * 50, async (index) => {
        const client = clients[index % clients.length]
        await client?.publishAsync(anyTopic(), anyMessage(), { qos: 1 })
      })
      for (const client of clients) await client.endAsync(true)
    }),
  withinMs,
)

test(
  `${packets} lines at the HTTP door, of anybody and of one who is signed in: the server stays, its memory too`,
  () =>
    expectFlat('HTTP door', async (share) => {
      const { port } = new URL(centre.address)
      const head = Buffer.from('POST /api/ingest/readings HTTP/1.1\r\nhost: x\r\ncontent-length: ')
      await each(Math.floor(packets * share * 0.01), atOnce, async () => {
        await throwAt(Number(port), random(2) === 0 ? randomBytes(2_000) : Buffer.concat([head, randomBytes(2_000)]))
      })
      const authorization = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
      const lines = 500
      await each(Math.floor((packets * share * 0.99) / lines), atOnce, async (index) => {
        const item = (): Buffer[] => [random(3) === 0 ? oneItem() : anyMessage(), Buffer.from('\n')]
        const body = Buffer.concat(Array.from({ length: lines }, item).flat())
        const status = await post(body, {
          authorization,
          'content-type': random(10) === 0 ? 'application/json' : 'application/x-ndjson',
          ...(random(10) === 0 ? { 'content-encoding': 'gzip' } : {}),
          ...(random(10) === 0 ? { 'idempotency-key': `k${index}` } : {}),
        })
        expect(status).toBeLessThan(500)
      })
    }),
  withinMs,
)
const oneItem = () =>
  Buffer.from(
    JSON.stringify({
      ...{ asset: random(2) === 0 ? 'phu-oc' : randomBytes(20).toString('latin1'), series: 'water_level' },
      ...{ at: new Date(Date.now() - random(1e9)).toISOString(), value: random(2) === 0 ? random(9) : '1' },
    }),
  )

function post(body: Buffer, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(`${centre.address}/api/ingest/readings`, {
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
    })
    sending.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sending.on('error', reject)
    sending.end(body)
  })
}
