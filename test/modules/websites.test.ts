import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Farm, farmRootPem, openFarm } from '../../src/modules/websites/farm/farm.ts'
import { openTestCentre, type Person, type TestCentre, until } from '../centre.ts'

let centre: TestCentre
let farm: Farm
let officer: Person
let agencyId: number

beforeAll(async () => {
  farm = await openFarm()
  centre = await openTestCentre()
  agencyId = await centre.agencyId('H57.912')
  officer = await centre.officer('truc', 'H57.912')
})
afterAll(async () => {
  await centre.close()
  await farm.close()
})

const register = (code: string, attributes: object) =>
  officer.post('/api/assets', { code, type: 'website', name: `Trang ${code}`, agencyId, attributes })

test('an officer registers sites, the centre polls them, and what is wrong becomes alerts', async () => {
  await centre.connectors.start()
  const administrator = await centre.administrator()
  const config = {
    intervalS: 1,
    timeoutS: 5,
    retryDelayS: 0.1,
    resolvers: [farm.resolver],
    allowedNetworks: ['127.0.0.0/8'],
    extraRootsPem: farmRootPem,
  }
  const set = await administrator.post('/api/connectors/websites/poll', { config })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
  for (const word of ['good', 'failing', 'expired', 'unknown', 'inward']) {
    const made = await register(`site-${word}`, { address: farm.address('https', word), kind: 'portal' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }

  const alerts = await until('four alerts', async () => {
    const { body } = await officer.get('/api/alerts')
    const titles = body.items.map((alert: { title: { en: string } }) => alert.title.en).sort()
    return titles.length >= 4 && titles
  })
  expect(alerts).toEqual([
    expect.stringMatching(/^Trang site-expired: TLS certificate ends in -[\d.,]+ days \(limit 14 days\)$/),
    'Trang site-expired: TLS certificate not valid',
    'Trang site-failing: down',
    'Trang site-unknown: down',
  ])
  // Each site is polled by itself: the good one may come last.
  const values = await until('the good one was polled', async () => {
    const { body } = await officer.get('/api/assets/site-good')
    const found = Object.fromEntries(
      body.series.map((series: { key: string; lastValue: number | null }) => [series.key, series.lastValue]),
    )
    return found.up !== null && found
  })
  expect(values).toMatchObject({ up: 1, http_status: 200, tls_valid: 1, dns_ok: 1 })
  const page = await until('the connector says how it goes', async () => {
    const { body } = await officer.get('/api/connectors')
    const found = body.items.find((item: { module: string }) => item.module === 'websites')
    return /trang trong 1 giây, \d không truy cập được; 1 không được kiểm tra/.test(found.sentence?.vi) && found
  })
  expect(page.failures).toBe(0)
})

test.each([
  ['ftp://a.example/', 'an address that begins with http:// or https://'],
  ['https://ten:mat-khau@a.example/', 'without name and password'],
])('the address %s is refused', async (address, message) => {
  const answer = await register('site-wrong', { address, kind: 'portal' })
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'attributes.address', message }] } })
})
