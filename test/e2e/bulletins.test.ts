import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { insertStorm } from '../insert-storm.ts'
import { type MailServer, mailSettings, openMailServer } from '../mail-server.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

const password = 'mat khau cua can bo 2026'
const agency = 'H57.907'
const looks = [
  ['1366-light', { width: 1366, height: 768 }, 'light'],
  ['1920-light', { width: 1920, height: 1080 }, 'light'],
  ['1920-dark', { width: 1920, height: 1080 }, 'dark'],
  ['390-dark', { width: 390, height: 844 }, 'dark'],
  ['390-light', { width: 390, height: 844 }, 'light'],
] as const

let centre: RunningCentre
let browser: Browser
let mailServer: MailServer
type Person = Awaited<ReturnType<typeof signIn>>
let admin: Person
// Signed in once: the door takes ten tries a minute of one login.
let writing: Person
let approving: Person
const ids = new Map<string, number>()

beforeAll(async () => {
  mailServer = await openMailServer()
  centre = await runCentre()
  browser = await openBrowser()
  admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  for (const { code, id } of body.items as { code: string; id: number }[]) ids.set(code, id)
  for (const [login, role] of [
    ['nguoi-soan', 'duty_officer'],
    ['nguoi-duyet', 'leader'],
  ] as const) {
    const account = { login, name: `Cán bộ ${login}`, agencyId: ids.get(agency), roles: [role], password }
    const made = await admin.ask('POST', '/api/accounts', { ...account, mustChangePassword: false })
    expect(made.status).toBe(201)
  }
  writing = await signIn(centre.address, 'nguoi-soan', password)
  approving = await signIn(centre.address, 'nguoi-duyet', password)
  const config = mailSettings(mailServer)
  expect((await admin.ask('POST', '/api/channels/email/mail', { enabled: true, config })).status).toBe(200)
  for (const [code, address] of [
    ['H57.905', 'vanthu.sct@hue.example'],
    ['H57.908', 'truc@hue.example'],
    ['H57.909', 'khong-co@hue.example'],
  ] as const)
    await admin.ask('POST', '/api/channels/email/mail/addresses', { agencyId: ids.get(code), address })
  await admin.ask('POST', '/api/agencies/H57.912/phone', { dutyPhone: '02343822112' })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
  await mailServer?.close()
})

/** An incident of the agency, opened by whoever writes. */
async function openIncident(prefix: string): Promise<string> {
  const look = { query: (text: string, values: unknown[]) => centre.look(text, values) }
  await insertStorm(look, { agencyCode: agency, prefix, count: 1, severity: 'crit', areas: ['19774'] })
  const { body } = await writing.ask('GET', `/api/alerts?asset=${prefix}-1`)
  const incident = await writing.ask('POST', '/api/incidents', { alertId: body.items[0].id })
  expect(incident.status).toBe(201)
  return incident.body.id
}

async function openAs(
  { cookie }: Person,
  ...look: [size?: { width: number; height: number }, colours?: 'light' | 'dark']
) {
  const window = await openWindow(browser, centre.address, ...look)
  const [name = '', value = ''] = cookie.split('=')
  await window.context.addCookies([{ name, value, url: centre.address }])
  return window
}

const dialogOf = (page: Page) => page.getByRole('dialog')
const blockOf = (page: Page) => page.getByRole('region', { name: 'Tin đã phát' })

async function fill(page: Page, title: string, agencies: readonly string[]) {
  await dialogOf(page).getByLabel('Tiêu đề').fill(title)
  await dialogOf(page).getByLabel('Nội dung').fill('Nước lên nhanh từ 16:00. Di dời người dân vùng trũng trước 18:00.')
  await dialogOf(page).getByLabel('Đơn vị được chọn').check()
  for (const name of agencies) {
    await dialogOf(page).getByRole('combobox').fill(name)
    await page.getByRole('option', { name }).click()
  }
  // The list of choices goes away with the focus.
  await dialogOf(page).getByLabel('Tiêu đề').focus()
  await page.getByRole('option').first().waitFor({ state: 'detached' })
}

test('one writes, another approves, delivery is seen live, and who has no address is told by telephone', async () => {
  const incident = await openIncident('song-huong')
  const writer = await openAs(writing)
  const { page } = writer
  await page.goto(`/su-co/${incident}`)
  await page.getByRole('button', { name: 'Phát tin' }).click()
  // It begins with what is known of the incident.
  await dialogOf(page).getByLabel('Tiêu đề').fill('')
  await dialogOf(page).getByRole('button', { name: 'Gửi duyệt' }).click()
  await dialogOf(page).locator('.field-error', { hasText: 'Ghi tiêu đề' }).waitFor()
  await fill(page, 'Di dời vùng trũng hạ lưu sông Hương', await namesOf())
  await dialogOf(page).getByLabel('Khẩn', { exact: true }).check()
  const reach = dialogOf(page).getByRole('region', { name: 'Sẽ gửi tới' })
  await reach.getByText('4 đơn vị, 3 địa chỉ').waitFor()
  await reach.getByText('1 đơn vị chưa có địa chỉ').click()
  await reach.getByText('02343822112').waitFor()
  await dialogOf(page)
    .getByText(/^65\/2\.000 ký tự$/)
    .waitFor()
  expect(await readFaults(page)).toEqual([])
  await dialogOf(page).getByRole('button', { name: 'Gửi duyệt' }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
  const ownBar = page.getByRole('region', { name: 'Bản tin chờ duyệt' })
  await ownBar.getByRole('button', { name: 'Xem', exact: true }).waitFor()
  expect(mailServer.mails).toEqual([])

  const approver = await openAs(approving)
  await approver.page.goto('/su-co')
  await approver.page.getByText('Có bản tin chờ duyệt').waitFor()
  await approver.page.getByRole('link', { name: /song-huong/i }).click()
  await approver.page.getByRole('button', { name: 'Xem để duyệt' }).click()
  await dialogOf(approver.page).getByText('Di dời người dân vùng trũng trước 18:00').waitFor()
  expect(await readFaults(approver.page)).toEqual([])
  await dialogOf(approver.page).getByRole('button', { name: 'Duyệt và phát tới 4 đơn vị' }).click()
  await dialogOf(approver.page).waitFor({ state: 'detached' })

  // Nobody touches the page of the writer: it hears.
  await blockOf(page).getByText('2/4 đơn vị').waitFor()
  await blockOf(page).getByText('1 không gửi được · 1 chưa có địa chỉ').waitFor()
  await ownBar.waitFor({ state: 'detached' })
  await page.getByText('Duyệt: Cán bộ nguoi-duyet. Soạn: Cán bộ nguoi-soan').waitFor()
  expect(mailServer.mails.map(({ to }) => to).sort()).toEqual(['truc@hue.example', 'vanthu.sct@hue.example'])
  expect(mailServer.mails[0]?.mail.subject).toBe('KHẨN – Bản tin số 01: Di dời vùng trũng hạ lưu sông Hương')

  await blockOf(page)
    .getByRole('button', { name: /Bản tin khẩn số 01/ })
    .click()
  await dialogOf(page).getByText('5.1.1 no such user').waitFor()
  expect(await readFaults(page)).toEqual([])
  const row = dialogOf(page).locator('.bulletin-row', { hasText: '02343822112' })
  await row.getByRole('button', { name: /Đã báo bằng điện thoại/ }).click()
  await row.getByRole('button', { name: 'Ghi' }).click()
  await row.getByText('Ghi ai nghe máy').waitFor()
  await row.getByRole('textbox').fill('Bà Hà, trực ban')
  await row.getByRole('button', { name: 'Ghi' }).click()
  await dialogOf(page).getByText('Cán bộ nguoi-soan gọi: Bà Hà, trực ban').waitFor()
  await dialogOf(page).getByText('1 không gửi được · 1 đã báo bằng điện thoại').waitFor()
  await approver.page.getByText('1 không gửi được · 1 đã báo bằng điện thoại').waitFor()
  expect([...writer.faults, ...approver.faults]).toEqual([])
  await Promise.all([writer.context.close(), approver.context.close()])
}, 120_000)

/** Names of the four agencies, in the order of `ids`: two with a mailbox, one with a dead one, one without. */
async function namesOf(): Promise<string[]> {
  const { body } = await admin.ask('GET', '/api/agencies')
  const codes = ['H57.905', 'H57.908', 'H57.909', 'H57.912']
  return codes.map((code) => body.items.find((each: { code: string }) => each.code === code).name)
}

test('a bulletin is returned with a reason, mended from the draft, and the writer takes the next one back', async () => {
  const incident = await openIncident('song-bo')
  const writer = await openAs(writing)
  const { page } = writer
  await page.goto(`/su-co/${incident}`)
  await page.getByRole('button', { name: 'Phát tin' }).click()
  await fill(page, 'Đóng đường Nguyễn Sinh Cung', (await namesOf()).slice(0, 1))
  await dialogOf(page).getByRole('button', { name: 'Gửi duyệt' }).click()

  const approver = await openAs(approving)
  await approver.page.goto(`/su-co/${incident}`)
  await approver.page.getByRole('button', { name: 'Xem để duyệt' }).click()
  await dialogOf(approver.page).getByRole('button', { name: 'Trả lại…' }).click()
  await dialogOf(approver.page).getByLabel('Vì sao trả lại').fill('Thiếu đoạn đường')
  await dialogOf(approver.page).getByRole('button', { name: 'Trả lại', exact: true }).click()
  await dialogOf(approver.page).waitFor({ state: 'detached' })

  await blockOf(page).getByText('Cán bộ nguoi-duyet trả lại: Thiếu đoạn đường').waitFor()
  expect(await readFaults(page)).toEqual([])
  await blockOf(page).getByRole('button', { name: 'Sửa' }).click()
  await dialogOf(page).getByLabel('Tiêu đề').fill('Đóng đường đoạn Cồn Hến đến chợ Dinh')
  await dialogOf(page).getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByRole('button', { name: 'Xem', exact: true }).click()
  await dialogOf(page).getByText('Cần người thứ hai duyệt; bạn đã soạn bản tin này.').waitFor()
  await dialogOf(page).getByRole('button', { name: 'Rút lại' }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
  await approver.page.getByRole('button', { name: 'Xem để duyệt' }).waitFor({ state: 'detached' })
  await blockOf(page).getByRole('button', { name: 'Xoá bản nháp' }).click()
  await blockOf(page).waitFor({ state: 'detached' })
  expect([...writer.faults, ...approver.faults]).toEqual([])
  await Promise.all([writer.context.close(), approver.context.close()])
}, 120_000)

test('where the province decides so, who writes sends, after a look at the reach', async () => {
  const manager = await openWindow(browser, centre.address)
  await manager.page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  await manager.page.goto('/cai-dat/ban-tin')
  await manager.page.getByText('Đây là mặc định').waitFor()
  await manager.page.getByRole('radio', { name: /Người soạn tự phát/ }).check()
  await picture(manager.page, 'bulletin-setting')
  await manager.page.getByRole('button', { name: 'Lưu' }).click()
  await manager.page.getByText('Đây là mặc định').waitFor({ state: 'detached' })
  expect(await readFaults(manager.page)).toEqual([])
  const incident = await openIncident('ho-binh-dien')
  const { page, faults } = await openAs(writing)
  await page.goto(`/su-co/${incident}`)
  await page.getByRole('button', { name: 'Phát tin' }).click()
  await fill(page, 'Hồ xả lũ', (await namesOf()).slice(0, 1))
  await dialogOf(page).getByRole('button', { name: 'Xem lại và phát' }).click()
  await dialogOf(page).getByText('Bản tin đã phát không thu hồi được.').waitFor()
  await dialogOf(page).getByRole('button', { name: 'Phát tới 1 đơn vị' }).click()
  await blockOf(page).getByText('1/1 đơn vị').waitFor()
  await page.getByText('Phát: Cán bộ nguoi-soan').waitFor()
  expect([...faults, ...manager.faults]).toEqual([])
  expect((await admin.ask('POST', '/api/bulletins/setting', { secondPerson: true })).status).toBe(200)
}, 120_000)

test.for(looks)('dialog, bar and panel fit: %s', { timeout: 120_000 }, async ([name, size, scheme]) => {
  const incident = await openIncident(`nhin-${name}`)
  const begin = async (audience: string, title: string, urgency: string) => {
    const text = 'Mực nước sông Hương tại Kim Long vượt báo động 3.\nDi dời người dân vùng trũng trước 18:00.'
    const made = await writing.ask('POST', `/api/incidents/${incident}/bulletins`, { title, text, audience, urgency })
    expect(made.status).toBe(201)
    const { id, version } = made.body
    expect((await writing.ask('POST', `/api/bulletins/${id}/ask`, { version })).status).toBe(200)
    return { id, version: version + 1 }
  }
  const first = await begin('all', 'Di dời khẩn cấp các hộ vùng trũng thấp hạ lưu sông Hương và sông Bồ', 'urgent')
  const { body: reach } = await writing.ask('GET', `/api/incidents/${incident}/bulletins/reach?audience=all`)
  const seen = { agencies: reach.agencies, addresses: reach.addresses }
  const sent = await approving.ask('POST', `/api/bulletins/${first.id}/approve`, { version: first.version, ...seen })
  expect(sent.status).toBe(200)
  await until('every address was tried', async () => {
    const { body } = await writing.ask('GET', `/api/bulletins/${first.id}`)
    return body.counts.waiting === 0
  })
  await begin('touched', 'Mở thêm hai điểm tạm cư', 'flash')
  const { page, faults, context } = await openAs(approving, size, scheme)
  await page.goto(`/su-co/${incident}`)
  await blockOf(page).getByText(`2/${seen.agencies} đơn vị`).waitFor()
  const isWhole = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
  await isWhole()
  expect(await readFaults(page)).toEqual([])
  await picture(page, `bulletin-page-${name}`)
  await blockOf(page).scrollIntoViewIfNeeded()
  await picture(page, `bulletin-block-${name}`)
  await blockOf(page)
    .getByRole('button', { name: /Bản tin khẩn số 01/ })
    .click()
  await dialogOf(page).locator('.bulletin-row').first().waitFor()
  expect(await readFaults(page)).toEqual([])
  await isWhole()
  await picture(page, `bulletin-panel-${name}`)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Xem để duyệt' }).click()
  await dialogOf(page)
    .getByRole('button', { name: /Duyệt và phát tới/ })
    .waitFor()
  expect(await readFaults(page)).toEqual([])
  await picture(page, `bulletin-approve-${name}`)
  await context.close()
  const own = await openAs(writing, size, scheme)
  await own.page.goto(`/su-co/${incident}`)
  await own.page.getByRole('button', { name: 'Phát tin' }).click()
  await fill(own.page, 'Cấm tàu thuyền qua lại', (await namesOf()).slice(0, 2))
  await dialogOf(own.page).getByText('2 đơn vị, 2 địa chỉ').first().waitFor()
  expect(await readFaults(own.page)).toEqual([])
  await picture(own.page, `bulletin-write-${name}`)
  expect([...faults, ...own.faults]).toEqual([])
  await own.context.close()
})
