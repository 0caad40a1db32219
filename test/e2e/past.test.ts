import type { Map as GlMap } from 'maplibre-gl'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

const commune = '19930'
const soon = { timeout: 20_000 }
let centre: RunningCentre
let browser: Browser
let admin: Awaited<ReturnType<typeof signIn>>
/** When seven alerts stood in one line. */
let then: string
let lineId: string
let flooded: { id: string; asset: { code: string; name: string } }

beforeAll(async () => {
  centre = await runCentre(['--speed', '36000', '--no-simulate'])
  browser = await openBrowser()
  admin = await signIn(centre.address, 'admin', adminPassword)
  const database = { query: (text: string, values: unknown[]) => centre.look(text, values) }
  await insertStorm(database, { agencyCode: 'H57.907', prefix: 'bao', count: 7, areas: [commune] })
  flooded = await until('the flood is there', async () => {
    const { body } = await admin.ask('GET', '/api/alerts')
    return body.items.find(
      (alert: { severity: string; origin: string }) => alert.severity === 'crit' && alert.origin === 'replayed',
    )
  })
  lineId = await until('a line of many', async () => {
    const { body } = await admin.ask('GET', '/api/alerts/lines')
    return body.items.find(({ count }: { count: number }) => count === 7)?.id
  })
  then = new Date().toISOString()
  // Now most of it is over, and the station speaks on: none of that may be seen in the past.
  await centre.look(`update platform.alert set condition = 'resolved', handling = 'done', resolved_at = now(), done_at = now()
    where asset_id in (select id from platform.asset where code in ('bao-3', 'bao-4', 'bao-5', 'bao-6', 'bao-7'))`)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function lookBack(more = '', ...look: [size?: { width: number; height: number }, scheme?: 'light' | 'dark']) {
  const window = await openWindow(browser, centre.address, ...look)
  const [name = '', value = ''] = admin.cookie.split('=')
  await window.context.addCookies([{ name, value, url: centre.address }])
  await window.page.goto(`/?time=${encodeURIComponent(then)}${more}`)
  await window.page
    .getByText(/^Đang xem lại/)
    .first()
    .waitFor()
  return window
}

test('a line of many opens to its parts as they stood, and each part to its panel', async () => {
  const { context, page, faults } = await lookBack()
  const inbox = page.getByRole('region', { name: 'Cảnh báo lúc đó' })
  const opener = inbox.getByRole('button', { name: /^và 6 / })
  await opener.click()
  const parts = inbox.getByRole('list', { name: 'Cảnh báo trong nhóm' }).getByRole('listitem')
  await expect.poll(() => parts.count(), soon).toBe(7)
  expect((await admin.ask('GET', `/api/alerts/lines/${lineId}?group=fresh`)).body.items.length).toBeLessThan(7)
  await picture(page, 'past-parts')
  await parts.filter({ hasText: 'bao 5' }).getByRole('button').click()
  await page.getByRole('heading', { name: 'Cảnh báo lúc đó', exact: true }).last().waitFor()
  await page.waitForURL((url) => url.searchParams.has('alert'))
  expect(await readFaults(page)).toEqual([])
  await opener.click()
  await expect.poll(() => parts.count(), soon).toBe(0)
  await context.close()
  expect(faults).toEqual([])
}, 90_000)

test.each([
  ['desk, light', { width: 1366, height: 768 }, 'light'],
  ['large, dark', { width: 1920, height: 1080 }, 'dark'],
  ['phone', { width: 390, height: 844 }, 'light'],
] as const)(
  'the panel of an alert draws its series up to that moment: %s',
  async (name, size, scheme) => {
    const { context, page, faults } = await lookBack(`&alert=${flooded.id}`, size, scheme)
    const panel = page.locator('.panel-side')
    await panel.getByRole('heading', { name: /^Mực nước, 48 giờ đến/ }).waitFor()
    await panel.locator('.chart canvas').waitFor()
    const at = encodeURIComponent(then)
    const from = encodeURIComponent(new Date(Date.parse(then) - 3 * 86_400_000).toISOString())
    const course = (code: string) => `/api/past/course?asset=${code}&series=water_level&at=${at}&from=${from}`
    expect((await admin.ask('GET', course(flooded.asset.code))).body.items.length).toBeGreaterThan(24)
    await panel.locator('.chart').scrollIntoViewIfNeeded()
    await picture(page, `past-alert-${name.replace(', ', '-')}`)
    expect(await readFaults(page)).toEqual([])
    await context.close()
    expect(faults).toEqual([])
  },
  90_000,
)

/** The tint of the commune as the map draws it. */
const tintOf = (page: Page) =>
  until(
    'the commune is tinted',
    () =>
      page.evaluate((code) => {
        const box = document.querySelector('.map') as (HTMLElement & { map?: GlMap }) | null
        const colour: unknown = box?.map?.isStyleLoaded() ? box.map.getPaintProperty('areas', 'fill-color') : undefined
        if (!Array.isArray(colour)) return undefined
        return String(colour[colour.indexOf(code) + 1] ?? '')
      }, commune),
    30_000,
  )

test('the communes are tinted as they were counted then, and back in the present as they are counted now', async () => {
  const { context, page, faults } = await lookBack()
  await page.getByRole('button', { name: 'Lớp dữ liệu' }).click()
  await page.getByRole('radio', { name: 'Cảnh báo theo xã' }).check()
  await page.getByText(/Cảnh báo đang phát theo xã, lúc \d\d:\d\d/).waitFor()
  const before = await tintOf(page)
  await picture(page, 'past-tint')
  const counted = (body: { areas: { code: string; alerts: number }[] }) =>
    body.areas.find(({ code }) => code === commune)?.alerts
  expect(counted((await admin.ask('GET', `/api/past/areas?at=${encodeURIComponent(then)}`)).body)).toBe(7)
  expect(counted((await admin.ask('GET', '/api/alerts/by-area')).body)).toBe(2)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByText('Trực tiếp', { exact: true }).waitFor()
  await expect.poll(() => tintOf(page), soon).not.toBe(before)
  expect(await readFaults(page)).toEqual([])
  await context.close()
  expect(faults).toEqual([])
}, 90_000)

test('what happened is played from its beginning up to the present; held, it stands; moved by hand, it is not played on', async () => {
  const beganAt = new Date(Date.now() - 4 * 60_000).toISOString()
  await centre.look(
    `update platform.setting set value = value || jsonb_build_object('beganAt', $1::text) where key = 'past'`,
    [beganAt],
  )
  const { context, page, faults } = await lookBack()
  const moments: number[] = []
  page.on('framenavigated', (frame) => {
    const at = new URL(frame.url()).searchParams.get('time')
    if (at !== null && moments.at(-1) !== Date.parse(at)) moments.push(Date.parse(at))
  })
  await page.keyboard.press('Escape')
  await page.getByText('Trực tiếp', { exact: true }).waitFor()
  const play = page.getByRole('button', { name: 'Chạy lại diễn biến' })
  const hold = page.getByRole('button', { name: 'Dừng', exact: true })
  await play.click()
  await expect.poll(() => moments.length, soon).toBeGreaterThanOrEqual(2)
  await picture(page, 'past-play')
  await hold.click()
  await play.waitFor()
  const held = page.url()
  const strip = page.getByRole('slider', { name: 'Xem lại một thời điểm' })
  await expect.poll(() => strip.getAttribute('aria-valuenow')).toBe(String(moments.at(-1)))
  await play.click()
  await hold.waitFor()
  await page.getByText('Trực tiếp', { exact: true }).waitFor()
  await play.waitFor()
  expect(held).toContain('time=')
  expect(moments).toEqual(moments.toSorted((a, b) => a - b))
  // A quarter of an hour of a day: 15 s of the 24 minutes that a replay shows, 37.5 s of the hour that is shown once it is over.
  const gaps = moments.slice(1).map((ms, index) => ms - (moments[index] ?? 0))
  expect(Math.max(...gaps)).toBeLessThan(40_000)

  await play.click()
  await hold.waitFor()
  await strip.press('Home')
  await play.waitFor()
  expect(await readFaults(page)).toEqual([])
  await context.close()
  expect(faults).toEqual([])
}, 90_000)

test('while time is hastened the bar tells the time that values carry, an alert by which time it goes; that it caught up is said once', async () => {
  const { context, page } = await openWindow(browser, centre.address)
  const [name = '', value = ''] = admin.cookie.split('=')
  await context.addCookies([{ name, value, url: centre.address }])
  const begunMs = Date.now() - 30 * 3_600_000
  let isHastened = true
  await page.route('**/api/summary', async (route) => {
    const answer = await route.fetch()
    const summary = await answer.json()
    const replay = isHastened ? { speed: 60, at: new Date(begunMs).toISOString() } : summary.replay
    await route.fulfill({ response: answer, json: { ...summary, replay } })
  })
  await page.goto(`/?alert=${flooded.id}`)
  const told = page.locator('.replay-long')
  await expect.poll(() => told.textContent(), soon).toMatch(/nhanh 60 lần, số liệu \d\d:\d\d \d\d\/\d\d$/)
  const first = await told.textContent()
  // A second of the clock is a minute of theirs.
  await expect.poll(() => told.textContent(), soon).not.toBe(first)
  await page.getByText('Lúc đo và lúc dịu theo giờ của số liệu phát lại').waitFor()
  const whole = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  expect(whole, 'the bar has room for it').toBe(true)
  await page.getByRole('button', { name: /^Tài khoản của/ }).click({ trial: true })
  isHastened = false
  expect((await admin.ask('POST', `/api/alerts/${flooded.id}/acknowledge`)).status).toBe(200)
  await page.getByText('Trận lũ đã phát lại xong. Từ đây số đo được gửi lại đúng nhịp đo').waitFor()
  expect(await told.textContent()).toMatch(/đúng nhịp đo$/)
  await context.close()
}, 90_000)
