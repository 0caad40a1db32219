import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { clearMargin, expectedAlerts, forMinutes, isStorm, levelOf, limit } from './expected.ts'
import { codeOf, type Sender, startClerk, startDevice, startHttpSender, startPage } from './load.ts'

/** `npm run test:crash` runs twenty; `npm test` three, one of each moment. */
const rounds = Number(process.env.NHIP_ROUNDS ?? 3)
const seed = Number(process.env.NHIP_SEED ?? Date.now() % 1_000_000)
const stationCount = 204
const deviceCount = 4

/** When a round kills: as a storm's readings are acknowledged, a minute later while `for` runs, or at any moment. */
const moments = ['storm', 'for', 'any'] as const
const victims = ['server', 'postgres'] as const

let randomState = seed
function random(below: number): number {
  randomState = (Math.imul(randomState, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((randomState / 2 ** 32) * below)
}

let centre: RunningCentre
let officer: Awaited<ReturnType<typeof signIn>>
let clerk: Awaited<ReturnType<typeof signIn>>
let agencyId: number
const startMs = Math.floor(Date.now() / 60_000) * 60_000 - 20 * 86_400_000
const at = (minute: number) => new Date(startMs + minute * 60_000)
const stations = Array.from({ length: stationCount }, (_, index) => index)

beforeAll(async () => {
  centre = await runCentre()
  officer = await signIn(centre.address, 'admin', adminPassword)
  const { body: agencies } = await officer.ask('GET', '/api/agencies')
  agencyId = agencies.items.find(({ code }: { code: string }) => code === 'H57.907').id
  const account = { login: 'van-thu', name: 'Văn thư', agencyId, roles: ['duty_officer'], mustChangePassword: false }
  const { status: made } = await officer.ask('POST', '/api/accounts', { ...account, password: adminPassword })
  expect(made).toBe(201)
  clerk = await signIn(centre.address, 'van-thu', adminPassword)
  const make = async (station: number) => {
    const asset = { code: codeOf(station), type: 'river_station', name: `Trạm ${station}`, agencyId }
    const attributes = { alert_level_3_m: limit }
    const { status, body } = await officer.ask('POST', '/api/assets', { ...asset, attributes })
    expect(status, JSON.stringify(body)).toBe(201)
  }
  for (let from = 0; from < stationCount; from += 12) await Promise.all(stations.slice(from, from + 12).map(make))
  const condition = { kind: 'threshold', series: 'water_level', op: '>=', threshold: limit }
  const name = { vi: 'Cao hai phút', en: 'High for two minutes' }
  const { status, body } = await officer.ask('POST', '/api/rules', {
    definition: {
      ...{ name, title: name, severity: 'minor', assetType: 'river_station' },
      condition: { ...condition, clearMargin, forS: forMinutes * 60 },
      scope: { agencies: [], assets: stations.map(codeOf) },
    },
    why: 'thử',
  })
  expect(status, JSON.stringify(body)).toBe(201)
}, 240_000)
afterAll(() => centre?.stop())

async function kill(victim: (typeof victims)[number]): Promise<void> {
  if (victim === 'postgres') process.kill(centre.postgresPid(), 'SIGKILL')
  else {
    await centre.kill()
    await centre.start()
  }
}

/** @throws {Error} after 90 s, naming what it waited for */
async function inTime(what: string, come: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within 90000 ms: ${what}`)), 90_000)
  })
  await Promise.race([come, late]).finally(() => clearTimeout(timer))
}

/** What fails says with which seed it fails again, in which round, and how far the senders had come. */
async function told<T>(doing: string, senders: readonly Sender[], work: Promise<T>): Promise<T> {
  return work.catch((cause: Error) => {
    const done = senders.map((sender) => sender.done()).join(', ')
    const again = `NHIP_SEED=${seed} NHIP_ROUNDS=${rounds}`
    cause.message = `${again}: ${doing}: ${cause.message}; acknowledged by the senders: ${done}; it said: ${centre.output().slice(-500)}`
    throw cause
  })
}

test(
  `${rounds} kills in the middle of it: each reading is there once, each alert fires once at its minute, a page and a reaction hear each once, the audit is whole (seed ${seed})`,
  async () => {
    const waiting = new Set<{ want: (minute: number) => boolean; go: () => void }>()
    /** Resolves in the moment in which a minute that `want` wants is acknowledged. */
    const acknowledged = (want: (minute: number) => boolean) =>
      new Promise<void>((resolve) => {
        const one = {
          want,
          go: () => {
            waiting.delete(one)
            resolve()
          },
        }
        waiting.add(one)
      })
    const onDone = (minute: number) => {
      for (const one of waiting) if (one.want(minute)) one.go()
    }
    const login = centre.credential('cong', stations.map(codeOf))
    const half = (stationCount - deviceCount) / 2
    const page = startPage(centre, officer.cookie)
    const issuing = startClerk(clerk, agencyId)
    const senders: Sender[] = [
      startHttpSender(centre, login, stations.slice(0, half), at, onDone),
      startHttpSender(centre, login, stations.slice(half, 2 * half), at, onDone),
      ...stations.slice(2 * half).map((station) => startDevice(centre, login, station, at)),
    ]

    for (let round = 0; round < rounds; round++) {
      const moment = moments[round % moments.length] ?? 'any'
      const victim = victims[random(victims.length)] ?? 'server'
      const later = random(15)
      const from = Math.max(...senders.map((sender) => sender.done()))
      const doing = `round ${round}, ${victim} killed at «${moment}» after minute ${from}`
      await told(
        doing,
        senders,
        inTime(
          `a minute that is acknowledged for «${moment}»`,
          acknowledged((minute) => {
            if (moment === 'storm') return minute > from && isStorm(minute)
            return moment === 'for' ? minute > from && isStorm(minute - 1) : minute >= from + later
          }),
        ),
      )
      await told(doing, senders, kill(victim))
      const back = senders.map((sender) => sender.done() + 12)
      await told(
        doing,
        senders,
        until(
          `all senders go on, to minutes ${back.join(', ')}`,
          async () => senders.every((sender, index) => sender.done() >= (back[index] ?? 0)),
          90_000,
        ),
      )
    }
    await Promise.all([...senders, issuing].map((sender) => sender.stop()))
    const counts = new Map(stations.map((station) => [station, senders[senderOf(station, half)]?.done() ?? 0]))

    await told(`after ${rounds} rounds`, senders, expectAll())

    async function expectAll(): Promise<void> {
      const [{ count: letters } = {}] = await centre.look('select count(*)::int from platform.dead_letter')
      expect(letters).toBe(0)
      await expectReadings(counts)
      await rulesCatchUp()
      const fired = await expectAlerts(counts)
      const missing = () => {
        const heard = page.heard()
        return fired.filter((id) => !heard.has(id))
      }
      await until('the page to have heard of all', async () => missing().length === 0, 60_000)
      await page.stop()
      expect(page.resets()).toBe(0)
      expect([...page.told.values()].filter((times) => times !== 1)).toEqual([])
      expect(page.told.size).toBe(fired.length)
      const happened = await centre.look<{ subject: string; count: number }>(
        `select about_id as subject, count(*)::int from platform.happening where kind = 'alert.firing' group by 1`,
      )
      expect(happened.filter(({ count }) => count !== 1)).toEqual([])
      expect(new Set(happened.map(({ subject }) => subject))).toEqual(new Set(fired))
      await expectMessages(issuing.issued())
      await expectAudit()
    }
  },
  120_000 + rounds * 60_000,
)

const senderOf = (station: number, half: number) =>
  station < half ? 0 : station < 2 * half ? 1 : 2 + station - 2 * half

/** Waits until the rules have looked at everything, as long as they get on. @throws {Error} with the end of the log when they stand */
async function rulesCatchUp(): Promise<void> {
  const waiting = async () =>
    (await centre.look<{ count: number }>('select count(*)::int from platform.reading_batch'))[0]?.count ?? 0
  for (let left = await waiting(); left > 0; left = await waiting()) {
    await until(`rules to get on with ${left} batches`, async () => (await waiting()) < left, 60_000).catch(
      (error: Error) => {
        throw new Error(`${error.message}; the log ends: ${centre.log()}`)
      },
    )
  }
}

/** Every minute that was acknowledged, with its value, and nothing else. */
async function expectReadings(counts: ReadonlyMap<number, number>): Promise<void> {
  const rows = await centre.look<{ code: string; values: number[]; minutes: number[] }>(
    `select a.code, array_agg(r.value order by r.at) as values,
      array_agg((extract(epoch from r.at - $1::timestamptz) / 60)::int order by r.at) as minutes
    from platform.reading r join platform.series s on s.id = r.series_id join platform.asset a on a.id = s.asset_id
    where a.code like 'tram-%' group by 1`,
    [at(0)],
  )
  const found = new Map(rows.map(({ code, ...rest }) => [code, rest]))
  for (const [station, count] of counts) {
    const minutes = Array.from({ length: count }, (_, minute) => minute)
    const values = minutes.map((minute) => levelOf(station, minute))
    expect(found.get(codeOf(station)), codeOf(station)).toEqual({ values, minutes })
  }
}

/** @returns ids of the alerts that fired */
async function expectAlerts(counts: ReadonlyMap<number, number>): Promise<string[]> {
  const rows = await centre.look<{ id: string; text: string }>(
    `select al.id, concat_ws(' ', a.code, case r.severity when 'crit' then 0 else $2::int end,
      (extract(epoch from al.fired_at - $1::timestamptz) / 60)::int,
      coalesce((extract(epoch from al.resolved_at - $1::timestamptz) / 60)::int::text, 'still')) as text
    from platform.alert al join platform.asset a on a.id = al.asset_id join platform.alert_rule r on r.id = al.rule_id
    where a.code like 'tram-%'`,
    [at(0), forMinutes],
  )
  const expected = [...counts].flatMap(([station, count]) =>
    [0, forMinutes].flatMap((waits) =>
      expectedAlerts(station, count, waits).map(
        ({ from, to }) => `${codeOf(station)} ${waits} ${from} ${to ?? 'still'}`,
      ),
    ),
  )
  expect(rows.map(({ text }) => text).sort()).toEqual(expected.sort())
  expect(expected.length).toBeGreaterThan(2 * stationCount)
  return rows.map(({ id }) => id)
}

/** Whatever was issued happened once, and the reaction to it told the lead once. */
async function expectMessages(known: number): Promise<void> {
  const happened = await centre.look<{ id: number; about_id: string }>(
    "select id::int, about_id from platform.happening where kind = 'record.moved' and detail->>'move' = 'issue' order by 1",
  )
  expect(happened.length).toBeGreaterThanOrEqual(known)
  expect(known).toBeGreaterThan(rounds)
  const numbered = await centre.look<{ id: string }>('select id from directives.directive where number is not null')
  expect(new Set(happened.map(({ about_id }) => about_id))).toEqual(new Set(numbered.map(({ id }) => id)))
  expect(happened).toHaveLength(numbered.length)
  const told = () =>
    centre.look<{ id: number }>(
      "select happening_id::int as id from platform.message where source = 'directives/tell_move' order by 1",
    )
  await until('the lead is told of all', async () => (await told()).length >= happened.length, 60_000)
  expect(await told()).toEqual(happened.map(({ id }) => ({ id })))
}

/** Every row of the audit is sealed, in a chain without a gap, and the head outside the database is its end. */
async function expectAudit(): Promise<void> {
  await until(
    'the audit is sealed',
    async () => (await centre.look('select from platform.audit_unsealed limit 1')).length === 0,
    60_000,
  )
  const env = { ...process.env, DATA_DIR: centre.dataDir, DATABASE_URL: '' }
  const script = join(import.meta.dirname, '../../scripts/audit.ts')
  expect(execFileSync(process.execPath, [script, 'verify'], { env, encoding: 'utf8' })).toContain('the audit is whole')
}
