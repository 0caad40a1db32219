import mqtt from 'mqtt'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { type Line, openLine } from './line.ts'

let centre: RunningCentre
let browser: Browser
let line: Line
let incidentId: string
let agencyId: number
let admin: Awaited<ReturnType<typeof signIn>>
beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
  line = await openLine(centre.address)
  admin = await signIn(centre.address, 'admin', adminPassword)
  const device = await mqtt.connectAsync(centre.mqttAddress, {
    ...centre.credential('thiet-bi', ['phu-oc']),
    protocolVersion: 4,
  })
  const reading = JSON.stringify({ at: new Date().toISOString(), value: 4.62 })
  await device.publishAsync('nhip/v1/phu-oc/water_level', reading, { qos: 1 })
  await device.endAsync()
  const alert = await until('an alert', async () => (await admin.ask('GET', '/api/alerts?asset=phu-oc')).body.items[0])
  const { body: incident } = await admin.ask('POST', '/api/incidents', { alertId: alert.id })
  incidentId = incident.id
  agencyId = incident.agency.id
}, 120_000)
const contexts: BrowserContext[] = []
afterEach(async () => {
  line.mend()
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})
afterAll(async () => {
  await browser?.close()
  await line?.close()
  await centre?.stop()
})

/** A browser that reaches the centre through the line, its first tab signed in; `leads` tells which tabs ever opened the stream. */
async function openSignedIn(login = 'admin', password = adminPassword) {
  const { context } = await openWindow(browser, line.address)
  contexts.push(context)
  const opened: Page[] = []
  context.on('request', (request) => {
    if (request.url().includes('/api/live')) opened.push(request.frame().page())
  })
  const answer = await context.request.post('/api/session', { data: { login, password } })
  expect(answer.status()).toBe(200)
  return { context, opened }
}

/** Opens an incident and waits until the frame is there. */
async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`/su-co/${incidentId}`)
  await page.locator('.bar-sources').waitFor()
  return page
}

let made = 0
/** Something that every tab that is open shows: a line in the incident's course. */
async function makeChange(): Promise<string> {
  made++
  const text = `Ghi chú thử số ${made}.`
  const answer = await admin.ask('POST', `/api/incidents/${incidentId}/notes`, { text })
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return text
}

/** A browser gives a page six connections to a server; ten pages would not load if each kept one. */
const tabCount = 10
const seen = (page: Page, title: string) => page.getByText(title).first().waitFor()
const cutNotice = (page: Page) => page.getByText(/^Mất kết nối từ \d\d:\d\d:\d\d, số liệu có thể cũ/)

test('ten tabs load, share one connection and all hear; when the leading one closes another goes on without a gap', async () => {
  const { context, opened } = await openSignedIn()
  const tabs: Page[] = []
  for (let count = 0; count < tabCount; count++) tabs.push(await openTab(context))
  const first = await makeChange()
  await Promise.all(tabs.map((tab) => seen(tab, first)))
  expect(opened.length).toBe(1)

  for (const turn of [1, 2]) {
    const leader = opened.at(-1)
    await leader?.close()
    const title = await makeChange()
    const left = tabs.filter((tab) => !tab.isClosed())
    expect(left.length).toBe(tabCount - turn)
    await Promise.all(left.map((tab) => seen(tab, title)))
    expect(opened.length).toBe(1 + turn)
    for (const tab of left) expect(await cutNotice(tab).count()).toBe(0)
  }
}, 120_000)

test('a leading tab that is frozen is replaced; thawed, it follows and has what it missed', async () => {
  const { context, opened } = await openSignedIn()
  const leader = await openTab(context)
  await until('it leads', async () => opened.at(-1) === leader)
  const other = await openTab(context)
  // It runs nothing any more, as a tab that the system froze; the lock stays with it.
  const session = await context.newCDPSession(leader)
  await session.send('Debugger.enable')
  await session.send('Debugger.pause')
  await until('the other leads', async () => opened.at(-1) === other, 30_000)
  const title = await makeChange()
  await seen(other, title)
  await session.send('Debugger.resume')
  await seen(leader, title)
  const next = await makeChange()
  await Promise.all([leader, other].map((tab) => seen(tab, next)))
}, 120_000)

test('a page whose line is cut for a minute says since when, catches up without a reload, and the notice goes', async () => {
  const { context } = await openSignedIn()
  const page = await openTab(context)
  const before = await makeChange()
  await seen(page, before)
  await page.evaluate('window.notReloaded = true')
  line.cut()
  const cutAt = Date.now()
  const since = await cutNotice(page).textContent()
  // Changes all through the minute: what is caught up is a row of them, not the last.
  const missed = [await makeChange()]
  await until(
    'a minute has gone by',
    async () => {
      if (Date.now() >= cutAt + missed.length * 6_000) missed.push(await makeChange())
      expect(await cutNotice(page).textContent()).toBe(since)
      return Date.now() >= cutAt + 60_000
    },
    90_000,
  )
  line.mend()
  await page.getByText(/^Đã nối lại, bù \d+ thay đổi\.$/).waitFor()
  for (const text of missed) await seen(page, text)
  await until('the notice goes', async () => (await page.locator('.live-band').count()) === 0, 20_000)
  expect(await page.evaluate('window.notReloaded')).toBe(true)
}, 180_000)

test('a line that dies without a word is noticed by the missing beats, in every tab', async () => {
  const { context } = await openSignedIn()
  const tabs = [await openTab(context), await openTab(context)]
  const before = await makeChange()
  await Promise.all(tabs.map((tab) => seen(tab, before)))
  line.hush()
  await Promise.all(tabs.map((tab) => cutNotice(tab).waitFor()))
  const title = await makeChange()
  line.mend()
  await Promise.all(tabs.map((tab) => seen(tab, title)))
  await until(
    'the notices go',
    async () => {
      const counts = await Promise.all(tabs.map((tab) => tab.locator('.live-band').count()))
      return counts.every((count) => count === 0)
    },
    40_000,
  )
}, 120_000)

test('who signs in as another in one tab does so in all of them, and who signs out too', async () => {
  const password = 'mật khẩu của người thứ hai'
  const account = {
    login: 'nguoi-hai',
    name: 'Cán bộ thứ hai',
    agencyId,
    roles: ['duty_officer'],
    password,
  }
  expect((await admin.ask('POST', '/api/accounts', { ...account, mustChangePassword: false })).status).toBe(201)

  const { context } = await openSignedIn()
  const first = await openTab(context)
  await first.getByRole('button', { name: 'Tài khoản của' }).waitFor()
  const answer = await context.request.post('/api/session', { data: { login: 'nguoi-hai', password } })
  expect(answer.status()).toBe(200)
  const second = await openTab(context)
  for (const tab of [second, first]) await tab.getByRole('button', { name: 'Tài khoản của Cán bộ thứ hai' }).waitFor()
  const title = await makeChange()
  await Promise.all([first, second].map((tab) => seen(tab, title)))

  await second.getByRole('button', { name: 'Tài khoản của Cán bộ thứ hai' }).click()
  await second.getByRole('button', { name: 'Đăng xuất' }).click()
  await Promise.all([first, second].map((tab) => tab.getByLabel('Tên đăng nhập').waitFor()))
}, 120_000)

test('a page catches up when the server was killed and started again', async () => {
  const { context } = await openSignedIn()
  const page = await openTab(context)
  const before = await makeChange()
  await seen(page, before)
  await centre.kill()
  await cutNotice(page).waitFor()
  await centre.start()
  const title = await makeChange()
  await seen(page, title)
  await until('the notice goes', async () => (await page.locator('.live-band').count()) === 0, 30_000)
}, 120_000)
