/** Publish -> event at a page, with 1,000 readings a second behind it, beside publish -> subscriber of a bare broker. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { loadavg } from 'node:os'
import { Aedes } from 'aedes'
import pino from 'pino'
import { insertAsset } from '../src/platform/assets/insert-asset.ts'
import { createCredential, findSender } from '../src/platform/ingest/credentials.ts'
import { openMqttDoor } from '../src/platform/ingest/mqtt.ts'
import { indexAssetTypes, loadModules } from '../src/platform/modules/load.ts'
import type { Centre } from '../src/platform/server.ts'
import { inLiveCentre, makePeople, type Person, start } from './support/live-centre.ts'
import { atMost, type Result, told } from './support/result.ts'

const [readingsPerSecond, publishS] = [1_000, 45]
const [bulkAssets, probeAssets] = [200, 80]

export async function bench(): Promise<Result[]> {
  return inLiveCentre(async (centre, address) => measurePublish(centre, address, await makePeople(centre, address)))
}

async function measurePublish(centre: Centre, address: string, people: readonly Person[]): Promise<Result[]> {
  const order = { assets: bulkAssets, probes: probeAssets, perSecond: readingsPerSecond, seconds: publishS }
  const bare = await Aedes.createBroker()
  const server = createServer(bare.handle)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = server.address()
  const port = typeof own === 'object' ? own?.port : 0
  const plain = await measure({ ...order, mqtt: `mqtt://127.0.0.1:${port}`, login: {}, page: null })
  bare.close()
  server.close()

  const { cookie = '', agencyId } = people.at(1) ?? {}
  const codes = [
    ...Array.from({ length: bulkAssets }, (_, index) => `bulk-${index}`),
    ...Array.from({ length: probeAssets }, (_, index) => `probe-${index}`),
  ]
  const types = indexAssetTypes(await loadModules())
  const password = await centre.wall.service(async (tx) => {
    for (const code of codes) {
      const asset = { code, type: 'river_station', name: code, position: null, attributes: {}, demonstration: false }
      await insertAsset(tx, types, [], { ...asset, agencyId: agencyId ?? 0 })
    }
    return createCredential(tx, { name: 'bench', assetCodes: codes, agencyId: null })
  })
  const door = await openMqttDoor({
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'warn' }),
    ingest: centre.ingest,
    findSender: (name, given) => findSender(centre.wall, name, given),
  })
  const others = start('live-pages')
  others.say({ address, cookies: people.slice(0, 9).map((person) => person.cookie) })
  await others.line()
  const login = { username: 'bench', password }
  const ours = await measure({ ...order, mqtt: `mqtt://127.0.0.1:${door.port}`, login, page: { address, cookie } })
  others.child.kill()
  await door.close()
  const what = `live: publish -> event at a page, ${readingsPerSecond} readings/s behind it`
  const wrong = ours.lost + ours.unheard + (ours.sent - ours.acknowledged)
  return [
    atMost(`${what}: p99, ms`, ours.p99, 1_000, 1),
    // Told, not judged: pages are told twenty times a second, and only what is committed.
    told(`${what}: p50 beside publish -> plain subscriber, ms`, ours.p50, plain.p50),
    told(`${what}: p99 beside publish -> plain subscriber, ms`, ours.p99, plain.p99),
    atMost(`${what}: readings not acknowledged, probes not heard`, wrong, ours.sent, 0),
  ]
}

async function measure(order: object) {
  const { child, line, say } = start('live-devices')
  say(order)
  const text = await line()
  if (child.exitCode === null) await once(child, 'exit')
  console.log(`     ${text}; load ${loadavg()[0]?.toFixed(1)}`)
  return JSON.parse(text)
}
