import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Map as GlMap } from 'maplibre-gl'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'

let centre: RunningCentre
let browser: Browser
let admin: Awaited<ReturnType<typeof signIn>>

beforeAll(async () => {
  centre = await runCentre(['--speed', '36000', '--no-simulate'])
  browser = await openBrowser()
  admin = await signIn(centre.address, 'admin', adminPassword)
  await until(
    'the flood is over',
    async () => {
      const { body } = await admin.ask('GET', '/api/alerts')
      return body.items.find((item: { severity: string }) => item.severity === 'crit')
    },
    30_000,
  )
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function openAsAdmin(...look: [size?: { width: number; height: number }, scheme?: 'light' | 'dark']) {
  const window = await openWindow(browser, centre.address, ...look)
  const [name = '', value = ''] = admin.cookie.split('=')
  await window.context.addCookies([{ name, value, url: centre.address }])
  return window
}

/** What the map has drawn of these layers, as it tells itself: the properties of each feature in sight. */
async function drawn(page: Page, layers: string[], least = 1): Promise<Record<string, unknown>[]> {
  const ask = (names: string[]) => {
    const box = document.querySelector('.map') as (HTMLElement & { map?: GlMap }) | null
    if (!box?.map?.isStyleLoaded()) return []
    const there = names.filter((name) => box.map?.getLayer(name))
    return there.length === 0 ? [] : box.map.queryRenderedFeatures({ layers: there }).map((f) => f.properties)
  }
  return until(
    `${layers.join()} are drawn`,
    async () => {
      const found = await page.evaluate(ask, layers)
      return found.length >= least ? found : undefined
    },
    30_000,
  )
}
const namesOf = (features: Record<string, unknown>[]) => [...new Set(features.map(({ name }) => name))].sort()

const views = [
  ['the country', '/?at=4.6,15.5,109.5', ['Biển Đông', 'QĐ. Hoàng Sa', 'QĐ. Trường Sa']],
  ['the sea of Đà Nẵng', '/?at=6.6,16.3,111.2', ['QĐ. Hoàng Sa']],
  ['the sea of Khánh Hoà', '/?at=6.4,9.6,113', ['QĐ. Trường Sa']],
] as const

test.each(views)(
  'Hoàng Sa, Trường Sa and Biển Đông are drawn and named: %s',
  async (_, address, names) => {
    const { context, page, faults } = await openAsAdmin()
    await page.goto(address)
    const labels = await drawn(page, ['archipelago-names', 'sea-name'], names.length)
    expect(namesOf(labels)).toEqual(expect.arrayContaining([...names]))
    const shores = await drawn(page, ['land-shore'])
    const codes = new Set(shores.map(({ c }) => c))
    if (names.some((name) => name === 'QĐ. Hoàng Sa')) expect(codes).toContain('48')
    if (names.some((name) => name === 'QĐ. Trường Sa')) expect(codes).toContain('56')
    await context.close()
    expect(faults).toEqual([])
  },
  60_000,
)

test('without the archives the map says so in a line, and still draws the province and the two archipelagos', async () => {
  const { context, page } = await openAsAdmin()
  await page.route('**/*.pmtiles', (route) => route.fulfill({ status: 404, body: '' }))
  await page.goto('/?at=4.6,15.5,109.5')
  await page.getByText('Không đọc được nền bản đồ: chỉ vẽ địa giới.').waitFor()
  expect(namesOf(await drawn(page, ['archipelago-names'], 2))).toEqual(['QĐ. Hoàng Sa', 'QĐ. Trường Sa'])
  const islands = await drawn(page, ['islands'], 2)
  expect(new Set(islands.map(({ code }) => code))).toEqual(new Set(['20333', '22736']))
  expect((await drawn(page, ['areas'])).length).toBeGreaterThan(0)
  await context.close()
}, 60_000)

test('an archive whose tiles cannot be read leaves the rest of the map, and a line says so', async () => {
  const { context, page } = await openAsAdmin()
  await page.route('**/vietnam-z3-10.pmtiles', async (route) => {
    // The head is whole, what follows is noise: a file that was cut off or overwritten.
    const range = (await route.request().headerValue('range')) ?? ''
    if (range.startsWith('bytes=0-')) await route.continue()
    else await route.fulfill({ status: 206, body: Buffer.alloc(64, 7), headers: { 'content-length': '64' } })
  })
  await page.goto('/')
  await page.getByText('Một phần nền bản đồ không đọc được.').waitFor()
  expect(new Set((await drawn(page, ['areas'])).map(({ code }) => code)).size).toBe(40)
  expect((await drawn(page, ['loud'])).length).toBeGreaterThan(0)
  await context.close()
}, 60_000)

test('what is well comes in tiles, grouped where it is close together; a press on one opens it', async () => {
  const { context, page, faults } = await openAsAdmin()
  await page.goto('/')
  const far = await drawn(page, ['marks'])
  const { body } = await admin.ask('GET', '/api/assets.geojson')
  expect(far.reduce((sum, { count }) => sum + Number(count), 0)).toBe(body.features.length)
  const [lon, lat] = body.features.find(
    ({ properties }: { properties: { code: string } }) => properties.code === 'kim-long',
  ).geometry.coordinates
  await page.goto(`/?at=15,${lat},${lon}`)
  expect((await drawn(page, ['marks'])).map(({ code }) => code)).toContain('kim-long')
  const box = await page.locator('.map canvas').boundingBox()
  if (!box) throw new Error('no map')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.getByRole('heading', { name: 'Trạm thuỷ văn Kim Long' }).waitFor()

  // What a filter leaves out is gone with its alerts, and the bar says so.
  await page.goto('/')
  await drawn(page, ['loud'])
  await page.getByRole('button', { name: 'Lớp dữ liệu' }).click()
  await page.getByText('Thiết bị trên bản đồ').waitFor()
  for (const box of await page.locator('.map-layer-menu fieldset:first-child input').all()) await box.uncheck()
  await page.getByRole('button', { name: /Lớp dữ liệu ?ẩn \d/ }).waitFor()
  await until('the map is without any', async () =>
    page.evaluate(() => {
      const { map } = document.querySelector('.map') as HTMLElement & { map: GlMap }
      return map.loaded() && map.queryRenderedFeatures({ layers: ['marks', 'loud'] }).length === 0
    }),
  )
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

test('a mark of the tiles that cannot be had again stays: a cut line does not empty the map', async () => {
  const { context, page } = await openAsAdmin()
  await page.goto('/')
  const before = (await drawn(page, ['marks'])).length
  await page.route('**/api/map/**', (route) => route.fulfill({ status: 503, body: '' }))
  const asked = page.waitForResponse((answer) => answer.url().includes('/api/map/tiles') && answer.status() === 503)
  await page.evaluate(() => (document.querySelector('.map') as HTMLElement & { map: GlMap }).map.refreshTiles('marks'))
  await asked
  expect(await drawn(page, ['marks'], before)).toHaveLength(before)
  await context.close()
}, 60_000)

test('alerts that cannot be had are told of over the map that is drawn, and asked for again there', async () => {
  const { context, page } = await openAsAdmin()
  await page.route('**/api/map/alerts*', (route) => route.fulfill({ status: 500, json: { code: 'internal_error' } }))
  await page.goto('/')
  await drawn(page, ['areas'], 40)
  const told = page.locator('.map-frame').getByRole('alert')
  await told.getByText('Chưa lấy được cảnh báo trên bản đồ').waitFor()
  expect(await readFaults(page)).toEqual([])
  await page.unroute('**/api/map/alerts*')
  // A press that something else takes fails here.
  await told.getByRole('button', { name: 'Thử lại' }).click({ timeout: 5_000 })
  await told.waitFor({ state: 'detached' })
  expect((await drawn(page, ['loud'])).length).toBeGreaterThan(0)
  await context.close()
}, 60_000)

test('no alert lies over the count of a group', async () => {
  const { context, page, faults } = await openAsAdmin()
  await page.goto('/?at=5,16.4,107.5')
  await drawn(page, ['loud'])
  await drawn(page, ['marks'])
  /** How many groups have something drawn where an alert's shape is. */
  const under = (what: 'discs and counts' | 'counts') =>
    page.evaluate(async (what) => {
      const { map } = document.querySelector('.map') as HTMLElement & { map: GlMap }
      if (what === 'counts') map.setLayoutProperty('marks', 'icon-image', '')
      await new Promise((resolve) => map.once('idle', resolve).triggerRepaint())
      return map.queryRenderedFeatures({ layers: ['loud'] }).reduce((sum, { geometry }) => {
        const { x, y } = map.project((geometry as unknown as { coordinates: [number, number] }).coordinates)
        const shape = [
          [x - 7, y - 7],
          [x + 7, y + 7],
        ] as [[number, number], [number, number]]
        const groups = map.queryRenderedFeatures(shape, { layers: ['marks'] })
        return sum + groups.filter(({ properties }) => Number(properties.count) > 1).length
      }, 0)
    }, what)
  expect(await under('discs and counts')).toBeGreaterThan(0)
  expect(await under('counts')).toBe(0)
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

test('the map says where it is from, and alerts lie above everything else', async () => {
  const { context, page, faults } = await openAsAdmin()
  await page.goto('/?layer=alerts&near=107.55,16.46,10000')
  await page.getByText('© OpenStreetMap contributors (ODbL) · Natural Earth').waitFor()
  expect(await page.getByText('NXB Bản đồ Việt Nam').isVisible()).toBe(true)
  const foot = await page.locator('.map-foot').boundingBox()
  expect(foot?.height, 'attribution and bar fit one line').toBeLessThan(36)
  expect(await page.locator('.maplibregl-ctrl-scale').textContent()).toMatch(/^\d+\sk?m$/)
  const loud = await drawn(page, ['loud'])
  expect(loud.map(({ code }) => code)).toContain('phu-oc')
  const order = await page.evaluate(() => {
    const box = document.querySelector('.map') as HTMLElement & { map: GlMap }
    return box.map.getStyle().layers.map(({ id }) => id)
  })
  expect(order.at(-1)).toBe('loud')
  for (const below of ['country-water', 'areas-unknown', 'circle', 'names', 'archipelago-names']) {
    expect(order.indexOf(below), below).toBeGreaterThan(-1)
  }
  expect(await readFaults(page)).toEqual([])
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

test('communes are tinted by their alerts that fire, hatched where nothing reports, with unit and time', async () => {
  const { context, page } = await openAsAdmin()
  await page.goto('/')
  await drawn(page, ['areas'], 40)
  await page.getByRole('button', { name: 'Lớp dữ liệu' }).click()
  const layer = page.getByRole('radio', { name: 'Cảnh báo theo xã' })
  await layer.check()
  await page.getByText(/Cảnh báo đang phát theo xã, lúc \d\d:\d\d/).waitFor()
  const hatched = await drawn(page, ['areas-unknown'])
  const { body } = await admin.ask('GET', '/api/alerts/by-area')
  const counted = new Set(body.areas.map((area: { code: string }) => area.code))
  expect(counted.size).toBeGreaterThan(0)
  expect(new Set(hatched.map(({ code }) => code)).size).toBe(40 - counted.size)
  for (const { code } of hatched) expect(counted).not.toContain(code)
  const firing = (await admin.ask('GET', '/api/alerts/history/totals?outcome=firing')).body.all
  expect(body.areas.reduce((sum: number, area: { alerts: number }) => sum + area.alerts, 0)).toBe(firing)
  await page.getByRole('radio', { name: 'Không tô' }).check()
  await page.waitForURL((url) => url.searchParams.get('layer') === 'none')
  expect(await readFaults(page)).toEqual([])
  await context.close()
}, 60_000)

test('a link carries place, zoom, layer, circle and the chosen thing to the next person', async () => {
  const { context, page } = await openAsAdmin()
  await page.goto('/?asset=kim-long')
  await drawn(page, ['areas'])
  await page.getByRole('button', { name: 'Lớp dữ liệu' }).click()
  await page.getByRole('radio', { name: 'Cảnh báo theo xã' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Tìm quanh một điểm' }).click()
  await page.getByRole('button', { name: '5 km' }).click()
  await page.getByRole('button', { name: 'Phóng to' }).click()
  await page.waitForURL(/at=/)
  const link = page.url()
  const where = (of: Page) =>
    of.evaluate(() => {
      const box = document.querySelector('.map') as HTMLElement & { map: GlMap }
      const { lng, lat } = box.map.getCenter()
      return [box.map.getZoom(), lat, lng]
    })
  const here = await where(page)
  const other = await openAsAdmin({ width: 1366, height: 768 }, 'dark')
  await other.page.goto(link)
  await drawn(other.page, ['circle'])
  for (const [i, value] of (await where(other.page)).entries()) expect(value).toBeCloseTo(here[i] ?? 0, 1)
  await other.page.getByText('Trong bán kính 5 km').waitFor()
  await other.page.getByText(/Cảnh báo đang phát theo xã/).waitFor()
  await other.page.getByRole('heading', { name: 'Trạm thuỷ văn Kim Long' }).waitFor()
  expect(await readFaults(other.page)).toEqual([])
  await other.context.close()
  await context.close()
}, 90_000)

test('the circle finds what is near of every kind, and a press on the map moves it', async () => {
  const { context, page } = await openAsAdmin()
  const { body } = await admin.ask('GET', '/api/assets/kim-long')
  const [lon, lat] = body.position
  await page.goto(`/?near=${lon},${lat},2000`)
  await drawn(page, ['circle'])
  const panel = page.getByRole('region', { name: 'Tìm quanh một điểm' })
  await panel.locator('summary', { hasText: 'Trạm thuỷ văn' }).click()
  await panel.getByRole('link', { name: 'Trạm thuỷ văn Kim Long' }).waitFor()
  await panel.locator('summary', { hasText: 'Cảnh báo' }).waitFor()
  const box = await page.locator('.map canvas').boundingBox()
  if (!box) throw new Error('no map')
  await page.mouse.click(box.x + box.width * 0.55, box.y + box.height * 0.8)
  await page.waitForURL((url) => url.searchParams.get('near') !== `${lon},${lat},2000`)
  await panel.getByText('Không có gì trong vòng này.').waitFor()
  await context.close()
}, 60_000)

test('on paper stand the map as it is, what it means and where it is from, and nothing else', async () => {
  const { context, page, faults } = await openAsAdmin()
  await page.addInitScript(() => {
    window.print = () => {
      document.body.dataset.printed = 'yes'
    }
  })
  await page.goto('/?layer=alerts')
  await drawn(page, ['loud'])
  await page.getByRole('button', { name: 'In bản đồ' }).click()
  await page.waitForFunction(() => document.body.dataset.printed === 'yes')
  await page.emulateMedia({ media: 'print' })
  const image = page.locator('.map-paper img')
  expect(await image.isVisible()).toBe(true)
  const colours = await image.evaluate((element: HTMLImageElement) => {
    const canvas = new OffscreenCanvas(64, 64)
    const pen = canvas.getContext('2d')
    pen?.drawImage(element, 0, 0, 64, 64)
    const { data } = pen?.getImageData(0, 0, 64, 64) ?? { data: [] }
    return new Set(Array.from({ length: 4096 }, (_, i) => [data[i * 4], data[i * 4 + 1], data[i * 4 + 2]].join())).size
  })
  expect(colours).toBeGreaterThan(20)
  expect(await page.getByText('© OpenStreetMap contributors (ODbL)').isVisible()).toBe(true)
  expect(await page.getByText('Ranh giới tham khảo: NXB Tài nguyên, Môi trường').isVisible()).toBe(true)
  expect(await page.getByText(/Cảnh báo đang phát theo xã/).isVisible()).toBe(true)
  for (const hidden of ['.bar', '.rail', '.strip', '.map-tools', '.map-bar']) {
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
  }
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBe(1)
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

test('a map of the province’s own is tried, added, used, and lies under the two archipelagos', async () => {
  const folder = join(centre.dataDir, 'basemap')
  mkdirSync(folder, { recursive: true })
  const square = [
    [107, 16],
    [108, 16],
    [108, 17],
    [107, 17],
    [107, 16],
  ]
  const feature = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [square] } }
  writeFileSync(join(folder, 'vung.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
  copyFileSync(join(import.meta.dirname, '../../data/basemap/vietnam-z3-10.pmtiles'), join(folder, 'rieng.pmtiles'))
  const { context, page, faults } = await openAsAdmin()
  await page.goto('/cai-dat/ban-do')
  await page.getByText('Chưa có bản đồ riêng nào').waitFor()
  const fill = async (name: string, kind: string, file: string) => {
    await page.getByLabel('Tên', { exact: true }).fill(name)
    await page.getByLabel('Loại').selectOption(kind)
    await page.getByLabel('Tệp hoặc địa chỉ').fill(file)
    await page.getByLabel('Ghi nguồn').fill(`Nguồn của ${name}`)
  }
  await fill('Vùng ngập', 'geojson', 'khong-co.geojson')
  await page.getByRole('button', { name: 'Thử mở' }).click()
  await page.getByText('không có tệp này trong thư mục «basemap»').waitFor()
  await page.getByLabel('Tệp hoặc địa chỉ').fill('vung.geojson')
  await page.getByRole('button', { name: 'Thử mở' }).click()
  await page.getByText('Mở được: hình vẽ').waitFor()
  await page.getByRole('button', { name: 'Thêm bản đồ' }).click()
  await page.getByRole('button', { name: 'Dùng Vùng ngập', exact: true }).click()
  await page.getByText('Đang dùng', { exact: true }).waitFor()
  await fill('Nền riêng', 'pmtiles', 'rieng.pmtiles')
  await page.getByRole('button', { name: 'Thêm bản đồ' }).click()
  await page.getByRole('button', { name: 'Dùng Nền riêng', exact: true }).waitFor()
  expect(await readFaults(page)).toEqual([])

  await page.goto('/')
  await drawn(page, ['own-fill'])
  await page.getByText('Nguồn của Vùng ngập').waitFor()
  await drawn(page, ['country-water'])

  await page.goto('/cai-dat/ban-do')
  await page.getByRole('button', { name: 'Dùng Nền riêng', exact: true }).click()
  await page.getByRole('button', { name: 'Thôi dùng Nền riêng' }).waitFor()
  await page.goto('/?at=4.6,15.5,109.5')
  await drawn(page, ['own-fill-land'])
  expect(namesOf(await drawn(page, ['archipelago-names'], 2))).toEqual(['QĐ. Hoàng Sa', 'QĐ. Trường Sa'])
  await drawn(page, ['islands'], 2)
  expect((await drawn(page, ['loud'])).length).toBeGreaterThan(0)
  await context.close()
  // The refusal of the file that is not there, which the browser writes down.
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
}, 90_000)

test('a link to a moment shows map and alerts as they were, whatever happens now, offers nothing to do, and Escape leads back', async () => {
  const { body } = await admin.ask('GET', '/api/alerts/lines?group=fresh')
  const { alert } = body.items.find((line: { count: number }) => line.count === 1)
  const then = new Date().toISOString()
  const { context, page, faults } = await openAsAdmin({ width: 1366, height: 768 })
  await page.goto(`/?time=${encodeURIComponent(then)}&alert=${alert.id}`)
  await page
    .getByText(/^Đang xem lại \d\d:\d\d/)
    .first()
    .waitFor()
  const inbox = page.getByRole('region', { name: 'Cảnh báo lúc đó' })
  const fresh = inbox.getByRole('region', { name: 'Chưa ai nhận' }).locator('.alert-chosen')
  await fresh.waitFor()
  expect(await page.getByRole('button', { name: /^Nhận/ }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Mở sự cố' }).count()).toBe(0)
  expect((await drawn(page, ['loud'])).length).toBeGreaterThan(0)
  expect((await admin.ask('POST', `/api/alerts/${alert.id}/acknowledge`)).status).toBe(200)
  // What waits now is told beside it; what was does not change.
  await page.getByRole('slider', { name: 'Xem lại một thời điểm' }).waitFor()
  await until('the page heard of it', async () => {
    const open = (await admin.ask('GET', '/api/summary')).body.untaken
    return open === 0 || (await page.getByText(`Bây giờ có ${open} cảnh báo chưa ai nhận.`).count()) > 0
  })
  await fresh.waitFor()
  expect(await readFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByText('Trực tiếp', { exact: true }).waitFor()
  expect(new URL(page.url()).searchParams.has('time')).toBe(false)
  await page.locator('.alert-chosen .alert-who').waitFor()
  await context.close()
  expect(faults).toEqual([])
}, 90_000)

test('a large screen opens by its link without a person, has nothing to press, and is shut once the link is revoked', async () => {
  const { body: link } = await admin.ask('POST', '/api/screens', { name: 'Phòng trực' })
  const { context, page } = await openWindow(browser, centre.address, { width: 1920, height: 1080 })
  await page.goto(`/man-hinh-lon#${link.token}`)
  await page.locator('.screen .alert-title').first().waitFor()
  expect((await drawn(page, ['loud'])).length).toBeGreaterThan(0)
  expect(await page.getByRole('button').count()).toBe(0)
  for (let press = 0; press < 5; press++) await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.tagName), 'no key leads anywhere').toBe('BODY')
  const look = await page.evaluate(() => {
    const line = document.querySelector('.alert-title')
    const lines = [...document.querySelectorAll('.screen-lines > :not(.screen-over)')]
    const box = document.querySelector('.screen-lines')?.getBoundingClientRect()
    return {
      cursor: getComputedStyle(document.body).cursor,
      textPx: line ? Number.parseFloat(getComputedStyle(line).fontSize) : 0,
      isWhole: lines.every((each) => each.getBoundingClientRect().bottom <= (box?.bottom ?? 0) + 1),
      overflow: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    }
  })
  expect(look).toMatchObject({ cursor: 'none', isWhole: true, overflow: [1920, 1080] })
  expect(look.textPx).toBeGreaterThan(17)
  await page.reload()
  await page.locator('.screen .alert-title').first().waitFor()
  expect((await admin.ask('DELETE', `/api/screens/${link.id}`)).status).toBe(200)
  await page.reload()
  await page.getByText('Liên kết này không còn mở được màn hình').waitFor()
  await context.close()
}, 90_000)

test('a large screen opens although what it asked before is answered after its link was taken', async () => {
  const { body: link } = await admin.ask('POST', '/api/screens', { name: 'Phòng chờ' })
  const { context, page } = await openWindow(browser, centre.address, { width: 1920, height: 1080 })
  const opened = page.waitForResponse('**/api/screens/open')
  let isFirst = true
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch()
    const waits = isFirst
    isFirst = false
    if (waits) await opened
    await route.fulfill({ response: answer }).catch(() => undefined)
  })
  await page.goto(`/man-hinh-lon#${link.token}`)
  const refused = page.getByText('Liên kết này không còn mở được màn hình')
  await refused.or(page.locator('.screen .alert-title').first()).first().waitFor()
  expect(await refused.count()).toBe(0)
  await context.close()
}, 60_000)
