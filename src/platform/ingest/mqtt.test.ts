import { once } from 'node:events'
import { createConnection } from 'node:net'
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
  ['infinity', topic, '{"at":"2026-11-21T12:00:00Z","value":1e999}', 'bad_payload'],
  ['a number in quotes', topic, '{"at":"2026-11-21T12:00:00Z","value":"1"}', 'bad_payload'],
  ['a NUL in a text', topic, '{"at":"2026-11-21T12:00:00Z","value":1,"origin":"a\\u0000b"}', 'bad_payload'],
  ['half of a pair', topic, '{"at":"2026-11-21T12:00:00Z","value":1,"origin":"\\ud800"}', 'bad_payload'],
  ['HTML in a text', topic, '{"at":"<script>alert(1)</script>","value":1}', 'bad_payload'],
  ['nesting of 10,000', topic, `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'bad_payload'],
  ['nesting within a reading', topic, `{"at":${'['.repeat(10_000)}${']'.repeat(10_000)},"value":1}`, 'bad_payload'],
  ['SQL in the topic', "nhip/v1/'; drop table platform.reading; --/water_level", '{}', 'bad_topic'],
  ['HTML in the topic', 'nhip/v1/<b>/water_level', '{}', 'bad_topic'],
  ['local time as UTC', topic, '+7h', 'clock_offset'],
  ['asset of another device', 'nhip/v1/kim-long/water_level', 'now', 'foreign_asset'],
  ['unknown asset', 'nhip/v1/nowhere/water_level', 'now', 'unknown_series'],
  ['unknown series', 'nhip/v1/phu-oc/wind', 'now', 'unknown_series'],
] as const)(
  '%s is kept as a dead letter with its reason, and the connection stays',
  async ([, address, body, reason]) => {
    const client = await connect({ reconnectPeriod: 0 })
    const ahead = new Date(Date.now() + 7 * 3_600_000 - 120_000).toISOString()
    const timed = { now: nextAt(), '+7h': ahead }[String(body)]
    const payload = timed ? Buffer.from(JSON.stringify({ at: timed, value: 1 })) : Buffer.from(body)
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

test('fifty devices share a commit with one poisoned message: each has its PUBACK, and nothing else is lost', async () => {
  await centre.admin.query('alter table platform.reading add constraint poison check (value <> 666)')
  const devices = await Promise.all(Array.from({ length: 50 }, () => connect()))
  const times = devices.map(nextAt)
  const before = await centre.admin.query('select coalesce(max(id), 0) as last from platform.dead_letter')
  const blocker = new pg.Client(centre.database.admin)
  await blocker.connect()
  await blocker.query('begin; lock table platform.reading_batch in access exclusive mode')
  const send = (index: number) =>
    devices[index]?.publishAsync(topic, JSON.stringify({ at: times[index], value: index === 17 ? 666 : 1 }), { qos: 1 })
  const first = send(0)
  await until('the first commit waits', async () => {
    const { rowCount } = await centre.admin.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    // Others of the centre that write may wait for it as well.
    return (rowCount ?? 0) >= 1
  })
  const others = devices.slice(1).map((_, index) => send(index + 1))
  await until('the others gather behind it', async () => centre.ingest.waiting() === 49)
  await blocker.query('commit')
  await Promise.all([first, ...others])
  await centre.admin.query('alter table platform.reading drop constraint poison')
  await blocker.end()
  const counts = await Promise.all(times.map(stored))
  expect(counts).toEqual(times.map((_, index) => (index === 17 ? 0 : 1)))
  const { rows } = await centre.admin.query('select reason, detail from platform.dead_letter where id > $1', [
    before.rows[0].last,
  ])
  expect(rows).toEqual([{ reason: 'refused_by_store', detail: expect.stringContaining('poison') }])
})

/** CONNECT of MQTT 3.1.1 that promises a sign of life each second, section 3.1. */
function connectPacket(name: string, password: string): Buffer {
  const text = (value: string) => {
    const bytes = Buffer.from(value)
    return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
  }
  const head = Buffer.from([4, 0b1100_0010, 0, 1])
  const body = Buffer.concat([text('MQTT'), head, text('vanishes'), text(name), text(password)])
  return Buffer.concat([Buffer.from([0x10, body.length]), body])
}

test('a device that vanishes without a word is let go when the sign of life it promised does not come', async () => {
  const socket = createConnection(door.port, '127.0.0.1')
  socket.write(connectPacket('tram', secret))
  const [answer] = await once(socket, 'data')
  expect([...answer]).toEqual([0x20, 2, 0, 0])
  // Neither a packet nor an end of the connection follows.
  await Promise.race([
    once(socket, 'close'),
    new Promise((_, reject) => setTimeout(() => reject(new Error('it is still held')), 10_000)),
  ])
}, 20_000)

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
