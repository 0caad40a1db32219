import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { copyTree, type Tree } from '../process/tree.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { buildAnew } from './build-anew.ts'
import { type Line, openLine } from './line.ts'
import { picture } from './picture.ts'

let tree: Tree
let centre: RunningCentre
let browser: Browser
let line: Line
let token: string
let admin: Awaited<ReturnType<typeof signIn>>
const contexts: BrowserContext[] = []
const takenIds: string[] = []

/** A copy of its own, whose page is built anew below. */
beforeAll(async () => {
  tree = copyTree({ name: 'this user', uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 })
  centre = await runCentre(['--speed', '36000', '--no-simulate'], tree.path)
  browser = await openBrowser()
  line = await openLine(centre.address)
  admin = await signIn(centre.address, 'admin', adminPassword)
  await until(
    'the flood is over',
    async () => (await admin.ask('GET', '/api/summary')).body.replay?.speed === 1,
    30_000,
  )
  await until(
    'the rules have seen all of it',
    async () => (await admin.ask('GET', '/api/alerts')).body.items.length >= 6,
  )
  token = (await admin.ask('POST', '/api/screens', { name: 'Phòng trực' })).body.token
}, 180_000)
afterEach(async () => {
  line.mend()
  for (const id of takenIds.splice(0)) await admin.ask('POST', `/api/alerts/${id}/release`)
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})
afterAll(async () => {
  await browser?.close()
  await line?.close()
  await centre?.stop()
  tree?.remove()
})

const shownLine = (page: Page) => page.locator('.screen .alert-title').first()
const cutBand = (page: Page) => page.getByText(/^Mất kết nối từ \d\d:\d\d:\d\d/)

/** A wall that reaches the centre through the line; the page as it stands is marked, so that a reload is noticed. */
async function openWall(kept = false): Promise<Page> {
  const { context, page } = await openWindow(browser, line.address, { width: 1920, height: 1080 }, 'dark', kept)
  contexts.push(context)
  await page.goto(`/man-hinh-lon#${token}`)
  await shownLine(page).waitFor()
  await mark(page)
  return page
}

const mark = (page: Page) => page.evaluate(() => void document.documentElement.setAttribute('data-stood', 'yes'))
const stood = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute('data-stood'))

/** Somebody takes an alert: the wall must tell. */
async function takeOne(): Promise<string> {
  const { body } = await admin.ask('GET', '/api/alerts/lines?group=fresh')
  const [{ alert }] = body.items
  expect((await admin.ask('POST', `/api/alerts/${alert.id}/acknowledge`)).status).toBe(200)
  takenIds.push(alert.id)
  return alert.title.vi
}
/** The wall has heard of it: whether it has room for that line depends on how much else is open. */
const taken = (page: Page, title: string) =>
  page
    .locator('.alert-line', { hasText: title })
    .locator('.alert-who')
    .first()
    .waitFor({ state: 'attached', timeout: 40_000 })

test.each(['cut', 'hush'] as const)(
  'a wall whose line is lost (%s) says since when, keeps what it showed, and catches up without a reload',
  async (how) => {
    const page = await openWall()
    const before = await page.locator('.screen .alert-title').allTextContents()
    line[how]()
    await cutBand(page).waitFor({ timeout: 40_000 })
    expect(await page.locator('.screen .alert-title').allTextContents()).toEqual(before)
    expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).toBe('none')
    await picture(page, `wall-${how}`)
    const title = await takeOne()
    line.mend()
    await taken(page, title)
    await cutBand(page).waitFor({ state: 'detached', timeout: 40_000 })
    expect(await stood(page)).toBe(true)
  },
  120_000,
)

test('a wall that is loaded anew without a line shows what it showed last with its age, and lives once the line is back', async () => {
  const page = await openWall(true)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  // The first visit was fetched before anything could keep it.
  await page.reload()
  await shownLine(page).waitFor()
  const title = await shownLine(page).textContent()
  const keptPaths = () =>
    page.evaluate(async () => {
      const kept = await (await caches.open('nhip-answers')).keys()
      return kept.map(({ url }) => new URL(url).pathname)
    })
  await expect
    .poll(keptPaths, { timeout: 20_000 })
    .toEqual(expect.arrayContaining(['/api/session', '/api/summary', '/api/alerts/lines', '/api/areas.geojson']))
  line.cut()
  await page.reload()
  await page.getByText(/Không có mạng\. Đang xem tình hình lúc \d\d:\d\d/).waitFor({ timeout: 40_000 })
  // Asked again once the line that never opened counts as cut: a return before that is another case.
  await page.waitForRequest((request) => request.url().endsWith('/api/session'), { timeout: 40_000 })
  expect(await shownLine(page).textContent()).toBe(title)
  await picture(page, 'wall-reloaded-without-line')
  // Of what came between the answers that were kept and the return of the line no event tells this page.
  const meanwhile = await takeOne()
  line.mend()
  await taken(page, meanwhile)
  await page.getByText(/Không có mạng/).waitFor({ state: 'detached', timeout: 60_000 })
  await taken(page, await takeOne())
}, 180_000)

test('a wall of which a part cannot be fetched at first fetches it by itself', async () => {
  const { context, page } = await openWindow(browser, line.address, { width: 1920, height: 1080 })
  contexts.push(context)
  const part = /\/assets\/situation-map-[^/]*\.js$/
  await page.route(part, (route) => route.abort())
  await page.goto(`/man-hinh-lon#${token}`)
  await page.getByText('Chưa liên lạc được với trung tâm').waitFor({ timeout: 40_000 })
  await page.unroute(part)
  await shownLine(page).waitFor({ timeout: 40_000 })
  await page.locator('.map canvas').waitFor({ timeout: 40_000 })
}, 120_000)

test('a map that was on its way when the line went is drawn once the line is back', async () => {
  const { context, page } = await openWindow(browser, line.address, { width: 1920, height: 1080 })
  contexts.push(context)
  const part = /\/assets\/open-map-[^/]*\.js$/
  await page.route(part, async (route) => {
    line.cut()
    await route.abort()
  })
  await page.goto(`/man-hinh-lon#${token}`)
  await page.getByText('Chưa tải được bản đồ').waitFor({ timeout: 40_000 })
  await cutBand(page).waitFor({ timeout: 40_000 })
  await page.unroute(part)
  let loads = 0
  page.on('load', () => loads++)
  line.mend()
  await page.locator('.map canvas').waitFor({ timeout: 60_000 })
  await shownLine(page).waitFor()
  // Some browsers ask again for a part they did not get; for others the page loads itself anew, and once is enough.
  expect(loads).toBeLessThanOrEqual(1)
}, 120_000)

test('a wall outlives the end of the centre and goes on when that is back, by itself', async () => {
  const page = await openWall()
  await centre.kill()
  await cutBand(page).waitFor({ timeout: 40_000 })
  await shownLine(page).waitFor()
  await centre.start()
  await cutBand(page).waitFor({ state: 'detached', timeout: 60_000 })
  expect(await stood(page)).toBe(true)
}, 180_000)

/** Ends the centre, puts another build of its page in place, and starts it again. */
async function update(): Promise<void> {
  await centre.end()
  buildAnew(join(tree.path, 'dist/web'))
  await centre.start()
}
const scriptOf = (page: Page) =>
  page.evaluate(() => document.querySelector('script[type="module"]')?.getAttribute('src'))

test('in front of a standing wall the centre is updated: the wall loads the new page by itself and goes on', async () => {
  const page = await openWall()
  const own = await scriptOf(page)
  await update()
  await page.waitForFunction(() => !document.documentElement.hasAttribute('data-stood'), undefined, { timeout: 60_000 })
  await shownLine(page).waitFor({ timeout: 40_000 })
  expect(await scriptOf(page)).not.toBe(own)
  // It is of the version that is served, so it stays.
  await mark(page)
  await until('the map is drawn anew', async () => (await page.locator('.map canvas').count()) > 0, 40_000)
  expect(await stood(page)).toBe(true)
}, 180_000)

/** Signed in through the line, on the situation page. */
async function openOrdinary(address: string): Promise<Page> {
  const { context, page } = await openWindow(browser, line.address)
  contexts.push(context)
  const answer = await context.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  expect(answer.status()).toBe(200)
  await page.goto(address)
  // All of it: what an update takes away while the page is still being fetched is fetched with the new page at once.
  for (const part of ['.bar-sources', '.map canvas', '.time-plot', '.asset-list li']) {
    await page.locator(part).first().waitFor({ timeout: 40_000 })
  }
  await mark(page)
  return page
}
const band = (page: Page) => page.getByText('Trung tâm đã được cập nhật, trang này là bản cũ.')

test('an open page of an old build says so, leaves what is being written alone, and is loaded anew when asked', async () => {
  const page = await openOrdinary('/')
  await page.locator('.inbox .alert-title').first().click()
  await page.getByRole('button', { name: 'Khác', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Bỏ qua…' }).click()
  const reason = page.getByRole('dialog').getByRole('textbox')
  await reason.fill('Đang viết dở')
  await update()
  await band(page).waitFor({ timeout: 60_000 })
  await picture(page, 'old-build')
  expect(await reason.inputValue()).toBe('Đang viết dở')
  expect(await stood(page)).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click()
  await page.getByRole('button', { name: 'Tải lại trang' }).click()
  await page.waitForFunction(() => !document.documentElement.hasAttribute('data-stood'))
  await page.locator('.inbox .alert-title').first().waitFor()
  expect(await band(page).count()).toBe(0)
}, 180_000)

test('a part that the old build never fetched is gone: going there loads the new page instead of breaking', async () => {
  const page = await openOrdinary('/')
  await update()
  await band(page).waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Báo cáo' }).first().click()
  await page.getByRole('button', { name: 'Lập báo cáo' }).waitFor({ timeout: 40_000 })
  await page.getByText('Trung tâm vừa được cập nhật; trang đã được tải lại.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/bao-cao')
  expect(await stood(page)).toBe(false)
}, 180_000)

test('parts fetched for later that are gone, one after the other, load nothing anew: nobody asked for them', async () => {
  const { context, page } = await openWindow(browser, line.address)
  contexts.push(context)
  await context.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  // Whoever loads a page anew asks first whether the centre answers.
  let isAsked = false
  page.on('request', (asked) => {
    isAsked ||= asked.method() === 'HEAD'
  })
  await page.addInitScript(() =>
    window.addEventListener('vite:preloadError', (event) => {
      const { dataset } = document.documentElement
      dataset.missed = `${dataset.missed ?? ''} ${event.payload.message}`
    }),
  )
  const misses = async (part: string) => (await page.locator('html').getAttribute('data-missed'))?.includes(part)
  await page.route(/\/assets\/palette-(?!place)[^/]*\.js$/, (route) => route.fulfill({ status: 404 }))
  await page.route(/\/assets\/vi-late-[^/]*\.js$/, async (route) => {
    await until('the page misses the first', () => misses('/palette-'))
    await route.fulfill({ status: 404 })
  })
  await page.goto('/')
  await mark(page)
  await until('the page misses the second', () => misses('/vi-late-'))
  // What is asked now comes after whatever it asked when it missed them.
  expect(await page.evaluate(() => fetch('/readyz').then(({ ok }) => ok))).toBe(true)
  expect(isAsked).toBe(false)
  expect(await stood(page)).toBe(true)
}, 120_000)
