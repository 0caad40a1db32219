import { readFile } from 'node:fs/promises'
import mammoth from 'mammoth'
import mqtt from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre } from '../running-centre.ts'
import { countPixels, openBrowser, openWindow } from './browser.ts'

let centre: RunningCentre
let browser: Browser
beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

/** `--crit` of the light theme: src/web/kit/tokens.css. */
const critical = '#c9211b'

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
}

/** First sign-in of an account that somebody else made: the password must be changed. */
async function signInFirst(page: Page, login: string, given: string, own: string): Promise<void> {
  await signIn(page, login, given)
  await page.getByLabel('Mật khẩu đang dùng').fill(given)
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(own)
  await page.getByLabel('Nhập lại mật khẩu mới').fill(own)
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
  await page.getByRole('region', { name: 'Hộp cảnh báo' }).waitFor()
}

async function pickAgency(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox').first().fill(typed)
  await page.locator('.pick-list').getByRole('option', { name }).click()
}

async function makeAccount(
  page: Page,
  login: string,
  name: string,
  agency: [string, string],
  role: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Thêm tài khoản' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Họ và tên').fill(name)
  await dialog.getByLabel('Tên đăng nhập').fill(login)
  await pickAgency(page, ...agency)
  await dialog.getByLabel(role, { exact: true }).check()
  await dialog.getByLabel('Mật khẩu ban đầu').fill(`mật khẩu đầu của ${login}`)
  await dialog.getByRole('button', { name: 'Tạo tài khoản' }).click()
  await page.getByRole('cell', { name: login, exact: true }).waitFor()
}

test('from a device’s message to a figure in a report, and from the figure back down to the message', async () => {
  const admin = await openWindow(browser, centre.address)
  await signIn(admin.page, 'admin', adminPassword)
  await admin.page.getByRole('link', { name: 'Cài đặt' }).click()
  await makeAccount(
    admin.page,
    'truc-nuoc',
    'Cán bộ trực A',
    ['nong nghiep', 'Sở Nông nghiệp và Môi trường'],
    'Cán bộ trực',
  )
  await makeAccount(admin.page, 'xay-dung', 'Cán bộ xử lý B', ['so xay dung', 'Sở Xây dựng'], 'Cán bộ xử lý')
  await admin.context.close()

  const water = await openWindow(browser, centre.address)
  const build = await openWindow(browser, centre.address)
  await signInFirst(water.page, 'truc-nuoc', 'mật khẩu đầu của truc-nuoc', 'mật khẩu riêng của trực nước')
  await signInFirst(build.page, 'xay-dung', 'mật khẩu đầu của xay-dung', 'mật khẩu riêng của xây dựng')

  const map = water.page.getByRole('region', { name: 'Bản đồ tình hình' })
  const box = await map.boundingBox()
  if (!box) throw new Error('the map is not on the page')
  // Above the legend, whose marks have the same colour.
  const field = { ...box, height: box.height * 0.6 }
  // The map is drawn when the communes' land is there.
  await until('the map is drawn', async () => (await countPixels(water.page, field, '#e9edf0')) > 20_000, 30_000)
  const redBefore = await countPixels(water.page, field, critical)

  const device = await mqtt.connectAsync(centre.mqttAddress, {
    ...centre.credential('thiet-bi', ['phu-oc']),
    protocolVersion: 4,
  })
  await device.publishAsync(
    'nhip/v1/phu-oc/water_level',
    JSON.stringify({ at: new Date().toISOString(), value: 4.62 }),
    { qos: 1 },
  )
  const line = water.page.getByRole('button', { name: /^Trạm thuỷ văn Phú Ốc: mực nước 4,62\sm, vượt báo động 3/ })
  // A second on a quiet machine (docs/operations.md); here others run beside it.
  await line.waitFor({ timeout: 5_000 })
  await until(
    'the point is red on the map',
    async () => (await countPixels(water.page, field, critical)) > redBefore + 60,
    5_000,
  )
  await device.endAsync()
  // The other agency's page is live too, and sees nothing of it.
  expect(await build.page.getByText('Phú Ốc').count()).toBe(0)

  await line.click()
  const panel = water.page.getByRole('complementary', { name: 'Cảnh báo đang chọn' })
  // The two levels below it come along.
  await panel.getByRole('button', { name: 'Nhận cả 3' }).click()
  await panel.getByText('Cán bộ trực A').first().waitFor()
  await panel.getByRole('button', { name: 'Mở sự cố' }).click()
  await water.page.getByRole('dialog').getByRole('button', { name: 'Mở sự cố' }).click()
  await water.page.waitForURL('**/su-co/**')

  await water.page.getByRole('button', { name: 'Giao việc' }).click()
  await pickAgency(water.page, 'so xay dung', 'Sở Xây dựng')
  await water.page
    .getByRole('textbox', { name: 'Việc phải làm' })
    .fill('Đóng đường ngập trên Quốc lộ 1, đoạn qua phường Hương Trà')
  await water.page.getByText(/^Hạn: /).waitFor()
  await water.page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).click()

  await build.page.getByRole('link', { name: 'Việc', exact: true }).first().click()
  await build.page.getByRole('link', { name: /^Đóng đường ngập/ }).click()
  await build.page.getByRole('button', { name: 'Nhận việc' }).click()
  const evidence = Buffer.from('ảnh chụp hiện trường')
  await build.page
    .getByLabel('Thêm minh chứng')
    .setInputFiles({ name: 'ảnh chốt chặn.jpg', mimeType: 'image/jpeg', buffer: evidence })
  await build.page.getByRole('link', { name: 'Tải ảnh chốt chặn.jpg' }).waitFor()
  await build.page.getByRole('button', { name: 'Báo xong' }).click()
  await build.page.getByRole('dialog').getByLabel('Kết quả').fill('Đã đặt rào chắn và biển báo')
  await build.page.getByRole('dialog').getByRole('button', { name: 'Báo xong' }).click()
  await build.page.getByText('Xong đúng hạn').first().waitFor()

  // Without reloading: the officer's page learns that the task is done.
  await water.page.getByText('Xong đúng hạn').first().waitFor()
  await water.page.getByRole('button', { name: 'Chọn bước khác hoặc đóng sự cố' }).click()
  await water.page.getByRole('menuitem', { name: 'Đóng sự cố…' }).click()
  await water.page.getByRole('dialog').getByLabel('Kết quả xử lý').fill('Nước rút, đường thông')
  await water.page.getByRole('dialog').getByRole('button', { name: 'Đóng sự cố' }).click()
  await water.page.getByText('Đã đóng').first().waitFor()

  await water.page.getByRole('link', { name: 'Chỉ số' }).first().click()
  await water.page.getByRole('button', { name: 'Cảnh báo xử lý đúng hạn' }).click()
  await water.page.getByRole('button', { name: /^3 Đúng hạn, Sở Nông nghiệp và Môi trường/ }).waitFor()

  await water.page.getByRole('link', { name: 'Báo cáo' }).first().click()
  await water.page.getByRole('button', { name: 'Lập báo cáo' }).click()
  await water.page.getByRole('dialog').getByRole('button', { name: 'Lập báo cáo' }).click()
  await water.page.waitForURL('**/bao-cao/**')
  const download = water.page.waitForEvent('download')
  await water.page.getByRole('link', { name: 'Xuất DOCX' }).click()
  const document = await readFile(await (await download).path())
  const { value: html } = await mammoth.convertToHtml({ buffer: document })
  const href = /<a href="([^"]+)">100%<\/a>/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  if (!href) throw new Error(`the figure is no link: ${html}`)

  await water.page.goto(href)
  const source = water.page.getByRole('complementary', { name: 'Số này từ đâu ra' })
  await source.getByRole('link', { name: /mực nước 4,62\sm, vượt báo động 3/ }).click()
  await panel.getByText('Số đo quanh lúc cảnh báo').click()
  await panel.getByRole('row', { name: /4,62/ }).filter({ hasText: 'thiet-bi' }).waitFor()
  await panel.getByRole('row', { name: 'mqtt nhip/v1/phu-oc/water_level' }).waitFor()
  expect([...water.faults, ...build.faults]).toEqual([])
}, 180_000)
