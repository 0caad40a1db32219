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

const fixture = join(import.meta.dirname, '../../src/modules/loudspeakers/fixtures/wire.json')
const messages: WireMessage[] = JSON.parse(readFileSync(fixture, 'utf8'))
const clusters = ['loa-phu-mau-1', 'loa-phu-mau-2', 'loa-thuan-hoa-1']

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
  officer = await centre.officer('truc', 'H57.912')
})
afterAll(async () => {
  await door.close()
  await centre.close()
})

test('messages of speaker clusters, sound and damaged, come in by the door and become values and alerts', async () => {
  const agencyId = await centre.agencyId('H57.912')
  for (const code of clusters) {
    const attributes = { serial: `SN-${code}`, technology: 'ip', power_w: 50, hamlet: 'Tổ 5', firmware: '2.1.0' }
    const asset = { code, type: 'speaker_cluster', name: `Cụm ${code}`, agencyId, attributes }
    expect((await officer.post('/api/assets', asset)).status).toBe(201)
  }
  const password = await centre.wall.service((tx) =>
    createCredential(tx, { name: 'gateway', assetCodes: clusters.slice(0, 2), agencyId: null }),
  )
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${door.port}`, { username: 'gateway', password })
  const sentAtMs = Date.now()
  for (const { topic, payload } of messages) {
    const dated = payload.replace(/\{(-\d+)\}/, (_, s: string) => new Date(sentAtMs + Number(s) * 1_000).toISOString())
    await client.publishAsync(topic, dated, { qos: 1 })
  }
  await client.endAsync()

  const count = (what: string) => messages.filter(({ becomes }) => becomes === what).length
  const { rows: readings } = await centre.admin.query("select via from platform.reading where sender = 'gateway'")
  expect(readings).toHaveLength(count('stored'))
  const { rows: letters } = await centre.admin.query('select reason from platform.dead_letter order by id')
  expect(letters.map(({ reason }) => reason)).toEqual(
    messages.map(({ becomes }) => becomes).filter((word) => word !== 'stored' && word !== 'duplicate'),
  )
  const alerts = await until('both battery alerts', async () => {
    const { body } = await officer.get('/api/alerts')
    return body.items.length >= 2 && body.items
  })
  const said = alerts.map((alert: { severity: string; title: { vi: string } }) => [alert.severity, alert.title.vi])
  expect(said.sort()).toEqual([
    ['major', 'Cụm loa-phu-mau-2: pin sắp cạn, còn 9 % (ngưỡng 10 %)'],
    ['minor', expect.stringMatching(/^Cụm loa-phu-mau-2: pin yếu, còn 19,5 % \(ngưỡng 20 %\)$/)],
  ])
})

test('a cluster without serial or of unknown technology is refused by name', async () => {
  const agencyId = await centre.agencyId('H57.912')
  const asset = { code: 'loa-sai', type: 'speaker_cluster', name: 'Cụm', agencyId, attributes: { technology: 'laser' } }
  const { status, body } = await officer.post('/api/assets', asset)
  expect(status).toBe(400)
  expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    'attributes.serial',
    'attributes.technology',
  ])
})
