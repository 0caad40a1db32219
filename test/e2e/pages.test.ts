import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let centre: RunningCentre
let browser: Browser
let addresses: string[]

/** A centre on which the flood has passed and one alert has walked the chain. */
beforeAll(async () => {
  centre = await runCentre(['--speed', '36000'])
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const alert = await until(
    'the flood is over',
    async () => {
      const { body } = await admin.ask('GET', '/api/alerts')
      return body.items.find((item: { severity: string }) => item.severity === 'crit')
    },
    30_000,
  )
  const incident = await admin.ask('POST', '/api/incidents', { alertId: alert.id })
  const { body: agencies } = await admin.ask('GET', '/api/agencies')
  const agency = agencies.items.find((item: { code: string }) => item.code === 'H57.917')
  const title =
    'Rà soát, sơ tán các hộ dân vùng thấp trũng ven sông Bồ, sông Hương và báo cáo số hộ, số người đã đến nơi an toàn'
  const task = await admin.ask('POST', `/api/incidents/${incident.body.id}/tasks`, { title, agencyId: agency.id })
  const period = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)
  const report = await admin.ask('POST', '/api/reports', { period, agencyId: alert.agency.id })
  addresses = [
    '/',
    '/?asset=phu-oc',
    `/?alert=${alert.id}`,
    '/su-co',
    `/su-co/${incident.body.id}`,
    '/viec',
    `/viec/${task.body.id}`,
    '/chi-so',
    '/so',
    '/so/directives/directive',
    '/m/directives/tien-do',
    '/bao-cao',
    `/bao-cao/${report.body.id}?line=alerts_handled_in_time`,
    '/cai-dat',
    '/cai-dat/don-vi?ma=H57.907',
    '/cai-dat/dia-gioi?ma=%2246%22',
    '/cai-dat/dia-gioi?muc=imports',
    '/khong-co-trang-nay',
  ]
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForFunction(() => document.querySelector('.loading, [aria-busy="true"]') === null)
}

async function readFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: the script just loaded puts itself there
    const { violations } = await (window as any).axe.run(document, { resultTypes: ['violations'] })
    const found = violations.map(
      (each: { id: string; nodes: { target: string[] }[] }) =>
        `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`,
    )
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [...found, `scrolls sideways: ${scrollWidth} of ${clientWidth}`] : found
  })
}

const forms = [
  ['desktop, light', { width: 1366, height: 768 }, 'light'],
  ['desktop, dark', { width: 1366, height: 768 }, 'dark'],
  ['phone, light', { width: 390, height: 844 }, 'light'],
  ['phone, dark', { width: 390, height: 844 }, 'dark'],
] as const

test.each(forms)(
  'every page is whole and without faults of access: %s',
  async (_, size, scheme) => {
    const { context, page, faults } = await openWindow(browser, centre.address, size, scheme)
    await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
    const found: Record<string, string[]> = {}
    for (const address of addresses) {
      await open(page, address)
      const wrong = await readFaults(page)
      if (wrong.length > 0) found[address] = wrong
    }
    await context.close()
    expect(found).toEqual({})
    expect(faults).toEqual([])
  },
  180_000,
)

test.each(['/so', '/so/directives/directive', '/m/directives/tien-do'])(
  'the navigation says that one is among the registers: %s',
  async (address) => {
    const { context, page } = await openWindow(browser, centre.address, { width: 1366, height: 768 }, 'light')
    await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
    await open(page, address)
    expect(await page.locator('.rail [aria-current="page"]').allTextContents()).toEqual(['Sổ'])
    await context.close()
  },
)

test('a page whose session was ended elsewhere leads to sign-in by itself', async () => {
  const { context, page } = await openWindow(browser, centre.address, { width: 1366, height: 768 }, 'light')
  await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  await open(page, '/su-co')
  expect((await page.request.delete('/api/session')).ok()).toBe(true)
  await page.waitForURL(/\/dang-nhap/, { timeout: 60_000 })
  await context.close()
}, 90_000)
