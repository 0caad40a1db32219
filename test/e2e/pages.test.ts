import mqtt from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

let centre: RunningCentre
let browser: Browser
let addresses: string[]
let admin: Awaited<ReturnType<typeof signIn>>

/** A centre on which the flood has passed and one alert has walked the chain. */
beforeAll(async () => {
  centre = await runCentre(['--speed', '36000', '--no-simulate'])
  browser = await openBrowser()
  admin = await signIn(centre.address, 'admin', adminPassword)
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
    '/so/directives/directive?view=calendar',
    '/m/directives/tien-do',
    '/bao-cao',
    `/bao-cao/${report.body.id}?line=alerts_handled_in_time`,
    '/cai-dat',
    '/cai-dat/muc',
    '/nhap-du-lieu',
    '/thiet-bi',
    '/thiet-bi/environment/river_station',
    '/thiet-bi/phu-oc',
    '/ket-noi',
    '/ket-noi/bi-tu-choi',
    '/cai-dat/truong',
    '/cai-dat/vai-tro',
    '/cai-dat/kenh',
    '/cai-dat/nhat-ky',
    '/cai-dat/quy-tac?ma=%221%22',
    '/cai-dat/tai-canh-bao?days=31',
    '/?order=area&severity=crit,major',
    '/canh-bao',
    '/canh-bao?severity=info&outcome=false_alarm',
    '/tin-nhan',
    '/cai-dat/don-vi?ma=H57.907',
    '/cai-dat/dia-gioi?ma=%2246%22',
    '/cai-dat/dia-gioi?muc=imports',
    '/cai-dat/ban-do',
    '/khong-co-trang-nay',
  ]
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

/** Signed in once for all: a person may sign in ten times a minute. */
async function openAsAdmin(...look: [size?: { width: number; height: number }, scheme?: 'light' | 'dark']) {
  const window = await openWindow(browser, centre.address, ...look)
  const [name = '', value = ''] = admin.cookie.split('=')
  await window.context.addCookies([{ name, value, url: centre.address }])
  return window
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForFunction(() => document.querySelector('.loading, [aria-busy="true"]') === null)
}

/** Each page is looked at at both sizes and in both schemes: one half as these, the other the other way round. */
const forms = [
  ['desktop, light', { width: 1366, height: 768 }, 'light', 0],
  ['desktop, dark', { width: 1366, height: 768 }, 'dark', 1],
  ['phone, light', { width: 390, height: 844 }, 'light', 1],
  ['phone, dark', { width: 390, height: 844 }, 'dark', 0],
] as const

test.each(forms)(
  'every page is whole and without faults of access: %s',
  async (_, size, scheme, half) => {
    const { context, page, faults } = await openAsAdmin(size, scheme)
    const found: Record<string, string[]> = {}
    for (const address of addresses.filter((_, index) => index % 2 === half)) {
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

test.each(['/so', '/so/directives/directive', '/m/directives/tien-do', '/nhap-du-lieu'])(
  'the navigation says that one is among the registers: %s',
  async (address) => {
    const { context, page } = await openAsAdmin()
    await open(page, address)
    expect(await page.locator('.rail [aria-current="page"]').allTextContents()).toEqual(['Sổ'])
    await context.close()
  },
)

test('a page whose session was ended elsewhere leads to sign-in by itself', async () => {
  const { context, page } = await openWindow(browser, centre.address, { width: 1366, height: 768 }, 'light')
  const data = { login: 'admin', password: adminPassword }
  expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
  await open(page, '/su-co')
  expect((await page.request.delete('/api/session')).ok()).toBe(true)
  await page.waitForURL(/\/dang-nhap/, { timeout: 60_000 })
  const ended = page.getByText('Phiên làm việc đã hết.')
  await ended.waitFor()
  // So does whoever comes back later.
  await page.goto('/viec')
  await page.waitForURL(/\/dang-nhap/)
  await ended.waitFor()
  await context.close()
}, 90_000)

test('a first visit, and one after signing out, is not told that a session has ended', async () => {
  const { context, page } = await openWindow(browser, centre.address)
  const isAskedPlainly = async () => {
    await page.goto('/viec')
    await page.getByLabel('Mật khẩu').waitFor()
    await page.waitForURL(/\/dang-nhap/)
    expect(await page.getByText('Phiên làm việc đã hết.').count()).toBe(0)
  }
  await isAskedPlainly()
  expect(page.url()).toContain('to=')
  await page.getByLabel('Tên đăng nhập').fill('admin')
  await page.getByLabel('Mật khẩu').fill(adminPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('button', { name: /^Tài khoản của/ }).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL(/\/dang-nhap/)
  await isAskedPlainly()
  await context.close()
})

test('on a phone the history begins with alerts; what narrows it stands behind a button that counts', async () => {
  const { context, page } = await openWindow(browser, centre.address, { width: 390, height: 844 }, 'light', false, true)
  const data = { login: 'admin', password: adminPassword }
  expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
  await page.goto('/canh-bao')
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
    .first()
  await row.waitFor()
  expect((await row.boundingBox())?.y).toBeLessThan(422)
  const outcome = page.getByLabel('Kết quả')
  expect(await outcome.isVisible()).toBe(false)
  await picture(page, 'history-phone')
  await page.getByRole('button', { name: 'Lọc', exact: true }).click()
  await page.getByLabel('Mức', { exact: true }).selectOption('crit')
  await page.getByRole('button', { name: 'Lọc (1)' }).waitFor()
  await picture(page, 'history-phone-filters')
  await page.getByRole('button', { name: 'Lọc (1)' }).click()
  await outcome.waitFor({ state: 'hidden' })
  await context.close()
})

test('what is not there is a page of its own with a heading and a way on', async () => {
  const { context, page } = await openAsAdmin()
  const nobody = '019ab0c0-0000-7000-8000-000000000000'
  for (const address of [`/viec/${nobody}`, `/su-co/${nobody}`, '/thiet-bi/khong-co', '/so/khong/co', '/m/khong/co']) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: 'Không tìm thấy' }).waitFor()
    await page.getByRole('link', { name: 'Về trang tình hình', exact: true }).waitFor()
    // Once the stream is open the page asks again, and meanwhile has no heading.
    await expect.poll(() => readFaults(page), { message: address, timeout: 20_000 }).toEqual([])
  }
  await context.close()
}, 90_000)

test('the imports lead back to the register one came from', async () => {
  const { context, page } = await openAsAdmin()
  await open(page, '/so/directives/directive')
  await page.getByRole('link', { name: 'Nhập từ tệp' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Ý kiến chỉ đạo' }).click()
  await page.waitForURL('/so/directives/directive')
  await context.close()
}, 60_000)

test('closing an incident says what stands against it, and asks again while its alert still fires', async () => {
  const { body: agencies } = await admin.ask('GET', '/api/agencies')
  const agencyId = agencies.items[0].id
  const attributes = { alert_level_3_m: 2 }
  const position = [107.6, 16.45]
  const station = { code: 'tram-dong', type: 'river_station', name: 'Trạm đóng', agencyId, position, attributes }
  expect((await admin.ask('POST', '/api/assets', station)).status).toBe(201)
  const device = await mqtt.connectAsync(centre.mqttAddress, centre.credential('tram-dong', ['tram-dong']))
  const reading = JSON.stringify({ at: new Date().toISOString(), value: 3 })
  await device.publishAsync('nhip/v1/tram-dong/water_level', reading, { qos: 1 })
  await device.endAsync()
  const alert = await until('the alert fires', async () => {
    const { body } = await admin.ask('GET', '/api/alerts?asset=tram-dong')
    return body.items[0]
  })
  const { body: incident } = await admin.ask('POST', '/api/incidents', { alertId: alert.id })
  const address = `/api/incidents/${incident.id}/tasks`
  const { body: task } = await admin.ask('POST', address, { title: 'Đóng cống', agencyId })

  const { context, page } = await openAsAdmin()
  await open(page, `/su-co/${incident.id}`)
  await page.getByRole('button', { name: 'Chọn bước khác hoặc đóng sự cố' }).click()
  await page.getByRole('menuitem', { name: 'Đóng sự cố…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Còn 1 việc chưa xong').waitFor()
  await dialog.getByText('Còn 1 cảnh báo chưa hết điều kiện').waitFor()
  expect(await dialog.getByRole('button', { name: 'Đóng sự cố', exact: true }).isDisabled()).toBe(true)
  const file = new FormData()
  file.append('file', new Blob(['anh']), 'anh.jpg')
  await admin.ask('POST', `/api/tasks/${task.id}/evidence`, file)
  expect((await admin.ask('POST', `/api/tasks/${task.id}/complete`, { result: 'xong' })).status).toBe(200)
  const submit = dialog.getByRole('button', { name: 'Vẫn đóng sự cố' })
  await submit.waitFor()
  expect(await submit.isEnabled()).toBe(true)
  await dialog.getByLabel('Kết quả xử lý').fill('Nước còn cao, bàn giao cho phường trực tiếp theo dõi')
  await submit.click()
  await dialog.waitFor({ state: 'detached' })
  expect((await admin.ask('GET', `/api/incidents/${incident.id}`)).body.state).toBe('closed')
  await context.close()
}, 90_000)

test('a part of the page that an update took away is fetched with the page, once, and that is said', async () => {
  const { context, page } = await openAsAdmin()
  await open(page, '/bao-cao')
  await page.route('**/assets/create-dialog-*.js', (route) => route.fulfill({ status: 404, body: '' }))
  await page.getByRole('button', { name: 'Lập báo cáo' }).click()
  await page.getByText('Trung tâm vừa được cập nhật; trang đã được tải lại.').waitFor()
  // It is still missing: now it is no matter of an update, and the page says so instead of loading for ever.
  await page.getByRole('button', { name: 'Lập báo cáo' }).click()
  await page.getByText('Trang này gặp lỗi khi hiển thị').waitFor()
  await page.unroute('**/assets/create-dialog-*.js')
  await page.getByRole('button', { name: 'Tải lại trang' }).click()
  await page.getByRole('button', { name: 'Lập báo cáo' }).click()
  await page.getByRole('dialog').waitFor()
  await context.close()
}, 60_000)

test('English is fetched when it is chosen and stays over a reload; where it cannot be fetched the page stays Vietnamese', async () => {
  const { context, page } = await openAsAdmin()
  await open(page, '/su-co')
  const language = () => page.evaluate(() => document.documentElement.lang)
  // The centre is away for whoever asks: the page is not loaded anew in vain.
  await page.route(/\/assets\/en-|\/$/, (route) => route.abort())
  const failed = page.waitForEvent('requestfailed', (request) => new URL(request.url()).pathname === '/')
  await page.getByRole('button', { name: /Ngôn ngữ|English/ }).click()
  await failed
  expect(await language()).toBe('vi')
  await page.getByRole('heading', { name: 'Sự cố' }).waitFor()
  await page.unroute(/\/assets\/en-|\/$/)
  await page.getByRole('button', { name: /Ngôn ngữ|English/ }).click()
  await page.getByRole('heading', { name: 'Incidents' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Incidents' }).waitFor()
  expect(await language()).toBe('en')
  await context.close()
}, 60_000)

test('a page whose stream never opens says that too, and lives once it does', async () => {
  const { context, page } = await openAsAdmin()
  await context.route('**/api/live*', (route) => route.abort())
  await open(page, '/su-co')
  await page.getByText(/^Mất kết nối từ/).waitFor()
  await context.unroute('**/api/live*')
  await page.getByText(/^Đã nối lại/).waitFor()
  await context.close()
}, 60_000)

// Stops the centre and starts it again.
test('a page that is first opened while the centre is away says so in its own words, and opens once it answers', async () => {
  const { context, page } = await openAsAdmin()
  await open(page, '/su-co')
  await centre.kill()
  await page.getByRole('link', { name: 'Báo cáo' }).first().click()
  await page.getByRole('heading', { name: 'Chưa mở được phần này' }).waitFor()
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await page.getByText(/^Lúc \d\d:\d\d:\d\d vẫn chưa nối được tới máy chủ/).waitFor()
  expect(new URL(page.url()).pathname).toBe('/bao-cao')
  await centre.start()
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await page.getByRole('button', { name: 'Lập báo cáo' }).waitFor()
  await context.close()
}, 120_000)

// The last: it stops the centre and starts it again.
test('a page whose stream is cut says since when, keeps nothing fresh, and catches up by itself', async () => {
  const { context, page } = await openAsAdmin()
  await open(page, '/su-co')
  const bar = page.locator('.bar-sources')
  await bar.getByText('chuỗi số liệu').waitFor()
  await centre.kill()
  await page.getByText(/^Mất kết nối từ \d\d:\d\d:\d\d, số liệu có thể cũ\. Trang tự nối lại/).waitFor()
  await bar.getByText(/chuỗi số liệu lúc \d\d:\d\d/).waitFor()
  expect(await bar.locator('.pulse-on').count()).toBe(0)
  expect(await readFaults(page)).toEqual([])
  await centre.start()
  await page.getByText(/^Đã nối lại/).waitFor({ timeout: 60_000 })
  await bar.getByText('chuỗi số liệu').waitFor()
  await context.close()
}, 120_000)

test('everything is found and done by keyboard: a device without diacritics, a page, what was seen lately, actions', async () => {
  const { context, page, faults } = await openAsAdmin()
  await open(page, '/')
  const find = page.getByRole('combobox', { name: 'Tìm và làm nhanh' })
  const options = page.getByRole('option')
  await page.keyboard.press('Control+k')
  await find.waitFor()
  await page.keyboard.type('phu oc')
  await options.filter({ hasText: 'Trạm thuỷ văn Phú Ốc' }).first().waitFor()
  expect(await readFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL('**/thiet-bi/phu-oc')
  await page.getByRole('heading', { level: 1, name: /Phú Ốc/ }).waitFor()

  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('**/su-co')
  await page.keyboard.press('Control+k')
  await options.filter({ hasText: 'Phú Ốc' }).waitFor()
  expect(await options.first().textContent()).toContain('Phú Ốc')
  await page.keyboard.type('khong co gi nhu the')
  await page.getByText('Không tìm thấy «khong co gi nhu the»').waitFor()
  await page.getByText(/Đã tìm trong: thiết bị/).waitFor()
  await find.fill('')
  await page.keyboard.type('> mat khau')
  await options.filter({ hasText: 'Đổi mật khẩu' }).waitFor()
  expect(await options.count()).toBe(1)
  await find.fill('')
  await page.route('**/api/search?*', (route) => route.abort())
  await page.keyboard.type('kim long')
  await page.getByText(/Chưa tìm được: Không nối được/).waitFor()
  await page.keyboard.press('Escape')
  await find.waitFor({ state: 'detached' })
  await context.close()
  expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([])
}, 90_000)

test('the list of keys is that of the page one stands on, and single keys can be turned off', async () => {
  const { context, page } = await openAsAdmin()
  await open(page, '/so/directives/directive')
  await page.keyboard.press('?')
  const here = page.getByRole('region', { name: 'Ở trang này' })
  await here.getByText('Thêm mới').waitFor()
  expect(await readFaults(page)).toEqual([])
  await page.getByRole('checkbox', { name: /Dùng phím một chữ/ }).uncheck()
  await page.keyboard.press('Escape')
  await here.waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.keyboard.press('n')
  // Ctrl K is answered after what came before it.
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm và làm nhanh' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(1)
  await context.close()
}, 90_000)

test('the panel of a device reads its course, leads to its alerts and offers what can be done about it', async () => {
  const { context, page, faults } = await openAsAdmin()
  await open(page, '/?asset=phu-oc')
  const panel = page.getByRole('complementary', { name: 'Thiết bị đang chọn' })
  const chart = panel.locator('.chart .u-over')
  // A reading that comes in draws the chart anew, and what was under the pointer is gone.
  const readAt = (share: number) =>
    expect.poll(
      async () => {
        const width = await chart.evaluate((area) => area.clientWidth)
        await chart.hover({ position: { x: width * share, y: 80 } })
        return panel.locator('.chart-tip').textContent({ timeout: 1_000 })
      },
      { timeout: 20_000 },
    )
  await readAt(0.5).toMatch(/^\d(,\d+)?\u00a0m · \d\d\/\d\d \d\d:\d\d$/)
  await panel.getByRole('button', { name: '1 năm' }).click()
  await panel.getByText(/Mỗi điểm là trung bình/).waitFor()
  await readAt(0.999).toMatch(/^trung bình \d(,\d+)?\u00a0m \(.+ – .+\) · \d\d\/\d\d\/\d{4}/)
  await panel.getByRole('button', { name: 'Xem sự cố SC-' }).waitFor()
  await panel.getByRole('button', { name: 'Bảo trì' }).click()
  const plan = page.getByRole('dialog', { name: 'Thêm đợt bảo trì' })
  expect(await plan.getByLabel(/Chỉ các thiết bị/).inputValue()).toBe('phu-oc')
  await page.keyboard.press('Escape')
  await plan.waitFor({ state: 'detached' })
  await panel
    .getByRole('button', { name: /vượt\sbáo\sđộng\s\d/ })
    .first()
    .click()
  await page.waitForURL(/\?alert=/)
  await page.getByRole('complementary', { name: 'Cảnh báo đang chọn' }).waitFor()
  await context.close()
  expect(faults).toEqual([])
}, 90_000)

test('on a phone without a line the last state is read with its age, after a reload too, and is left when the line is back', async () => {
  const { context, page } = await openWindow(browser, centre.address, { width: 390, height: 844 }, 'light', true)
  // A session of its own, which is ended below.
  const data = { login: 'admin', password: adminPassword }
  expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
  const line = page.locator('.inbox .alert-title').first()
  const isKept = () =>
    page.evaluate(async () => {
      const kept = await (await caches.open('nhip-answers')).keys()
      const needed = ['/api/session', '/api/summary', '/api/alerts/lines']
      return needed.every((path) => kept.some(({ url }) => new URL(url).pathname === path))
    })
  await open(page, '/')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  // The first visit was fetched before anything could keep it.
  await open(page, '/')
  await line.waitFor()
  const title = await line.textContent()
  await expect.poll(isKept, { timeout: 20_000 }).toBe(true)
  expect(await page.evaluate(() => fetch('/manifest.webmanifest').then((answer) => answer.json()))).toMatchObject({
    name: 'Nhịp',
    display: 'standalone',
  })
  await context.setOffline(true)
  await page.reload()
  await page.getByText(/Không có mạng\. Đang xem tình hình lúc \d\d:\d\d/).waitFor()
  expect(await line.textContent()).toBe(title)
  await context.setOffline(false)
  await page.getByText(/Không có mạng/).waitFor({ state: 'detached', timeout: 60_000 })
  // Who leaves takes everything along.
  await page.getByRole('button', { name: /^Tài khoản của/ }).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL(/\/dang-nhap/)
  await expect.poll(() => page.evaluate(() => caches.has('nhip-answers')), { timeout: 20_000 }).toBe(false)
  await context.close()
}, 120_000)
