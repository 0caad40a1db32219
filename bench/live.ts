/**
 * Live events: 500 pages of several permission sets at 200 changes a second, for ten minutes (`BENCH_LIVE_S=60` for a quick look).
 */
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { announce } from '../src/platform/live/events.ts'
import type { Centre } from '../src/platform/server.ts'
import { inLiveCentre, makePeople, type Person, start } from './support/live-centre.ts'
import { atMost, type Result } from './support/result.ts'

const seconds = Number(process.env.BENCH_LIVE_S ?? 600)
const pages = 500
const changesPerSecond = 200
/** So many wait for the database at most: a machine that stalls must not be asked for more. */
const mostAtOnce = 100

export async function bench(): Promise<Result[]> {
  return inLiveCentre(async (centre, address) => measurePages(centre, address, await makePeople(centre, address)))
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
  let refused = 0
  for (let number = 0, nextLookS = 0; ; ) {
    const elapsedS = (performance.now() - startedMs) / 1_000
    if (elapsedS > lastS) break
    for (; number < elapsedS * changesPerSecond && running.size < mostAtOnce; number++) {
      const agency = agencies[number % agencies.length] ?? 0
      const ids = [`${Date.now()}-${number}`]
      const writing = centre.wall
        .service((tx) => announce(tx, { kind: 'task', action: 'changed', ids, agencies: [agency] }))
        .then(
          () => made.set(agency, (made.get(agency) ?? 0) + 1),
          () => refused++,
        )
        .then(() => {
          running.delete(writing)
        })
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
  if (refused > 0) console.log(`     ${refused} changes could not be made: the database did not answer`)
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
