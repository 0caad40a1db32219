/**
 * Live events: 500 pages of several permission sets at 200 changes a second, for ten minutes (`BENCH_LIVE_S=60` for a quick look), and
 * publish -> event at a page with 1,000 readings a second behind it.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { Aedes } from 'aedes'
import pino from 'pino'
import { insertAsset } from '../src/platform/assets/insert-asset.ts'
import { ensureFirstAccount } from '../src/platform/auth/first-account.ts'
import { openThrowawayPostgres } from '../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openPool } from '../src/platform/db/pool.ts'
import { prepareDatabase } from '../src/platform/db/prepare.ts'
import { createCredential, findSender } from '../src/platform/ingest/credentials.ts'
import { openMqttDoor } from '../src/platform/ingest/mqtt.ts'
import { announce } from '../src/platform/live/events.ts'
import { indexAssetTypes, loadModules } from '../src/platform/modules/load.ts'
import { seedDemonstration } from '../src/platform/seed/seed-demonstration.ts'
import { seedReference } from '../src/platform/seed/seed-reference.ts'
import { type Centre, openCentre } from '../src/platform/server.ts'
import { atMost, type Result, told } from './support/result.ts'

const seconds = Number(process.env.BENCH_LIVE_S ?? 600)
const pages = 500
const changesPerSecond = 200
const [readingsPerSecond, publishS] = [1_000, 45]
const [bulkAssets, probeAssets] = [200, 80]
const secret = 'only for this bench'
const adminPassword = 'only for this bench 2026'

type Child = ChildProcessByStdio<Writable, Readable, null>

function start(name: string): { child: Child; line: () => Promise<string>; say: (order: object) => void } {
  const child = spawn(process.execPath, [join(import.meta.dirname, `support/${name}.ts`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    line: async () => (await lines.next()).value ?? '',
    say: (order) => child.stdin.write(`${JSON.stringify(order)}\n`),
  }
}

export async function bench(): Promise<Result[]> {
  return inCentre(async (centre, address) => {
    const people = await makePeople(centre, address)
    return [...(await measurePages(centre, address, people)), ...(await measurePublish(centre, address, people))]
  })
}

async function inCentre<T>(work: (centre: Centre, address: string) => Promise<T>): Promise<T> {
  const log = pino({ level: 'warn' })
  const postgres = await openThrowawayPostgres(log)
  await prepareDatabase(postgres.connection, 'nhip', secret)
  await migrate({ ...postgres.connection, database: 'nhip' })
  const pool = openPool({ ...postgres.connection, user: 'nhip_server', password: secret, database: 'nhip' }, log)
  const modules = await loadModules()
  const centre = await openCentre({
    pool,
    log,
    modules,
    pagesFolder: '/nonexistent',
    isReady: () => true,
    findReplay: () => null,
  })
  try {
    await centre.wall.service(async (tx) => {
      await seedReference(tx, modules)
      await seedDemonstration(tx, indexAssetTypes(modules))
      await ensureFirstAccount(tx, adminPassword)
    })
    return await work(centre, await centre.app.listen({ host: '127.0.0.1', port: 0 }))
  } finally {
    await centre.close()
    await pool.close()
    await postgres.stop()
  }
}

interface Person {
  readonly cookie: string
  /** Null for the whole province. */
  readonly agencyId: number | null
}

/** Somebody who sees the province, and an officer of each of seven agencies. */
async function makePeople(centre: Centre, address: string): Promise<Person[]> {
  const signIn = async (login: string, password: string) => {
    const body = JSON.stringify({ login, password })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${address}/api/session`, { method: 'POST', headers, body })
    return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const admin = await signIn('admin', adminPassword)
  const people: Person[] = [{ cookie: admin, agencyId: null }]
  const agencies = await centre.wall.lookUp((tx) =>
    tx.selectFrom('platform.agency').select('id').where('parentId', 'is not', null).orderBy('id').limit(7).execute(),
  )
  for (const { id } of agencies) {
    const account = { login: `officer-${id}`, name: `Officer ${id}`, agencyId: id, roles: ['duty_officer'] }
    const answer = await fetch(`${address}/api/accounts`, {
      method: 'POST',
      headers: { cookie: admin, 'content-type': 'application/json' },
      body: JSON.stringify({ ...account, password: adminPassword, mustChangePassword: false }),
    })
    if (answer.status !== 201) throw new Error(`account: ${answer.status} ${await answer.text()}`)
    people.push({ cookie: await signIn(account.login, adminPassword), agencyId: id })
  }
  return people
}

const cpuSeconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Changes of all agencies in turn, each in a transaction of its own, for so long; counts by agency, and the CPU share meanwhile. */
async function makeChanges(centre: Centre, agencies: readonly number[], lastS: number, each: () => void) {
  const made = new Map<number, number>()
  const before = process.cpuUsage()
  const startedMs = performance.now()
  const running = new Set<Promise<void>>()
  for (let number = 0, nextLookS = 0; ; ) {
    const elapsedS = (performance.now() - startedMs) / 1_000
    if (elapsedS > lastS) break
    for (; number < elapsedS * changesPerSecond; number++) {
      const agency = agencies[number % agencies.length] ?? 0
      made.set(agency, (made.get(agency) ?? 0) + 1)
      const ids = [`${Date.now()}-${number}`]
      const writing = centre.wall
        .service((tx) => announce(tx, { kind: 'task', action: 'changed', ids, agencies: [agency] }))
        .finally(() => running.delete(writing))
      running.add(writing)
    }
    if (elapsedS >= nextLookS) {
      each()
      nextLookS += Math.min(10, lastS / 12)
    }
    await pause(20)
  }
  await Promise.all(running)
  const wallS = (performance.now() - startedMs) / 1_000
  return { made, share: cpuSeconds(process.cpuUsage(before)) / wallS }
}

async function measurePages(centre: Centre, address: string, people: readonly Person[]): Promise<Result[]> {
  const agencies = people.flatMap(({ agencyId }) => agencyId ?? [])
  const alone = await makeChanges(centre, agencies, 15, () => undefined)
  const { child, line, say } = start('live-pages')
  const whose = Array.from({ length: pages }, (_, index) => people[index % people.length])
  say({ address, cookies: whose.map((person) => person?.cookie ?? '') })
  if ((await line()) !== 'open') throw new Error('the pages did not open')
  const rss: number[] = []
  const { made, share } = await makeChanges(centre, agencies, seconds, () =>
    rss.push(process.memoryUsage.rss() / 1024 ** 2),
  )
  await pause(3_000)
  say({})
  const heard = JSON.parse(await line())
  if (child.exitCode === null) await once(child, 'exit')
  const all = [...made.values()].reduce((sum, count) => sum + count, 0)
  const missing = whose.reduce((sum, person, index) => {
    const due = person?.agencyId ? (made.get(person.agencyId) ?? 0) : all
    return sum + Math.abs(due - (heard.told[index] ?? 0))
  }, 0)
  console.log(
    `     ${pages} pages, ${people.length} permission sets, ${all} changes in ${seconds} s: p50 ${heard.p50} ms, p99 ${heard.p99} ms, ` +
      `worst ${heard.worst} ms, ${heard.cut} cut, ${heard.disorder} twice, ${(heard.writes / pages / seconds).toFixed(1)} writes a second ` +
      `and page; the pages’ own CPU ${heard.cpuS.toFixed(0)} s; load ${loadavg()[0]?.toFixed(1)}`,
  )
  console.log(`     RSS, MiB: ${rss.map((each) => each.toFixed(0)).join(' ')}`)
  // The first quarter opens caches.
  const settled = rss.slice(Math.ceil(rss.length / 4))
  const half = Math.floor(settled.length / 2)
  const what = `live: ${pages} pages, ${changesPerSecond} changes/s, ${seconds} s`
  return [
    atMost(`${what}: the latest change, ms`, heard.worst, 2_000, 1),
    atMost(`${what}: changes not told exactly once to each page that may see them`, missing + heard.cut, all, 0),
    atMost(
      `${what}: RSS, second half beside first, MiB`,
      median(settled.slice(half)),
      median(settled.slice(0, half)),
      1.1,
    ),
    atMost(`${what}: share of one core (without any page ${alone.share.toFixed(2)})`, share, 1, 0.75),
  ]
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
