import mqtt, { type MqttClient } from 'mqtt'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre, until } from '../../../test/centre.ts'
import { createCredential, findSender, revokeCredential } from './credentials.ts'
import { type MqttDoor, openMqttDoor } from './mqtt.ts'

let centre: TestCentre
let door: MqttDoor
let secret: string
const clients: MqttClient[] = []

beforeAll(async () => {
  centre = await openTestCentre()
  door = await openMqttDoor({
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
    ingest: centre.ingest,
    findSender: (name, given) => findSender(centre.wall, name, given),
  })
  secret = await centre.wall.service((tx) =>
    createCredential(tx, { name: 'tram', assetCodes: ['phu-oc'], agencyId: null }),
  )
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.endAsync(true)
})
afterAll(async () => {
  await door.close()
  await centre.close()
})

async function connect(options: mqtt.IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(
    `mqtt://127.0.0.1:${door.port}`,
    { username: 'tram', password: secret, reconnectPeriod: 100, ...options },
    false,
  )
  clients.push(client)
  return client
}

const topic = 'nhip/v1/phu-oc/water_level'
let lastMs = Date.now() - 3_600_000
function nextAt(): string {
  lastMs += 1_000
  return new Date(lastMs).toISOString()
}
const stored = async (at: string): Promise<number> =>
  (await centre.admin.query('select from platform.reading where at = $1', [at])).rowCount ?? 0

test('the device is told that a message arrived after it is committed, and not before', async () => {
  const blocker = new pg.Client(centre.database.admin)
  await blocker.connect()
  await blocker.query('begin; lock table platform.reading_batch in access exclusive mode')
  const client = await connect()
  const at = nextAt()
  let isTold = false
  const told = client.publishAsync(topic, JSON.stringify({ at, value: 1 }), { qos: 1 }).then(() => {
    isTold = true
  })
  await until('the transaction waits for the lock', async () => {
    const { rowCount } = await centre.admin.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%with known as%'",
    )
    return rowCount === 1
  })
  // Another message, taken in meanwhile on the same connection: an answer to the first would have overtaken it.
  await client.publishAsync('elsewhere', 'x', { qos: 1 })
  expect(isTold).toBe(false)
  expect(await stored(at)).toBe(0)
  await blocker.query('commit')
  await told
  expect(await stored(at)).toBe(1)
  await blocker.end()
})

test('what cannot be committed is not acknowledged, and the device sends it again until it is', async () => {
  const client = await connect()
  let losses = 0
  client.on('close', () => losses++)
  const at = nextAt()
  await centre.admin.query('revoke insert on platform.reading from nhip_service')
  let isTold = false
  const told = client.publishAsync(topic, JSON.stringify({ at, value: 1 }), { qos: 1 }).then(() => {
    isTold = true
  })
  await until('two refused attempts', async () => losses >= 2)
  expect(isTold).toBe(false)
  await centre.admin.query('grant insert on platform.reading to nhip_service')
  await told
  expect(await stored(at)).toBe(1)
})

test.for([
  ['foreign topic', 'home/kitchen', '{}', 'bad_topic'],
  ['bad JSON', topic, '{', 'bad_payload'],
  ['invalid UTF-8', topic, Buffer.from([0x22, 0xff, 0x22]), 'bad_payload'],
  ['local time without offset', topic, '{"at":"2026-11-21T12:00:00","value":1}', 'bad_payload'],
  ['NaN', topic, '{"at":"2026-11-21T12:00:00Z","value":NaN}', 'bad_payload'],
  ['1970', topic, '{"at":"1970-01-01T00:00:00Z","value":1}', 'time_out_of_bounds'],
  ['2099', topic, '{"at":"2099-01-01T00:00:00Z","value":1}', 'time_out_of_bounds'],
  ['asset of another device', 'nhip/v1/kim-long/water_level', 'now', 'foreign_asset'],
  ['unknown asset', 'nhip/v1/nowhere/water_level', 'now', 'unknown_series'],
  ['unknown series', 'nhip/v1/phu-oc/wind', 'now', 'unknown_series'],
] as const)(
  '%s is kept as a dead letter with its reason, and the connection stays',
  async ([, address, body, reason]) => {
    const client = await connect({ reconnectPeriod: 0 })
    const payload = body === 'now' ? Buffer.from(JSON.stringify({ at: nextAt(), value: 1 })) : Buffer.from(body)
    const before = await centre.admin.query('select coalesce(max(id), 0) as last from platform.dead_letter')
    await client.publishAsync(address, payload, { qos: 1 })
    const { rows } = await centre.admin.query(
      'select topic, payload, reason, sender, via, detail from platform.dead_letter where id > $1',
      [before.rows[0].last],
    )
    expect(rows).toEqual([{ topic: address, payload, reason, sender: 'tram', via: 'mqtt', detail: expect.any(String) }])
    const at = nextAt()
    await client.publishAsync(topic, JSON.stringify({ at, value: 2 }), { qos: 1 })
    expect(client.connected).toBe(true)
    expect(await stored(at)).toBe(1)
  },
)

test('a message that goes out twice is acknowledged twice and kept once', async () => {
  const client = await connect()
  const at = nextAt()
  const payload = JSON.stringify({ at, value: 3 })
  await client.publishAsync(topic, payload, { qos: 1 })
  await client.publishAsync(topic, payload, { qos: 1 })
  await client.publishAsync(topic, payload, { qos: 2 })
  expect(await stored(at)).toBe(1)
})

test('a wrong secret is refused, each time later than before; the right one still at once', async () => {
  const tookMs: number[] = []
  for (let attempt = 0; attempt < 4; attempt++) {
    const startMs = performance.now()
    await expect(connect({ password: 'wrong', reconnectPeriod: 0 })).rejects.toThrow(/Not authorized|Bad username/i)
    tookMs.push(performance.now() - startMs)
  }
  for (const [attempt, ms] of tookMs.entries()) expect(ms).toBeGreaterThan(2 ** (attempt + 1) * 50)
  const startMs = performance.now()
  await connect()
  expect(performance.now() - startMs).toBeLessThan(tookMs.at(-1) ?? 0)
  await expect(connect({ username: 'nobody', reconnectPeriod: 0 })).rejects.toThrow(/Not authorized|Bad username/i)
})

test('a device hears nothing, neither of others nor of what was sent to be retained', async () => {
  const [sender, listener] = [await connect(), await connect()]
  const heard: string[] = []
  listener.on('message', (address) => heard.push(address))
  await sender.publishAsync(topic, JSON.stringify({ at: nextAt(), value: 1 }), { qos: 1, retain: true })
  for (const filter of ['#', topic, '$SYS/#']) {
    // 128: refused (MQTT 3.1.1 section 3.9.3).
    await expect(listener.subscribeAsync(filter, { qos: 1 })).rejects.toMatchObject({ packet: { granted: [128] } })
  }
  await sender.publishAsync(topic, JSON.stringify({ at: nextAt(), value: 1 }), { qos: 1 })
  await listener.publishAsync('elsewhere', 'a round trip', { qos: 1 })
  expect(heard).toEqual([])
})

test('the last will of a device that is cut off is taken in like any other message', async () => {
  const at = nextAt()
  const client = await connect({
    reconnectPeriod: 0,
    will: { topic, payload: Buffer.from(JSON.stringify({ at, value: 9 })), qos: 1 },
  })
  client.stream.destroy()
  await until('the will', async () => (await stored(at)) === 1)
})

test('a revoked credential is refused from its next connection on', async () => {
  const other = await centre.wall.service((tx) =>
    createCredential(tx, { name: 'cu', assetCodes: null, agencyId: null }),
  )
  await connect({ username: 'cu', password: other })
  await centre.wall.service((tx) => revokeCredential(tx, 'cu'))
  await expect(connect({ username: 'cu', password: other, reconnectPeriod: 0 })).rejects.toThrow()
})

test('a credential that is revoked or given another secret is shut out of the connection it has open', async () => {
  const strict = await openMqttDoor({
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
    ingest: centre.ingest,
    findSender: (name, given) => findSender(centre.wall, name, given),
    believedMs: 0,
  })
  const password = await centre.wall.service((tx) =>
    createCredential(tx, { name: 'mat-cap', assetCodes: ['phu-oc'], agencyId: null }),
  )
  const client = await mqtt.connectAsync(
    `mqtt://127.0.0.1:${strict.port}`,
    { username: 'mat-cap', password, reconnectPeriod: 0 },
    false,
  )
  clients.push(client)
  const before = nextAt()
  await client.publishAsync(topic, JSON.stringify({ at: before, value: 1 }), { qos: 1 })
  expect(await stored(before)).toBe(1)

  await centre.wall.service((tx) => revokeCredential(tx, 'mat-cap'))
  const closed = new Promise<void>((resolve) => client.once('close', resolve))
  const after = nextAt()
  client.publish(topic, JSON.stringify({ at: after, value: 1 }), { qos: 1 })
  await closed
  expect(await stored(after)).toBe(0)
  await client.endAsync(true)
  await strict.close()
})

test('a packet that is too long closes its connection, and more connections than a credential may have are refused', async () => {
  const small = await openMqttDoor({
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
    ingest: centre.ingest,
    findSender: (name, given) => findSender(centre.wall, name, given),
    maxPacketBytes: 2_000,
    maxConnections: 2,
  })
  const options = { username: 'tram', password: secret, reconnectPeriod: 0 }
  const open = async () => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${small.port}`, options, false)
    clients.push(client)
    return client
  }
  const [client, other] = [await open(), await open()]
  await expect(open()).rejects.toThrow()
  const at = nextAt()
  const padded = (bytes: number) => JSON.stringify({ at, value: 1, note: 'x'.repeat(bytes) })
  await client.publishAsync(topic, padded(1_800), { qos: 1 })
  expect(await stored(at)).toBe(1)
  const closed = new Promise<void>((resolve) => client.once('close', resolve))
  client.publish(topic, padded(5_000), { qos: 1 })
  await closed
  // The other connection stays, and the place of the closed one is free.
  await other.publishAsync(topic, padded(10), { qos: 1 })
  await open()
  for (const each of clients.splice(0)) await each.endAsync(true)
  await small.close()
})
