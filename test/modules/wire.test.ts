import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import mqtt from 'mqtt'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCredential, findSender } from '../../src/platform/ingest/credentials.ts'
import { type MqttDoor, openMqttDoor } from '../../src/platform/ingest/mqtt.ts'
import { openTestCentre, type Person, type TestCentre, until } from '../centre.ts'

interface WireMessage {
  readonly topic: string
  readonly payload: string
  readonly becomes: string
}

const agency = 'H57.912'
let centre: TestCentre
let door: MqttDoor
let officer: Person

beforeAll(async () => {
  centre = await openTestCentre()
  door = await openMqttDoor({
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
    ingest: centre.ingest,
    findSender: (name, secret) => findSender(centre.wall, name, secret),
  })
  officer = await centre.officer('truc', agency)
})
afterAll(async () => {
  await door.close()
  await centre.close()
})

async function register(code: string, type: string, attributes: object = {}) {
  return officer.post('/api/assets', {
    code,
    type,
    name: `Trạm ${code}`,
    agencyId: await centre.agencyId(agency),
    attributes,
  })
}

/** Publishes a module's fixture by the door and looks what became of each message. */
async function replay(module: string, assetCodes: string[]): Promise<void> {
  const fixture = join(import.meta.dirname, `../../src/modules/${module}/fixtures/wire.json`)
  const messages: WireMessage[] = JSON.parse(readFileSync(fixture, 'utf8'))
  const password = await centre.wall.service((tx) => createCredential(tx, { name: module, assetCodes, agencyId: null }))
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${door.port}`, { username: module, password })
  const sentAtMs = Date.now()
  for (const { topic, payload } of messages) {
    const dated = payload.replace(/\{(-\d+)\}/, (_, s: string) => new Date(sentAtMs + Number(s) * 1_000).toISOString())
    await client.publishAsync(topic, dated, { qos: 1 })
  }
  await client.endAsync()
  const becomes = messages.map((message) => message.becomes)
  const { rows: readings } = await centre.admin.query('select from platform.reading where sender = $1', [module])
  expect(readings).toHaveLength(becomes.filter((word) => word === 'stored').length)
  const { rows: letters } = await centre.admin.query(
    'select reason from platform.dead_letter where sender = $1 order by id',
    [module],
  )
  expect(letters.map(({ reason }) => reason)).toEqual(becomes.filter((word) => !['stored', 'duplicate'].includes(word)))
}

/** Severity and title of every alert of these assets, once there are `count`. */
async function alertsOf(codes: string[], count: number): Promise<string[][]> {
  return until(`${count} alerts of ${codes.join()}`, async () => {
    const { body } = await officer.get('/api/alerts')
    const found: string[][] = body.items
      .map((alert: { severity: string; title: { vi: string } }) => [alert.severity, alert.title.vi])
      .filter(([, title]: string[]) => codes.some((code) => title?.includes(code)))
    return found.length >= count && found.sort()
  })
}

test('loudspeakers: sound and damaged messages of speaker clusters become values, dead letters and alerts', async () => {
  const codes = ['loa-phu-mau-1', 'loa-phu-mau-2', 'loa-thuan-hoa-1']
  for (const code of codes) {
    const attributes = { serial: `SN-${code}`, technology: 'ip', power_w: 50, hamlet: 'Tổ 5', firmware: '2.1.0' }
    expect((await register(code, 'speaker_cluster', attributes)).status).toBe(201)
  }
  await replay('loudspeakers', codes.slice(0, 2))
  expect(await alertsOf(codes, 2)).toEqual([
    ['major', 'Trạm loa-phu-mau-2: pin sắp cạn, còn 9% (ngưỡng 10%)'],
    ['minor', 'Trạm loa-phu-mau-2: pin yếu, còn 19,5% (ngưỡng 20%)'],
  ])
})

test('environment: rain, air and rivers', async () => {
  expect((await register('mua-bach-ma', 'rain_gauge')).status).toBe(201)
  expect((await register('khi-hue-1', 'air_station')).status).toBe(201)
  await replay('environment', ['mua-bach-ma', 'khi-hue-1', 'phu-oc'])
  expect(await alertsOf(['mua-bach-ma', 'khi-hue-1'], 3)).toEqual([
    ['major', 'Trạm mua-bach-ma: mưa rất lớn, 52 mm/h (ngưỡng 50 mm/h)'],
    ['minor', 'Trạm khi-hue-1: bụi mịn ở mức xấu, 101 µg/m³ (ngưỡng 80 µg/m³)'],
    ['minor', 'Trạm mua-bach-ma: mưa lớn, 52 mm/h (ngưỡng 30 mm/h)'],
  ])
})

test('power: a line that loses its voltage, and the transformer behind it', async () => {
  expect((await register('lo-sia', 'power_feeder', { voltage_level_kv: 22 })).status).toBe(201)
  expect((await register('tba-sia-1', 'transformer', { rated_kva: 250 })).status).toBe(201)
  await replay('power', ['lo-sia', 'tba-sia-1'])
  expect(await alertsOf(['lo-sia', 'tba-sia-1'], 2)).toEqual([
    ['major', 'Trạm lo-sia: mất điện'],
    ['minor', 'Trạm tba-sia-1: mất điện'],
  ])
})

test('streets: water on the road and vehicles that pass', async () => {
  expect((await register('ngap-sia-1', 'road_water_gauge')).status).toBe(201)
  expect((await register('xe-sia-1', 'traffic_counter', { lanes: 4 })).status).toBe(201)
  await replay('streets', ['ngap-sia-1', 'xe-sia-1'])
  expect(await alertsOf(['ngap-sia-1'], 2)).toEqual([
    ['major', 'Trạm ngap-sia-1: ngập sâu, xe không qua được, 55 cm (ngưỡng 50 cm)'],
    ['minor', 'Trạm ngap-sia-1: ngập, 22 cm (ngưỡng 20 cm)'],
  ])
})

test('a cluster without serial or of unknown technology is refused by name', async () => {
  const { status, body } = await register('loa-sai', 'speaker_cluster', { technology: 'laser' })
  expect(status).toBe(400)
  expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    'attributes.serial',
    'attributes.technology',
  ])
})
