import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningCentre, runCentre } from '../running-centre.ts'

const lines = 1_000_000
const perRequest = 10_000
const messages = 100_000
const inFlight = 100
const rawConnections = 2_000

let centre: RunningCentre
let login: { username: string; password: string }
beforeAll(async () => {
  centre = await runCentre()
  login = centre.credential('cong', ['phu-oc'])
}, 120_000)
afterAll(() => centre?.stop())

const below = (limit: number) => Math.floor(Math.random() * limit)
const words = [
  'asset',
  'series',
  'at',
  'value',
  'phu-oc',
  'water_level',
  '2026-11-22T00:00:00Z',
  "'; drop table x; --",
  '<b>',
  '\\u0000',
]
const signs = ['{', '}', '[', ']', '"', ':', ',', '1e999', '-', 'NaN', 'null', '\\ud800', '\u202e', ' ']

/** Bytes by chance, or pieces of what the door understands by chance; without a line break. */
function rubbish(): Buffer {
  if (Math.random() < 0.5)
    return Buffer.from(randomBytes(1 + below(60)).map((byte) => (byte === 10 || byte === 13 ? 0 : byte)))
  const piece = () => (Math.random() < 0.5 ? `"${words[below(words.length)]}"` : (signs[below(signs.length)] ?? ''))
  return Buffer.from(
    Array.from({ length: 1 + below(12) }, piece)
      .join('')
      .trim() || '{',
  )
}

async function expectAlive(pid: number, value: number): Promise<void> {
  expect(centre.pid).toBe(pid)
  const readings = [{ asset: 'phu-oc', series: 'water_level', at: new Date().toISOString(), value }]
  const answer = await postLines(Buffer.from(JSON.stringify(readings[0])))
  expect(await answer.json()).toMatchObject({ stored: 1, refused: 0 })
}

/** Letters kept whole, and those that are counted only, whichever door the one that stands for them came by. */
async function countLetters(): Promise<number> {
  const [row] = await centre.look<{ all: number }>(
    'select coalesce(sum(greatest(counted, 1)), 0)::float8 as all from platform.dead_letter',
  )
  return row?.all ?? 0
}

const postLines = (body: Buffer) =>
  fetch(`${centre.address}/api/ingest/readings`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`,
      'content-type': 'application/x-ndjson',
    },
    body: new Uint8Array(body),
  })

test('a million lines of rubbish over HTTP: each is answered, none stored, the server stays up', async () => {
  const { pid } = centre
  for (let sent = 0; sent < lines; sent += perRequest) {
    const body = Buffer.concat(Array.from({ length: perRequest }, () => Buffer.concat([rubbish(), Buffer.from('\n')])))
    const answer = await postLines(body)
    expect(answer.status).toBe(200)
    const { stored, refused, results } = (await answer.json()) as {
      stored: number
      refused: number
      results: unknown[]
    }
    expect({ stored, refused, results: results.length }).toEqual({
      stored: 0,
      refused: perRequest,
      results: perRequest,
    })
  }
  await expectAlive(pid, 1)
  expect(await countLetters()).toBe(lines)
  const [letters] = await centre.look<{ kept: number }>('select count(*)::int as kept from platform.dead_letter')
  expect(letters?.kept).toBeLessThan(2_000)
}, 900_000)

test('a hundred thousand messages of rubbish over MQTT: each has its PUBACK and is counted, the server stays up', async () => {
  const { pid } = centre
  const before = await countLetters()
  const client = await mqtt.connectAsync(centre.mqttAddress, { ...login, protocolVersion: 4, clientId: 'rubbish' })
  let losses = 0
  client.on('close', () => losses++)
  const topic = () => {
    if (Math.random() < 0.5) return 'nhip/v1/phu-oc/water_level'
    const text = randomBytes(1 + below(30))
      .toString('latin1')
      .replaceAll(/[+#\0]/g, 'x')
    return Math.random() < 0.5 ? `nhip/v1/${text}` : text
  }
  let sent = 0
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (sent++ < messages) await client.publishAsync(topic(), rubbish(), { qos: 1 })
    }),
  )
  expect(losses).toBe(0)
  await client.endAsync()
  await expectAlive(pid, 2)
  expect((await countLetters()) - before).toBe(messages)
}, 900_000)

test('connections that speak neither HTTP nor MQTT are let go, the server stays up', async () => {
  const { pid } = centre
  const doors = [centre.address, centre.mqttAddress].map((address) => Number(new URL(address).port))
  for (let from = 0; from < rawConnections; from += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const socket = connect(doors[index % 2] ?? 0, '127.0.0.1')
        socket.on('error', () => undefined)
        socket.on('data', () => undefined)
        const closed = once(socket, 'close')
        socket.write(
          index % 3 ? randomBytes(1 + below(400)) : Buffer.concat([Buffer.from([0x10]), randomBytes(below(400))]),
        )
        socket.end()
        await closed
      }),
    )
  }
  await expectAlive(pid, 3)
  const metrics = await (await fetch(`${centre.address}/metrics`)).text()
  const memoryMb = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 2 ** 20
  expect(memoryMb).toBeLessThan(700)
}, 300_000)
