import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Aedes } from 'aedes'
import mqtt, { type MqttClient } from 'mqtt'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre, until } from '../../../test/centre.ts'
import { type Mosquitto, openMosquitto } from '../../../test/mosquitto.ts'
import { openWireTap } from '../../../test/wire-tap.ts'
import { ensureTlsPair } from '../http/certificate.ts'
import { type Broker, type BrokerSettings, openBroker } from './broker.ts'
import { type BrokerAddress, readBrokerUrl } from './broker-url.ts'

let centre: TestCentre
let mosquitto: Mosquitto
let device: MqttClient
let broker: Broker | null = null
const pace = { firstMs: 50, maxMs: 200, settledMs: 60_000 }
const lines: string[] = []
const closers: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  centre = await openTestCentre([], 8, () => broker)
  // Without a bound of its own: it sends everything at once, whatever the receive maximum says.
  mosquitto = await openMosquitto(() => ['allow_anonymous true', 'max_inflight_messages 0'])
  device = await publisher()
})
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  broker = null
})
afterAll(async () => {
  await device.endAsync(true)
  await mosquitto.close()
  await centre.close()
})

const publisher = () =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`, { protocolVersion: 5, reconnectPeriod: 50 })

/** The centre's side, on a line of its own. */
function open(
  url = `mqtt://127.0.0.1:${mosquitto.port}`,
  centreId = 'test',
  more: Partial<BrokerSettings> = {},
): Broker {
  const address = readBrokerUrl(url) as BrokerAddress
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const opened = openBroker({
    settings: { address, group: undefined, ca: undefined, ...more },
    centreId,
    ingest: centre.ingest,
    log,
    pace,
  })
  broker = opened
  closers.push(opened.close)
  return opened
}
const connected = (one: Broker) => until('it is connected', async () => one.state().connected)
async function opened(...options: Parameters<typeof open>): Promise<Broker> {
  const one = open(...options)
  await connected(one)
  return one
}

const topic = 'nhip/v1/phu-oc/water_level'
let lastMs = Date.now() - 3_600_000
function nextAt(): string {
  lastMs += 100
  return new Date(lastMs).toISOString()
}
const publish = (at: string, value = 1) => device.publishAsync(topic, JSON.stringify({ at, value }), { qos: 1 })
const readings = async (times: readonly string[]) =>
  (await centre.admin.query('select at, sender, via from platform.reading where at = any($1)', [times])).rows
const lettersAfter = async (id: number) =>
  (await centre.admin.query('select * from platform.dead_letter where id > $1 order by id', [id])).rows
const lastLetter = async () =>
  (await centre.admin.query('select coalesce(max(id), 0) as id from platform.dead_letter')).rows[0].id

test('what is published at the broker is stored, from the broker as a gateway; answers come after the commit, in order', async () => {
  const tap = await openWireTap(mosquitto.port)
  closers.push(tap.close)
  const one = await opened(`mqtt://127.0.0.1:${tap.port}`)
  const blocker = new pg.Client(centre.database.admin)
  await blocker.connect()
  await blocker.query('begin; lock table platform.reading_batch in access exclusive mode')
  const times = Array.from({ length: 30 }, nextAt)
  for (const at of times) await publish(at)
  await until('a transaction waits for the lock', async () => {
    const { rowCount } = await centre.admin.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%with known as%'",
    )
    return rowCount === 1
  })
  // A letter that is committed meanwhile: its answer waits for those before it.
  const before = await lastLetter()
  await device.publishAsync('nhip/v1/Phu Oc/water_level', '{}', { qos: 1 })
  await until('the letter', async () => (await lettersAfter(before)).length === 1)
  expect(tap.answered()).toEqual([])
  expect(one.state().taken).toBeLessThan(2)
  await blocker.query('commit')
  await blocker.end()
  await until('all are answered', async () => tap.answered().length === 31)
  expect(tap.answered().toSorted((a, b) => a - b)).toEqual(tap.answered())
  const rows = await readings(times)
  expect(rows).toHaveLength(30)
  expect(rows[0]).toMatchObject({ sender: 'mqtt broker', via: `mqtt ${topic}` })
  expect(one.state()).toMatchObject({ connected: true, taken: 31, lastFault: null })
})

test('what is published while the centre is away waits at the broker for it', async () => {
  const one = await opened()
  await one.close()
  const times = Array.from({ length: 50 }, nextAt)
  for (const at of times) await publish(at)
  await opened()
  await until('all of it', async () => (await readings(times)).length === times.length)
})

test('what cannot be committed is not answered, comes again and is stored once', async () => {
  const one = await opened()
  const at = nextAt()
  await centre.admin.query('revoke insert on platform.reading from nhip_service')
  await publish(at)
  await until('the connection is given up', async () => one.state().lastFault?.code === 'not_committed')
  expect(await readings([at])).toEqual([])
  await centre.admin.query('grant insert on platform.reading to nhip_service')
  await until('it came again', async () => (await readings([at])).length === 1)
  await connected(one)
})

test('what cannot be read is a letter with topic and reason, and is sent again with the rights of the broker', async () => {
  const one = await opened()
  const before = await lastLetter()
  const at = nextAt()
  const wrong = [
    [topic, 'không phải JSON', 'bad_payload'],
    [topic, JSON.stringify({ at: '2099-01-01T00:00:00Z', value: 1 }), 'time_out_of_bounds'],
    ['nhip/v1/tram-moi/water_level', JSON.stringify({ at, value: 4 }), 'unknown_series'],
  ] as const
  for (const [address, payload] of wrong) await device.publishAsync(address, payload, { qos: 1 })
  const letters = await until('three letters', async () => {
    const found = await lettersAfter(before)
    return found.length === 3 && found.toSorted((a, b) => a.reason.localeCompare(b.reason))
  })
  expect(letters.map((row) => [row.topic, row.payload.toString(), row.reason, row.sender, row.via])).toEqual(
    wrong.map(([address, payload, reason]) => [address, payload, reason, 'mqtt broker', 'mqtt']),
  )
  expect(one.state()).toMatchObject({ connected: true, lastFault: null })
  const admin = await centre.administrator()
  const asset = {
    code: 'tram-moi',
    type: 'river_station',
    name: 'Trạm mới',
    agencyId: await centre.agencyId('H57.907'),
  }
  expect(await admin.post('/api/assets', { ...asset, attributes: {} })).toMatchObject({ status: 201 })
  const again = await admin.post('/api/dead-letters/replay', { ids: letters.map(({ id }) => Number(id)) })
  expect(again).toMatchObject({ status: 200, body: { settled: 1, refused: 2 } })
  expect(await readings([at])).toHaveLength(1)
})

test('two centres of one group get part of the stream each, and nothing twice', async () => {
  const both = [await opened(undefined, 'one', { group: 'nhip' }), await opened(undefined, 'two', { group: 'nhip' })]
  const before = await lastLetter()
  const times = Array.from({ length: 400 }, nextAt)
  for (const at of times) await publish(at)
  await until('all of it', async () => (await readings(times)).length === times.length)
  await until('all is counted', async () => both.reduce((sum, one) => sum + one.state().taken, 0) === times.length)
  for (const one of both) expect(one.state().taken).toBeGreaterThan(50)
  expect(await lettersAfter(before)).toEqual([])
})

test('over restarts of the broker and cuts of the line in the middle of a stream nothing is lost and nothing stored twice', async () => {
  const tap = await openWireTap(mosquitto.port)
  closers.push(tap.close)
  const one = await opened(`mqtt://127.0.0.1:${tap.port}`)
  const times = Array.from({ length: 600 }, nextAt)
  for (const [index, at] of times.entries()) {
    if (index % 150 === 50) tap.cut()
    // Told of each: the device keeps what the broker had not taken, and sends it again.
    const told = publish(at)
    if (index % 250 === 150) {
      await mosquitto.stop()
      await mosquitto.start()
    }
    await told
  }
  await until('all of it', async () => (await readings(times)).length === times.length, 20_000)
  await connected(one)
  expect(one.state()).toMatchObject({
    connected: true,
    lastFault: { code: expect.any(String), detail: expect.any(String) },
  })
})

test('a centre whose broker is not there yet says so, serves, and takes part once it is there', async () => {
  await mosquitto.stop()
  const one = open()
  await until('it is away', async () => one.state().lastFault?.code === 'unreachable')
  expect(one.state()).toMatchObject({
    connected: false,
    lastFault: { detail: expect.stringContaining('ECONNREFUSED') },
  })
  const admin = await centre.administrator()
  expect((await admin.get('/api/ingest/broker')).body.broker).toMatchObject({ connected: false })
  const { body, bytes } = await admin.get('/metrics')
  expect(body ?? bytes.toString()).toMatch(/nhip_mqtt_broker_connected\{broker="mqtt:\/\/127.0.0.1:\d+"\} 0/)
  expect((await admin.get('/readyz')).body).toEqual({ status: 'ready', broker: 'away' })
  await mosquitto.start()
  await connected(one)
  expect((await admin.get('/readyz')).body).toEqual({ status: 'ready', broker: 'connected' })
  const at = nextAt()
  await publish(at)
  await until('it is stored', async () => (await readings([at])).length === 1)
})

test('each way in which broker and centre do not fit is told with how to mend it, never with the secret', async () => {
  const strict = await openMosquitto((folder) => {
    const passwords = join(folder, 'passwords')
    writeFileSync(passwords, '')
    return ['allow_anonymous false', `password_file ${passwords}`]
  })
  closers.push(strict.close)
  const tlsFolder = join(mosquitto.folder, 'tls')
  const pair = await ensureTlsPair(tlsFolder, '127.0.0.1')
  const sealed = await openMosquitto((folder) => {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    writeFileSync(cert, pair.cert)
    writeFileSync(key, pair.key, { mode: 0o600 })
    return ['allow_anonymous true', `certfile ${cert}`, `keyfile ${key}`]
  })
  closers.push(sealed.close)
  // The broker inside the centre is one that speaks MQTT 3.1.1 only.
  const old = await Aedes.createBroker()
  const oldServer = createServer(old.handle)
  await new Promise<void>((resolve) => oldServer.listen(0, '127.0.0.1', resolve))
  const oldAddress = oldServer.address()
  const oldPort = typeof oldAddress === 'object' && oldAddress ? oldAddress.port : 0
  closers.push(async () => {
    old.close()
    oldServer.close()
  })
  for (const [url, code, mend] of [
    [`mqtt://ai:s3cret@127.0.0.1:${strict.port}`, 'refused_credential', 'correct'],
    [`mqtt://127.0.0.1:${oldPort}`, 'not_mqtt5', 'MQTT 5'],
    [`mqtts://ai:s3cret@127.0.0.1:${sealed.port}`, 'unknown_certificate', 'MQTT_CA'],
    [`mqtts://ai:s3cret@127.0.0.1:${mosquitto.port}`, 'no_answer', 'mqtt://'],
    [`mqtt://ai:s3cret@127.0.0.1:${sealed.port}`, 'no_answer', 'mqtts://'],
    ['mqtt://ai:s3cret@127.0.0.1:1', 'unreachable', 'is the broker up'],
  ] as const) {
    const one = open(url, code)
    const fault = await until(`${url} fails`, async () => one.state().lastFault)
    expect({ url, ...fault }).toMatchObject({ code, detail: expect.stringContaining(mend) })
    await one.close()
  }
  await opened(`mqtts://127.0.0.1:${sealed.port}`, 'tls', { ca: readFileSync(join(tlsFolder, 'ca.crt'), 'utf8') })
  expect(lines.join()).toContain('refused_credential')
  expect(lines.join()).not.toContain('s3cret')
})

test('two centres that come with the same client id are told that one may be a copy of the other', async () => {
  const one = await opened(undefined, 'same')
  const two = open(undefined, 'same')
  const fault = await until('one is told', async () => one.state().lastFault ?? two.state().lastFault)
  // Mosquitto 2.0 closes without the reason that MQTT 5 has for it.
  expect(['closed', 'taken_over']).toContain(fault.code)
  expect(fault.detail).toContain('DATA_DIR')
})

test('messages of QoS 0 are taken in too, however many come at once', async () => {
  await opened()
  const times = Array.from({ length: 3_000 }, nextAt)
  for (const at of times) device.publish(topic, JSON.stringify({ at, value: 1 }), { qos: 0 })
  await until('all of it', async () => (await readings(times)).length === times.length, 20_000)
})

/** Of QoS 1 by what the broker was allowed to send; QoS 0 knows no such limit, and is read no faster than it is committed. */
test.for([1, 0] as const)('of QoS %d no more waits than may, however much comes', async (qos) => {
  const one = await opened()
  const blocker = new pg.Client(centre.database.admin)
  await blocker.connect()
  await blocker.query('begin; lock table platform.reading_batch in access exclusive mode')
  const times = Array.from({ length: 5_000 }, nextAt)
  await Promise.all(times.map((at) => device.publishAsync(topic, JSON.stringify({ at, value: 1 }), { qos })))
  // Beside the batch that waits for the lock. It grows no more once ten looks have seen the same.
  let [seen, alike] = [0, 0]
  await until('as much waits as may', async () => {
    const waiting = centre.ingest.waiting()
    alike = waiting === seen ? alike + 1 : 0
    seen = waiting
    return waiting > 0 && alike >= 10
  })
  // A round trip through the broker: whatever it wanted to send has come as far as it can.
  await device.subscribeAsync('nowhere')
  expect(centre.ingest.waiting()).toBeLessThanOrEqual(1_001)
  await blocker.query('commit')
  await blocker.end()
  await until('all of it', async () => (await readings(times)).length === times.length, 20_000)
  await until('all is counted', async () => one.state().taken >= times.length)
})
