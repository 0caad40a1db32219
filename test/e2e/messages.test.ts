import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { type MailServer, openMailServer } from '../mail-server.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'

const password = 'mat khau cua can bo 2026'

let centre: RunningCentre
let browser: Browser
let mailServer: MailServer
let office: Awaited<ReturnType<typeof signIn>>
let officeId: number
let buildId: number

beforeAll(async () => {
  mailServer = await openMailServer()
  centre = await runCentre(['--no-replay'])
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const idOf = (name: string): number => body.items.find((agency: { name: string }) => agency.name === name).id
  officeId = idOf('Văn phòng Ủy ban nhân dân thành phố')
  buildId = idOf('Sở Xây dựng')
  for (const [login, agencyId, role] of [
    ['van-thu', officeId, 'duty_officer'],
    ['xay-dung', buildId, 'handler'],
  ] as const) {
    const account = { login, name: `Cán bộ ${login}`, agencyId, roles: [role], password, mustChangePassword: false }
    expect((await admin.ask('POST', '/api/accounts', account)).status).toBe(201)
  }
  office = await signIn(centre.address, 'van-thu', password)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
  await mailServer?.close()
})

async function openAs(
  login: string,
  secret = password,
  ...look: [size?: { width: number; height: number }, colours?: 'dark']
) {
  const window = await openWindow(browser, centre.address, ...look)
  await window.page.request.post('/api/session', { data: { login, password: secret } })
  return window
}

const dialogOf = (page: Page) => page.getByRole('dialog')

/** The office gives a directive to the department of construction. */
async function assign(title: string, dueOn: string): Promise<string> {
  const values = { title, lead: buildId, due_on: dueOn, product: 'Báo cáo' }
  const { body } = await office.ask('POST', '/api/directives/directives', { agencyId: officeId, values })
  const { status } = await office.ask('POST', `/api/directives/directives/${body.id}/moves/issue`, {
    version: body.version,
  })
  expect(status).toBe(200)
  return body.id
}

test('an administrator sets up e-mail, and an agency is told what it was assigned and that it is due', async () => {
  const { page, faults } = await openAs('admin', adminPassword)
  await page.goto('/cai-dat/kenh')
  const card = page.getByRole('region', { name: 'Thư điện tử' })
  await card.getByText('Đã tắt').waitFor()
  await card.getByText('Chưa đơn vị nào có địa chỉ').waitFor()
  expect(await readFaults(page)).toEqual([])

  // Switched on unset, it says what is missing and stays off.
  await card.getByRole('button', { name: 'Bật', exact: true }).click()
  await page.getByText('Kênh chưa đủ cài đặt').waitFor()
  await card.getByRole('button', { name: 'Cài đặt' }).click()
  expect(await readFaults(page)).toEqual([])
  const { port } = mailServer
  await dialogOf(page).getByLabel('Máy chủ gửi thư (SMTP)').fill('127.0.0.1')
  await dialogOf(page).getByLabel('Cổng').fill(String(port))
  await dialogOf(page).getByLabel('Bảo mật đường truyền').selectOption('none')
  await dialogOf(page).getByLabel('Địa chỉ người gửi').fill('dieuhanh@hue.example')
  await dialogOf(page).getByLabel('Địa chỉ trang của trung tâm').fill(centre.address)
  await dialogOf(page).getByRole('button', { name: 'Lưu' }).click()
  await dialogOf(page).waitFor({ state: 'detached' })

  await card.getByRole('button', { name: 'Gửi thử' }).click()
  await dialogOf(page).getByLabel('Hộp thư').fill('thu@hue.example, ai@hue.example')
  await dialogOf(page).getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialogOf(page).locator('.field-error', { hasText: 'một hộp thư' }).waitFor()
  await dialogOf(page).getByLabel('Hộp thư').fill('khong-co@hue.example')
  await dialogOf(page).getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialogOf(page).getByText('5.1.1 no such user').waitFor()
  await dialogOf(page).getByLabel('Hộp thư').fill('thu@hue.example')
  await dialogOf(page).getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialogOf(page).getByText('queued as 4F7A91').waitFor()
  expect(mailServer.mails.map(({ to }) => to)).toEqual(['thu@hue.example'])
  await page.keyboard.press('Escape')
  await dialogOf(page).waitFor({ state: 'detached' })

  await card.getByRole('button', { name: 'Bật', exact: true }).click()
  await card.getByText('Đang bật').waitFor()
  await card.getByRole('button', { name: 'Thêm địa chỉ' }).click()
  await dialogOf(page).getByRole('button', { name: 'Thêm địa chỉ' }).click()
  await dialogOf(page).locator('.field-error', { hasText: 'Hãy chọn đơn vị' }).waitFor()
  await dialogOf(page).getByLabel('Đơn vị').fill('so xay dung')
  await page.getByRole('option', { name: 'Sở Xây dựng' }).click()
  await dialogOf(page).getByLabel('Hộp thư').fill('vanthu.sxd@hue.example')
  await dialogOf(page).getByRole('button', { name: 'Thêm địa chỉ' }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
  await card.getByRole('cell', { name: 'vanthu.sxd@hue.example', exact: true }).waitFor()

  const id = await assign('(Trình diễn) Rà soát các trạm thu phát sóng xây dựng không phép', '2026-12-31')
  const { mail } = await until('the mail comes', async () =>
    mailServer.mails.find(({ to }) => to === 'vanthu.sxd@hue.example'),
  )
  expect(mail.subject).toBe('Được giao nhiệm vụ: (Trình diễn) Rà soát các trạm thu phát sóng xây dựng không phép')
  expect(mail.text).toContain('Hạn hoàn thành: 31/12/2026')
  expect(mail.text).toContain(`Mở tại: ${centre.address}/so/directives/directive?id=${id}`)

  await page.goto('/tin-nhan')
  await page.getByRole('link', { name: /Được giao nhiệm vụ/ }).waitFor()
  await page.getByText('2.0.0 Ok: queued as 4F7A91').waitFor()
  expect(await readFaults(page)).toEqual([])
  // What the server refused on purpose above, the browser writes down.
  expect(faults.filter((fault) => !/status of (400|409)/.test(fault))).toEqual([])
}, 120_000)

test('the agency sees its own message with the address masked, the office sees none; both as cards on a phone', async () => {
  const handler = await openAs('xay-dung', password, { width: 390, height: 844 }, 'dark')
  await handler.page.goto('/tin-nhan')
  await handler.page.getByText('v•••@hue.example').first().waitFor()
  expect(await readFaults(handler.page)).toEqual([])
  expect(await handler.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await handler.page.getByRole('link', { name: /Được giao nhiệm vụ/ }).click()
  await handler.page
    .locator('.panel-side')
    .getByText(/Rà soát các trạm thu phát sóng/)
    .first()
    .waitFor()
  expect(handler.faults).toEqual([])
  const clerk = await openAs('van-thu')
  await clerk.page.goto('/tin-nhan')
  await clerk.page.getByText('Chưa có tin nào').waitFor()
  await clerk.page.goto('/cai-dat/kenh')
  await clerk.page
    .getByText(/chưa được giao quyền|không có quyền/i)
    .first()
    .waitFor()
}, 60_000)
