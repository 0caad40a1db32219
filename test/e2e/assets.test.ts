import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { join } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { countPixels, openBrowser, openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'

const password = 'mat khau cua van thu 2026'

let centre: RunningCentre
let browser: Browser
let admin: Awaited<ReturnType<typeof signIn>>

beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
  admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const agency = (code: string) => body.items.find((one: { code: string }) => one.code === code).id
  for (const [login, code, name] of [
    ['loa', 'H57.801', 'Trần Thị Truyền Thanh'],
    ['trang', 'H57.909', 'Lê Văn Trang'],
    ['mua', 'H57.907', 'Hồ Thị Mưa'],
  ] as const) {
    const account = {
      login,
      name,
      agencyId: agency(code),
      roles: ['duty_officer'],
      password,
      mustChangePassword: false,
    }
    expect((await admin.ask('POST', '/api/accounts', account)).status).toBe(201)
  }
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function enter(login: string, size = { width: 1366, height: 768 }, scheme: 'light' | 'dark' = 'light') {
  const window = await openWindow(browser, centre.address, size, scheme)
  const answer = await window.page.request.post('/api/session', { data: { login, password } })
  expect(answer.ok()).toBe(true)
  return window
}

/** The row of one asset in the list of its type. */
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

async function connect(username: string, secret: string): Promise<MqttClient> {
  return mqtt.connectAsync(centre.mqttAddress, { username, password: secret, protocolVersion: 4 })
}

const publish = (device: MqttClient, code: string, series: string, value: number) =>
  device.publishAsync(`nhip/v1/${code}/${series}`, JSON.stringify({ at: new Date().toISOString(), value }), { qos: 1 })

test('a loudspeaker clerk registers a speaker, its device sends, a low battery leads from the alert to the speaker', async () => {
  const { context, page, faults } = await enter('loa')
  const name = 'Cụm loa Tổ dân phố 5, phường Phú Xuân'
  await page.goto('/thiet-bi')
  await page.getByRole('link', { name: 'Cụm loa' }).click()
  await page.getByText('Chưa có cụm loa nào').waitFor()
  await page.getByRole('button', { name: 'Thêm cụm loa' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'Lưu' }).click()
  await form.getByText('Còn 4 chỗ cần sửa').waitFor()
  await form.getByLabel('Tên', { exact: true }).fill(name)
  await form.getByLabel('Mã', { exact: true }).fill('loa-px-05')
  await form.getByLabel('Số máy').fill('TT-0512')
  await form.getByLabel('Công nghệ').selectOption({ label: 'Vô tuyến FM' })
  await form.getByLabel('Vĩ độ, kinh độ').fill('16.4702, 107.5767')
  await form.getByText(/^Thuộc Phường /).waitFor()
  await form.getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByText('nhip/v1/loa-px-05/battery', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Cấp tài khoản gửi' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp tài khoản gửi' }).click()
  await page.getByText('Chép ngay: mật khẩu chỉ hiện một lần này.').waitFor()
  const [username = '', secret = ''] = await page.getByRole('dialog').locator('code').allInnerTexts()
  expect(username).toBe('loa-px-05')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().click()

  await page.goto('/thiet-bi/loudspeakers/speaker_cluster')
  await row(page, name).getByText('Chưa có số liệu').waitFor()
  const device = await connect(username, secret)
  await publish(device, 'loa-px-05', 'battery', 64)
  await publish(device, 'loa-px-05', 'volume', 80)
  await publish(device, 'loa-px-05', 'signal', -71)
  // The list shows it without being asked to.
  await row(page, name).getByText('64%').waitFor()
  await row(page, name).getByText('80%').waitFor()
  await row(page, name).getByText('−71 dBm').waitFor()
  await row(page, name)
    .getByText(/giây trước/)
    .waitFor()
  await publish(device, 'loa-px-05', 'battery', 17)
  await row(page, name).getByRole('img', { name: 'Cần chú ý' }).waitFor()
  await device.endAsync()

  await page.goto('/')
  await page.getByText(`${name}: pin yếu, còn 17% (ngưỡng 20%)`).first().click()
  // The alert's own panel names the speaker; the inbox beside it does, too.
  await page.locator('.facts').getByRole('button', { name }).click()
  await page.getByRole('link', { name: 'Mở trang thiết bị' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByText(`${name}: pin yếu`).waitFor()
  await page.getByRole('button', { name: /^Pin 17%/ }).waitFor()
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

const certificates = join(import.meta.dirname, '../../src/modules/websites/fixtures/certificates')
const read = (file: string) => readFileSync(join(certificates, file), 'utf8')

interface Site {
  readonly address: string
  /** What it answers from now on, and with which certificate. */
  be(status: number, certificate: 'self' | 'good'): void
  close(): Promise<void>
}

/** A site on a loopback port that can be broken and mended while it runs. */
async function openSite(): Promise<Site> {
  const pair = (name: string) => ({ key: read(`${name}.key`), cert: read(`${name}.pem`) })
  let status = 503
  const server: Server = createServer(pair('self'), (_, response) => response.writeHead(status).end('Cổng thông tin'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  return {
    address: `https://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/`,
    be(next, certificate) {
      status = next
      server.setSecureContext(pair(certificate))
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

test('an administrator sets the check of sites up in the page; a clerk reads how it goes and cannot', async () => {
  const clerk = await enter('trang')
  await clerk.page.goto('/ket-noi')
  await clerk.page.getByRole('heading', { name: 'Kiểm tra trang' }).waitFor()
  expect(await clerk.page.getByRole('button', { name: 'Cài đặt', exact: true }).count()).toBe(0)
  await clerk.context.close()

  const { context, page, faults } = await openWindow(browser, centre.address)
  await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  await page.goto('/ket-noi')
  await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Kiểm tra mỗi').fill('0')
  await form.getByRole('button', { name: 'Lưu' }).click()
  await form.getByText('Điền số từ 1 đến 3600.').first().waitFor()
  await form.getByLabel('Kiểm tra mỗi').fill('1')
  await form.getByLabel('Số lần thử lại').fill('0')
  await form.getByLabel('Mạng nội bộ').fill('127.0.0.0/40')
  await form.getByRole('button', { name: 'Lưu' }).click()
  await form.getByText('Không hợp lệ. Xem gợi ý của ô này.').first().waitFor()
  await form.getByLabel('Mạng nội bộ').fill('127.0.0.0/8')
  await form.getByLabel('Chứng thư gốc').fill(read('root.pem'))
  await form.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Đã lưu cài đặt: Kiểm tra trang').waitFor()
  await page.getByRole('button', { name: 'Tắt', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Tắt', exact: true }).click()
  await page.getByText('Đã tắt', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Bật', exact: true }).click()
  await page.getByText('Đang chạy', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Khởi động lại', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Khởi động lại', exact: true }).click()
  await page.getByText('Đang khởi động lại: Kiểm tra trang').waitFor()
  await context.close()
  // The refusal that was asked for is written down by the browser.
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([])
}, 60_000)

test('a website clerk adds a site; the list says that it is down and its certificate bad; mended, it recovers', async () => {
  const site = await openSite()
  const { context, page, faults } = await enter('trang')
  const name = 'Trang thông tin điện tử Sở Văn hoá, Thể thao và Du lịch'
  await page.goto('/thiet-bi/websites/website')
  await page.getByRole('button', { name: 'Thêm trang thông tin điện tử' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Tên', { exact: true }).fill(name)
  await form.getByLabel('Mã', { exact: true }).fill('trang-so-vhttdl')
  await form.getByLabel('Địa chỉ').fill('hue.gov.vn')
  await form.getByLabel('Loại trang').selectOption({ label: 'Cổng, trang của cơ quan' })
  await form.getByRole('button', { name: 'Lưu' }).click()
  await form.getByText('Viết địa chỉ bắt đầu bằng http:// hoặc https://.').first().waitFor()
  await form.getByLabel('Địa chỉ').fill(site.address)
  await form.getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.goto('/thiet-bi/websites/website')
  const cell = (label: string) => row(page, name).locator(`td[data-label="${label}"]`)
  await cell('Truy cập được').getByText('Không').waitFor()
  await cell('Chứng thư hợp lệ').getByText('Không').waitFor()
  await cell('Mã trả lời HTTP').getByText('503').waitFor()
  await row(page, name).getByRole('img', { name: 'Nghiêm trọng' }).waitFor()
  await page.getByRole('button', { name: /^Có cảnh báo/ }).click()
  await row(page, name).waitFor()
  await page.getByRole('button', { name: /^Tất cả/ }).click()
  site.be(200, 'good')
  await cell('Truy cập được').getByText('Có').waitFor()
  await cell('Chứng thư hợp lệ').getByText('Có').waitFor()
  await cell('Chứng thư còn hạn')
    .getByText(/^\d[\d.,]*\sngày$/)
    .waitFor()
  await row(page, name).getByRole('img', { name: 'Bình thường' }).waitFor()
  await page.goto('/ket-noi')
  await page.getByText(/^1 trang trong 1\sgiây/).waitFor()
  await context.close()
  await site.close()
  expect(faults).toEqual([])
}, 60_000)

test('a rain gauge crosses its limit and comes back; two edits clash in words; retired, it leaves the list', async () => {
  const { context, page, faults } = await enter('mua')
  const name = 'Trạm đo mưa Thượng Nhật'
  await page.goto('/thiet-bi/environment/rain_gauge')
  await page.getByRole('button', { name: 'Thêm trạm đo mưa' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Tên', { exact: true }).fill(name)
  await form.getByLabel('Mã', { exact: true }).fill('mua-thuong-nhat')
  await form.getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  const { username, password: secret } = centre.credential('mua', ['mua-thuong-nhat'])
  const device = await connect(username, secret)
  await publish(device, 'mua-thuong-nhat', 'rain', 12)
  await page.getByRole('button', { name: /^Lượng mưa giờ 12 mm\/h/ }).waitFor()
  await publish(device, 'mua-thuong-nhat', 'rain', 55)
  await page.getByText(`${name}: mưa rất lớn, 55 mm/h (ngưỡng 50 mm/h)`).waitFor()
  await page.getByRole('img', { name: 'Nghiêm trọng' }).first().waitFor()
  await publish(device, 'mua-thuong-nhat', 'rain', 3)
  await page.getByText('Đã dịu, chưa ai nhận').first().waitFor()
  await device.endAsync()

  await page.getByRole('button', { name: 'Sửa', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Mã trạm của ngành').fill('48C-01')
  const colleague = await signIn(centre.address, 'mua', password)
  const { body: seen } = await colleague.ask('GET', '/api/assets/mua-thuong-nhat')
  const position = [107.6, 16.2]
  const edit = { version: seen.version, position }
  expect((await colleague.ask('PATCH', '/api/assets/mua-thuong-nhat', edit)).status).toBe(200)
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  await page.getByText(/Có người vừa sửa trước bạn: Hồ Thị Mưa\. Chưa có gì bị ghi đè/).waitFor()
  await page.getByRole('button', { name: 'Xem bản mới' }).click()

  await page.getByRole('button', { name: 'Ngừng sử dụng' }).click()
  await page.getByRole('dialog').getByLabel('Lý do').fill('Chuyển trạm')
  await page.getByRole('dialog').getByRole('button', { name: 'Ngừng sử dụng' }).click()
  await page.getByText('Còn cảnh báo đang mở.').waitFor()
  const { body: alerts } = await colleague.ask('GET', '/api/alerts?asset=mua-thuong-nhat')
  for (const { id } of alerts.items) {
    expect((await colleague.ask('POST', `/api/alerts/${id}/dismiss`, { reason: 'Chuyển trạm' })).status).toBe(200)
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Ngừng sử dụng' }).click()
  await page.getByText(/Ngừng sử dụng từ \d\d:\d\d: Chuyển trạm/).waitFor()
  await page.goto('/thiet-bi/environment/rain_gauge')
  await page.getByRole('button', { name: /^Ngừng sử dụng/ }).click()
  await row(page, name).waitFor()
  await context.close()
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
}, 60_000)

test('a year of a series is drawn as means in a band from lowest to highest', async () => {
  await centre.look(`select platform.ensure_reading_partition(week::date)
    from generate_series(date_trunc('week', now() at time zone 'UTC') - interval '54 weeks', now(), interval '7 days') week`)
  await centre.look(`insert into platform.reading (series_id, agency_id, at, value, received_at, origin, via)
    select s.id, s.agency_id, t, case when extract(hour from t)::int % 2 = 0 then 1 else 3 end, t, 'device', 'test'
    from platform.series s join platform.asset a on a.id = s.asset_id, generate_series(now() - interval '360 days', now(), interval '1 hour') t
    where a.code = 'kim-long' and s.key = 'water_level'`)
  const { context, page, faults } = await enter('mua')
  await page.goto('/thiet-bi/kim-long')
  await page.getByRole('button', { name: '1 năm' }).click()
  await page.getByText('365 ngày đến').waitFor()
  await page.getByText('Mỗi điểm là trung bình của 12 giờ; dải màu từ giá trị thấp nhất đến cao nhất.').waitFor()
  const chart = page.locator('.chart canvas')
  const box = await chart.boundingBox()
  if (!box) throw new Error('no chart')
  // The band on the page; the line alone would leave none of it.
  expect(await countPixels(page, box, '#c1d0e1')).toBeGreaterThan(5_000)
  expect(await readFaults(page)).toEqual([])
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

test('what depends on what is stated and ended in the page', async () => {
  const { context, page, faults } = await enter('mua')
  await page.goto('/thiet-bi/phu-oc')
  await page.getByRole('button', { name: 'Thêm liên quan' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Quan hệ').selectOption({ label: 'Nối mạng qua' })
  await form.getByLabel('Với thiết bị, hệ thống nào').first().fill('ta trach')
  await form.getByRole('radio', { name: /Hồ Tả Trạch/ }).check()
  await form.getByRole('button', { name: 'Thêm liên quan' }).click()
  await page.getByText('Nối mạng qua').waitFor()
  await page.getByRole('link', { name: 'Hồ Tả Trạch' }).click()
  await page.getByText('Khi hỏng sẽ kéo theo (1)').waitFor()
  await page
    .getByRole('link', { name: /Phú Ốc/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^Kết thúc: Nối mạng qua/ }).click()
  await page.getByText('Đã kết thúc liên quan').waitFor()
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

const forms = [
  ['desktop, light', { width: 1366, height: 768 }, 'light'],
  ['phone, dark', { width: 390, height: 844 }, 'dark'],
] as const

test.each(forms)(
  'the pages are whole and without faults of access: %s',
  async (_, size, scheme) => {
    const { context, page, faults } = await openWindow(browser, centre.address, size, scheme)
    await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
    const found: Record<string, string[]> = {}
    const look = async (what: string) => {
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
      const wrong = await readFaults(page)
      if (wrong.length > 0) found[what] = wrong
    }
    for (const address of [
      '/thiet-bi',
      '/thiet-bi/loudspeakers/speaker_cluster',
      '/thiet-bi/websites/website',
      '/thiet-bi/environment/reservoir?state=silent',
      '/thiet-bi/phu-oc',
    ]) {
      await page.goto(address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await look(address)
    }
    await page.getByRole('button', { name: 'Sửa', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await look('form of an asset')
    await page.goto('/ket-noi')
    await page.getByRole('heading', { name: 'Kiểm tra trang' }).waitFor()
    await look('connections')
    await page.getByRole('button', { name: 'Cài đặt', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await look('settings of a connector')
    await context.close()
    expect(found).toEqual({})
    expect(faults).toEqual([])
  },
  120_000,
)
