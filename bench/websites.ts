import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:https'
import { join } from 'node:path'
import { farmRootPem } from '../src/modules/websites/farm/farm.ts'
import { insertAsset } from '../src/platform/assets/insert-asset.ts'
import { indexAssetTypes, loadModules } from '../src/platform/modules/load.ts'
import { seedRootAgency } from '../src/platform/seed/seed-demonstration.ts'
import type { Centre } from '../src/platform/server.ts'
import { inCentre } from './support/in-centre.ts'
import { atMost, type Result } from './support/result.ts'

const count = 1_500
const minutes = 3
const lateLimitS = 5

/** What every hundredth site is; the rest are well and speak HTTPS. */
const broken = [
  'hanging',
  'hanging',
  'slow',
  'slow',
  'slow',
  'failing',
  'refused',
  'unknown',
  'expired',
  'self',
  'huge',
  'ring',
  'dripping',
]

const wordOf = (index: number) => broken[index % 100] ?? `site${index}`

interface FarmAddress {
  readonly resolver: string
  readonly ports: { readonly https: number }
}

/** 1,500 sites, 13 of each hundred broken, through the whole centre: poll, ingest, rules. */
export async function bench(): Promise<Result[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support/website-farm.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const farm: FarmAddress = JSON.parse(String(line))
  try {
    return await inCentre(async (centre) => {
      await prepareSites(centre, farm)
      const plainCpuS = await measurePlain(farm)
      return measureCentre(centre, plainCpuS)
    })
  } finally {
    child.stdin.end()
    await once(child, 'exit')
  }
}

async function prepareSites({ wall }: Centre, { resolver, ports }: FarmAddress): Promise<void> {
  const types = indexAssetTypes(await loadModules())
  await wall.service(async (tx) => {
    await seedRootAgency(tx)
    const { id: agencyId } = await tx.selectFrom('platform.agency').select('id').executeTakeFirstOrThrow()
    for (let index = 0; index < count; index++) {
      const attributes = { address: `https://${wordOf(index)}.farm.test:${ports.https}/`, kind: 'portal' }
      const asset = {
        code: `site-${index}`,
        type: 'website',
        name: `Site ${index}`,
        agencyId,
        position: null,
        demonstration: false,
      }
      await insertAsset(tx, types, [], { ...asset, attributes })
    }
    const config = { resolvers: [resolver], allowedNetworks: ['127.0.0.0/8'], extraRootsPem: farmRootPem }
    await tx
      .insertInto('platform.connector')
      .values({ module: 'websites', key: 'poll', config: JSON.stringify(config) })
      .execute()
  })
}

/** CPU seconds of asking each site that is well once over a connection of its own, and doing nothing else. */
async function measurePlain({ ports }: FarmAddress): Promise<number> {
  const ask = (index: number) =>
    new Promise<void>((resolve, reject) => {
      const headers = { host: `${wordOf(index)}.farm.test` }
      const options = {
        host: '127.0.0.1',
        port: ports.https,
        servername: headers.host,
        headers,
        agent: false,
        rejectUnauthorized: false,
      }
      get(options, (response) => response.resume().on('end', resolve)).on('error', reject)
    })
  const well = Array.from({ length: count }, (_, index) => index).filter((index) => !(index % 100 in broken))
  await ask(50)
  const before = process.cpuUsage()
  for (let from = 0; from < well.length; from += 25) await Promise.all(well.slice(from, from + 25).map(ask))
  return secondsOf(process.cpuUsage(before))
}

async function measureCentre({ wall, connectors }: Centre, plainCpuS: number): Promise<Result[]> {
  await connectors.start()
  const said = new Map<number, string>()
  const listen = async () => {
    const row = await wall.lookUp((tx) =>
      tx
        .selectFrom('platform.connector')
        .select(['stateAt', 'sentenceEn'])
        .where('module', '=', 'websites')
        .executeTakeFirstOrThrow(),
    )
    if (row.sentenceEn && !said.has(row.stateAt.getTime())) {
      said.set(row.stateAt.getTime(), row.sentenceEn)
      console.log(`     ${row.sentenceEn}`)
    }
  }
  const startedMs = performance.now()
  let before = process.cpuUsage()
  let measuredFromMs = startedMs
  // The first minute opens caches and compiles; it is told, not measured.
  while (said.size < 1 + minutes) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await listen()
    if (said.size === 1 && measuredFromMs === startedMs) {
      before = process.cpuUsage()
      measuredFromMs = performance.now()
    }
    if (performance.now() - startedMs > (minutes + 2) * 60_000) throw new Error('the connector says nothing')
  }
  const wallS = (performance.now() - measuredFromMs) / 1_000
  const cpuS = secondsOf(process.cpuUsage(before))
  const lateS = Math.max(
    ...[...said.values()].map((sentence) => Number(/latest began ([\d.]+) s/.exec(sentence)?.[1] ?? Number.NaN)),
  )
  const outs = [...said.values()].map((sentence) => Number(/(\d+) checks left out/.exec(sentence)?.[1] ?? 0))
  const leftOut = outs.reduce((sum, each) => sum + each, 0)
  const least = await leastChecks(wall)
  const perMinuteS = (cpuS / wallS) * 60
  return [
    atMost(`websites: the latest of ${count} checks a minute begins, s`, lateS, lateLimitS, 1),
    atMost(`websites: checks left out in ${minutes + 1} minutes`, leftOut, count * (minutes + 1), 0),
    atMost(
      `websites: checks that the site with fewest lacks after ${minutes + 1} minutes`,
      Math.max(0, minutes - least),
      minutes,
      0,
    ),
    atMost('websites: share of one core for poll, ingest and rules', cpuS / wallS, 1, 0.25),
    atMost('websites: CPU a minute beside bare requests, s', perMinuteS, plainCpuS, 6),
  ]
}

/** Readings of the site that has fewest. */
async function leastChecks(wall: Centre['wall']): Promise<number> {
  const rows = await wall.lookUp((tx) =>
    tx
      .selectFrom('platform.series as s')
      .leftJoin('platform.reading as r', 'r.seriesId', 's.id')
      .select(({ fn }) => fn.count<number>('r.at').as('count'))
      .where('s.key', '=', 'up')
      .groupBy('s.id')
      .execute(),
  )
  return Math.min(...rows.map((row) => row.count))
}

const secondsOf = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6
