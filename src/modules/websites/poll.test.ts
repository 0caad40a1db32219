import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectorIo } from '../../core/module.ts'
import type { Text } from '../../core/text.ts'
import { checkSite } from './check-site.ts'
import { type Farm, farmRootPem, openFarm } from './farm/farm.ts'
import { pollWebsites, type Tally } from './poll.ts'
import { openResolver } from './resolve.ts'
import { openCheckTools, PollSettings } from './settings.ts'

let farm: Farm
beforeAll(async () => {
  farm = await openFarm()
})
afterAll(() => farm.close())

interface Outcome {
  /** Values by site; those of the first check. */
  readonly readings: Record<string, Record<string, number>>
  readonly tallies: readonly Tally[]
  readonly told: readonly { state: string; sentence: Text }[]
}

/** Polls the addresses through the farm's name server until `isDone`. */
async function poll(
  sites: Record<string, string | { address: string; expected_text: string }>,
  settings: object,
  isDone: (readings: Outcome['readings'], tallies: readonly Tally[]) => boolean,
  now = () => new Date(),
): Promise<Outcome> {
  const ending = new AbortController()
  const readings: Outcome['readings'] = {}
  const told: { state: string; sentence: Text }[] = []
  const tallies: Tally[] = []
  const look = () => isDone(readings, tallies) && ending.abort()
  const io: ConnectorIo = {
    signal: ending.signal,
    now,
    assets: async () =>
      Object.entries(sites).map(([code, site]) => ({
        code,
        type: 'website',
        attributes: typeof site === 'string' ? { address: site, kind: 'portal' } : { ...site, kind: 'portal' },
      })),
    async send({ asset, series, value }) {
      readings[asset] ??= {}
      readings[asset][series] ??= value
      queueMicrotask(look)
    },
    tell: (state, sentence) => told.push({ state, sentence }),
  }
  const common = { resolvers: [farm.resolver], allowedNetworks: ['127.0.0.0/8'], extraRootsPem: farmRootPem }
  await pollWebsites(PollSettings.parse({ ...common, ...settings }), io, (tally) => {
    tallies.push(tally)
    look()
  })
  return { readings, tallies, told }
}

const any = expect.any(Number)
const secure = { tls_valid: 1, tls_days_left: any }
const unsafe = { tls_valid: 0, tls_days_left: any }
const up = { dns_ok: 1, up: 1, http_status: 200, latency_ms: any }
const down = (status: number) => ({ dns_ok: 1, up: 0, http_status: status, latency_ms: any })
const silent = { dns_ok: 1, up: 0, http_status: 0 }
const title = 'Cổng thông tin điện tử'

/** Host → what must be found, and what its page must hold. */
const cases: Record<string, { by?: 'http' | 'https'; text?: string; found: object }> = {
  good: { text: title, found: { ...up, ...secure } },
  plain: { by: 'http', text: title, found: up },
  slow: { found: { ...up, ...secure } },
  chain: { found: { ...up, ...secure } },
  huge: { found: { ...up, ...secure } },
  second: { found: { ...up, ...secure } },
  flaky: { found: { ...up, ...secure } },
  moved: { by: 'http', found: up },
  expired: { found: { ...up, tls_valid: 0, tls_days_left: any } },
  future: { found: { ...up, ...unsafe } },
  other: { found: { ...up, ...unsafe } },
  self: { found: { ...up, ...unsafe } },
  small: { found: { ...up, ...unsafe } },
  sha1: { found: { ...up, ...unsafe } },
  failing: { found: { ...down(500), ...secure } },
  forbidden: { found: { ...down(403), ...secure } },
  replaced: { text: title, found: { ...down(200), ...secure } },
  ring: { found: { dns_ok: 1, up: 0, http_status: 302, ...secure } },
  endless: { found: { dns_ok: 1, up: 0, http_status: 302, ...secure } },
  cookie: { found: { dns_ok: 1, up: 0, http_status: 302, ...secure } },
  strange: { found: { dns_ok: 1, up: 0, http_status: 302, ...secure } },
  lured: { found: { dns_ok: 1, up: 0, http_status: 302, ...secure } },
  refused: { found: silent },
  hanging: { found: { ...silent, ...secure } },
  handshake: { found: silent },
  short: { found: { ...silent, ...secure, http_status: 0 } },
  dripping: { found: { ...silent, ...secure } },
  garbage: { found: { ...silent, ...secure } },
  gone: { found: { ...silent, ...secure } },
  unknown: { found: { dns_ok: 0, up: 0, http_status: 0 } },
  mute: { found: { dns_ok: 0, up: 0, http_status: 0 } },
  inward: { by: 'http', found: { dns_ok: 1 } },
}

test('each site of the farm, good or broken, gets its readings, and no slow one delays another', async () => {
  const sites = Object.fromEntries(
    Object.entries(cases).map(([word, { by = 'https', text }]) => {
      const address = farm.address(by, word)
      return [word, text === undefined ? address : { address, expected_text: text }]
    }),
  )
  const settings = { intervalS: 2, timeoutS: 3, retries: 2, retryDelayS: 0.05 }
  const { readings, told } = await poll(
    sites,
    settings,
    (found) => Object.keys(found).length === Object.keys(cases).length,
  )
  for (const [word, { found }] of Object.entries(cases)) expect({ [word]: readings[word] }).toEqual({ [word]: found })
  expect(readings.expired?.tls_days_left).toBeLessThan(-365)
  expect(readings.good?.tls_days_left).toBeGreaterThan(365)
  expect(readings.slow?.latency_ms).toBeGreaterThanOrEqual(400)
  expect(farm.asked('failing')).toBeGreaterThanOrEqual(3)
  expect(farm.asked('flaky')).toBeGreaterThanOrEqual(3)
  // In order of their first reading: those whose tries all wait to their end come last. How long the name server is waited for
  // is the resolver's own choice.
  const order = Object.keys(readings).filter((word) => word !== 'mute')
  expect(order.slice(-3).sort()).toEqual(['dripping', 'handshake', 'hanging'])
  expect(told[0]).toMatchObject({ state: 'working', sentence: { en: expect.stringMatching(/sites in 2 s, \d+ down/) } })
})

test('addresses written out are refused like names, whatever form they are written in', async () => {
  const port = new URL(farm.address('http', 'plain')).port
  const sites = {
    allowed: `http://127.0.0.1:${port}/`,
    mapped: `http://[::ffff:127.0.0.1]:${port}/`,
    number: `http://2130706433:${port}/`,
    metadata: 'http://169.254.169.254/latest/meta-data/',
    loop6: `http://[::1]:${port}/`,
  }
  const settings = { intervalS: 1, timeoutS: 1, retries: 0 }
  const { readings, tallies } = await poll(sites, settings, (_, seen) => seen.length === 2)
  // By the rules of addresses these three are 127.0.0.1, hence allowed here.
  expect(Object.keys(readings).sort()).toEqual(['allowed', 'mapped', 'number'])
  expect(readings.allowed).toEqual({ up: 1, http_status: 200, latency_ms: any })
  expect(tallies[0]?.refused).toBe(2)
  const closed = await poll(sites, { ...settings, allowedNetworks: [] }, (_, seen) => seen.length === 2)
  expect(closed.readings).toEqual({})
  expect(closed.told[0]?.sentence.en).toMatch(/5 not checked: private addresses/)
})

test('with one place, a site that hangs makes others late, and the connector says that it cannot keep up', async () => {
  const sites = {
    a: farm.address('http', 'hanging'),
    b: farm.address('http', 'plain'),
    c: farm.address('http', 'hanging'),
  }
  const settings = { intervalS: 1, timeoutS: 1.2, retries: 0, concurrency: 1 }
  const { told } = await poll(sites, settings, (_, seen) =>
    seen.some(({ latestMs, skipped }) => latestMs > 500 && skipped > 0),
  )
  expect(told.at(-1)).toMatchObject({ state: 'failing' })
  expect(told.some(({ sentence }) => sentence.en.includes('left out since the one before was under way'))).toBe(true)
})

test('a check that begins after the end was asked for asks nobody and is over at once', async () => {
  const common = { resolvers: [farm.resolver], allowedNetworks: ['127.0.0.0/8'] }
  const tools = openCheckTools(PollSettings.parse({ ...common, timeoutS: 60, retryDelayS: 60 }), () => new Date())
  const site = { code: 'a', url: new URL(farm.address('http', 'hanging')), expectedText: null }
  const asked = farm.asked('hanging')
  const startedMs = performance.now()
  expect((await checkSite(site, tools, AbortSignal.abort())).fault).not.toBeNull()
  expect(performance.now() - startedMs).toBeLessThan(10_000)
  expect(farm.asked('hanging')).toBe(asked)
  const ending = new AbortController()
  const checking = checkSite({ ...site, url: new URL(farm.address('http', 'failing')) }, tools, ending.signal, () =>
    setTimeout(() => ending.abort(), 50),
  )
  await checking
  expect(performance.now() - startedMs).toBeLessThan(20_000)
})

test('the days left are counted to the moment, by the clock that is lent', async () => {
  const now = () => new Date('2119-12-22T00:00:00Z')
  const sites = { good: farm.address('https', 'good') }
  const { readings } = await poll(sites, { intervalS: 1 }, (found) => 'tls_days_left' in (found.good ?? {}), now)
  expect(readings.good?.tls_days_left).toBe(10)
})

test('names are resolved in IPv4 and IPv6', async () => {
  const resolve = openResolver([farm.resolver])
  expect(await resolve('both.farm.test')).toEqual({
    isNamed: true,
    addresses: [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ],
  })
  expect((await resolve('six.farm.test')).addresses).toEqual([{ address: '2001:db8::5', family: 6 }])
  expect((await resolve('unknown.farm.test')).addresses).toEqual([])
  expect(await resolve('[2001:db8::7]')).toEqual({ isNamed: false, addresses: [{ address: '2001:db8::7', family: 6 }] })
})

test.each([
  [{ resolvers: ['dns.example'] }, 'resolvers'],
  [{ allowedNetworks: ['10.0.0.0/33'] }, 'allowedNetworks'],
  [{ extraRootsPem: 'not a certificate' }, 'extraRootsPem'],
  [{ intervalS: 0 }, 'intervalS'],
])('settings that cannot be are refused: %j', (settings, name) => {
  expect(PollSettings.safeParse(settings).error?.issues[0]?.path[0]).toBe(name)
})
