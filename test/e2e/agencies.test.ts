import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
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
  for (const [login, name, code, reach, roles] of [
    ['an', 'Nguyễn Thị Hoài An', 'H57.907', 'subtree', ['leader']],
    ['binh', 'Trần Quốc Bình', 'H57.909', 'subtree', ['leader']],
    ['hai', 'Quản trị thứ hai', 'H57.900', 'province', ['administrator', 'duty_officer']],
  ] as const) {
    const account = { login, name, agencyId: agency(code), roles, reach, password, mustChangePassword: false }
    expect((await admin.ask('POST', '/api/accounts', account)).status).toBe(201)
  }
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function enter(login = 'admin', size = { width: 1366, height: 768 }, scheme: 'light' | 'dark' = 'light') {
  const window = await openWindow(browser, centre.address, size, scheme)
  const data = { login, password: login === 'admin' ? adminPassword : password }
  expect((await window.page.request.post('/api/session', { data })).ok()).toBe(true)
  return window
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** The button that does what the open dialog is for. */
const confirm = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })

async function pick(page: Page, typed: string, option: RegExp) {
  await page.getByRole('dialog').getByRole('combobox').first().fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

test('an agency is made, gets a person in a post, is renamed, moved and closed, each with what follows', async () => {
  const { context, page, faults } = await enter()
  await page.goto('/cai-dat/don-vi')
  await button(page, 'Thêm đơn vị').click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Tên đơn vị').fill('Chi cục Thủy lợi')
  await form.getByLabel('Mã đơn vị').fill('H57.907')
  await pick(page, 'so nong nghiep', /Sở Nông nghiệp/)
  await form.getByLabel('Mang tên này từ ngày').fill('01/03/2025')
  await confirm(page, 'Tạo đơn vị').click()
  await form.getByText('Mã này đang dùng hoặc đã từng dùng. Nhập mã khác.').first().waitFor()
  await form.getByLabel('Mã đơn vị').fill('H57.907.1')
  await confirm(page, 'Tạo đơn vị').click()
  await page.getByRole('heading', { name: 'Chi cục Thủy lợi', level: 2 }).waitFor()

  await button(page, 'Giao chức danh').click()
  await confirm(page, 'Giao chức danh').click()
  await form.getByText('Còn 2 chỗ cần sửa').waitFor()
  await pick(page, 'hoai an', /^Nguyễn Thị Hoài An/)
  await form.getByLabel('Chức danh', { exact: true }).fill('Chi cục trưởng')
  await form.getByLabel('Giữ từ ngày').fill('05/01/2026')
  await confirm(page, 'Giao chức danh').click()
  await page.getByText('Từ 05/01/2026').waitFor()
  await button(page, 'Kết thúc: Chi cục trưởng, Nguyễn Thị Hoài An').click()
  await form.getByLabel('Thôi giữ từ ngày').fill('05/01/2026')
  await confirm(page, 'Kết thúc chức danh').click()
  await form.getByText('Ngày này không sau ngày bắt đầu giữ. Chọn ngày muộn hơn.').first().waitFor()
  await form.getByLabel('Thôi giữ từ ngày').fill('01/06/2026')
  await confirm(page, 'Kết thúc chức danh').click()
  await page.getByText('Đã thôi giữ (1)').click()
  await page.getByText('Từ 05/01/2026 đến trước 01/06/2026').waitFor()

  await button(page, 'Đổi tên').click()
  await form.getByLabel('Tên mới', { exact: true }).fill('Chi cục Thủy lợi và Biến đổi khí hậu')
  await form.getByLabel('Mang tên mới từ ngày').fill('01/01/2025')
  await confirm(page, 'Đổi tên').click()
  await form
    .getByText(/trước ngày bắt đầu của tên hiện nay/)
    .first()
    .waitFor()
  await form.getByLabel('Mang tên mới từ ngày').fill('01/07/2026')
  await confirm(page, 'Đổi tên').click()
  await page.getByRole('heading', { name: 'Chi cục Thủy lợi và Biến đổi khí hậu', level: 2 }).waitFor()

  await button(page, 'Chuyển').click()
  await pick(page, 'so cong thuong', /^Sở Công Thương/)
  await form.getByText('Trần Quốc Bình (Sở Công Thương)').waitFor()
  await form.getByText('Nguyễn Thị Hoài An (Sở Nông nghiệp và Môi trường)').waitFor()
  await confirm(page, 'Chuyển').click()
  await page.getByText('Đã chuyển đơn vị').waitFor()
  await page.locator('.facts').getByRole('button', { name: 'Sở Công Thương' }).click()
  await page.getByText('Đơn vị trực thuộc (1)').waitFor()
  // One with agencies below it says what must go first, and cannot be closed.
  await button(page, 'Đóng đơn vị').click()
  await form.getByText('Còn 1 đơn vị trực thuộc đang hoạt động.').waitFor()
  expect(await confirm(page, 'Đóng đơn vị').isDisabled()).toBe(true)
  await confirm(page, 'Thôi').click()

  await page.goto('/cai-dat/don-vi?ma=H57.907.1')
  await button(page, 'Đóng đơn vị').click()
  await form.getByText('Đơn vị đã đóng không mở lại được.').waitFor()
  await confirm(page, 'Đóng đơn vị').click()
  await form.getByText('Ghi lý do đóng đơn vị').first().waitFor()
  await form.getByLabel('Lý do').fill('Sáp nhập')
  await pick(page, 'so nong nghiep', /Sở Nông nghiệp/)
  await confirm(page, 'Đóng đơn vị').click()
  await page.locator('.facts').getByText('Đơn vị kế thừa').waitFor()
  await context.close()
  // The refusals that were asked for are written down by the browser.
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([])
}, 60_000)

test('an account is found, edited against another, given a password, disabled and enabled; its own page goes to sign-in', async () => {
  const { context, page, faults } = await enter()
  await page.goto('/cai-dat')
  await page.getByLabel('Tìm theo họ tên hoặc tên đăng nhập').fill('quoc binh')
  await button(page, 'Trần Quốc Bình').click()
  await page.getByRole('heading', { name: 'Trần Quốc Bình', level: 2 }).waitFor()
  expect(await page.locator('.table tbody tr').count()).toBe(1)
  expect(await readFaults(page)).toEqual([])

  await button(page, 'Sửa').click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Họ và tên').fill('Trần Quốc Bình (Phó)')
  const other = await signIn(centre.address, 'hai', password)
  const { body: list } = await other.ask('GET', '/api/accounts?q=quoc+binh')
  const { id, version, name, agency, roles } = list.items[0]
  const theirs = { version, name, agencyId: agency.id, roles, reach: 'agency' }
  expect((await other.ask('POST', `/api/accounts/${id}`, theirs)).status).toBe(200)
  await confirm(page, 'Lưu').click()
  await form.getByText(/^Quản trị thứ hai đã lưu lúc .* Chưa có gì bị ghi đè\.$/).waitFor()
  expect(await readFaults(page)).toEqual([])
  await confirm(page, 'Giữ thay đổi của tôi trên bản mới').click()
  expect(await form.getByLabel('Đơn vị mình', { exact: true }).isChecked()).toBe(true)
  await confirm(page, 'Lưu').click()
  await page.getByRole('heading', { name: 'Trần Quốc Bình (Phó)', level: 2 }).waitFor()

  // Their own page, open elsewhere, goes to sign-in as soon as the account is disabled.
  const theirWindow = await enter('binh')
  await theirWindow.page.goto('/viec')
  await theirWindow.page.getByRole('heading', { level: 1 }).waitFor()
  await button(page, 'Khoá').click()
  await form.getByText('Người này bị đăng xuất ngay').waitFor()
  await confirm(page, 'Khoá').click()
  await page.getByText('Đã khoá Trần Quốc Bình (Phó)').waitFor()
  await theirWindow.page.getByLabel('Mật khẩu').waitFor({ timeout: 10_000 })
  await theirWindow.context.close()
  await button(page, 'Mở khoá').click()
  await page.getByText('Đã mở khoá Trần Quốc Bình (Phó)').waitFor()

  await button(page, 'Đặt mật khẩu mới').click()
  await form.getByLabel('Mật khẩu ban đầu mới').fill('ngan')
  await confirm(page, 'Đặt mật khẩu mới').click()
  await form.getByText('Mật khẩu cần từ 14 ký tự').first().waitFor()
  await form.getByLabel('Mật khẩu ban đầu mới').fill('mat khau moi cua binh')
  await confirm(page, 'Đặt mật khẩu mới').click()
  await page.getByText('Phải đổi mật khẩu ở lần đăng nhập tới').waitFor()
  const csv = await page.request.get('/api/accounts/export.csv?q=quoc+binh')
  expect(await csv.text()).toContain('Trần Quốc Bình (Phó)')
  await context.close()
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
}, 90_000)

test('a role is made, reviewed and edited; two who edit at once meet in words; nobody locks themselves out', async () => {
  const { context, page, faults } = await enter()
  await page.goto('/cai-dat/vai-tro')
  await button(page, 'Tạo vai trò').click()
  await page.getByLabel('Xem cảnh báo').check()
  await button(page, 'Xem lại thay đổi').click()
  await page.getByText('Còn 2 chỗ cần sửa').waitFor()
  await page.getByLabel('Tên tiếng Việt').fill('Trực đêm')
  await page.getByLabel('Tên tiếng Anh').fill('Night duty')
  await button(page, 'Xem lại thay đổi').click()
  await page.getByText('Chưa ai giữ vai trò này nên chưa ai bị ảnh hưởng.').waitFor()
  await confirm(page, 'Tạo vai trò').click()
  await page.getByRole('heading', { name: 'Trực đêm', level: 2 }).waitFor()

  await button(page, 'Sửa').click()
  await page.getByLabel('Nhận, bỏ qua cảnh báo').check()
  const other = await signIn(centre.address, 'hai', password)
  const edit = { version: 1, name: { vi: 'Trực đêm', en: 'Night duty' }, permissions: ['alerts.read', 'tasks.read'] }
  expect((await other.ask('POST', '/api/roles/truc_dem', edit)).status).toBe(200)
  await button(page, 'Xem lại thay đổi').click()
  await confirm(page, 'Lưu').click()
  await page.getByText(/^Quản trị thứ hai đã lưu lúc .* Chưa có gì bị ghi đè\.$/).waitFor()
  await page.getByText('thêm Xem việc').waitFor()
  await confirm(page, 'Giữ thay đổi của tôi trên bản mới').click()
  await page.getByText('Thêm quyền (1)').waitFor()
  await confirm(page, 'Lưu').click()
  await page.getByText('Đã lưu vai trò Trực đêm').waitFor()
  const { body } = await other.ask('GET', '/api/roles')
  const kept = body.items.find(({ id }: { id: string }) => id === 'truc_dem')
  expect(kept).toMatchObject({ version: 3, permissions: ['alerts.handle', 'alerts.read', 'tasks.read'] })

  await button(page, 'Ngừng dùng').click()
  await confirm(page, 'Ngừng dùng').click()
  await button(page, 'Dùng lại').click()
  await button(page, 'Ngừng dùng').waitFor()
  await page.getByRole('button', { name: '2 người giữ vai trò Lãnh đạo' }).click()
  await page.getByText('Nguyễn Thị Hoài An').waitFor()
  await button(page, 'Ngừng dùng').click()
  await page.getByText('Còn 2 người giữ nên chưa ngừng dùng được.').waitFor()
  await confirm(page, 'Đóng').last().click()

  await page.getByRole('table').getByRole('button', { name: 'Quản trị hệ thống', exact: true }).click()
  await button(page, 'Sửa').click()
  await page.getByLabel('Tạo, sửa vai trò').uncheck()
  await button(page, 'Xem lại thay đổi').click()
  await confirm(page, 'Lưu').click()
  await page.getByText(/Không bỏ được quyền «Tạo, sửa vai trò»: chính bạn sẽ mất quyền này/).waitFor()
  await context.close()
  expect(faults.filter((fault) => !/400|409/.test(fault))).toEqual([])
}, 60_000)

test('a list with polygons is chosen in our own words, refused in words, reviewed, applied and taken back', async () => {
  const { context, page, faults } = await enter()
  const fixture = (file: string) => join(import.meta.dirname, '../../src/platform/areas/fixtures', file)
  const list = 'code,name,kind,parent\n19777,Vỹ Dạ,Phường,46\n19774,Kim Long,Phường,46\n'
  await page.goto('/cai-dat/dia-gioi')
  await button(page, 'Nhập danh mục mới').click()
  const form = page.getByRole('dialog')
  await form.getByText('Chưa chọn tệp nào').first().waitFor()
  await form.getByLabel('Tên danh mục').fill('Ranh giới, ví dụ')
  await form.getByLabel('Có hiệu lực từ ngày').fill('20/09/2026')
  const file = { name: 'danh-muc.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }
  await form.getByLabel('Tệp CSV hoặc JSON').setInputFiles(file)
  await form.getByLabel('Tệp ranh giới GeoJSON').setInputFiles(fixture('communes-vn-2000.geojson'))
  await confirm(page, 'Xem trước').click()
  await form.getByText('Tệp không dùng WGS 84.').waitFor()
  await form.getByLabel('Tệp ranh giới GeoJSON').setInputFiles(fixture('communes.geojson'))
  await confirm(page, 'Xem trước').click()
  await form.getByText(/^1 nơi đổi hơn 5% diện tích: 19777/).waitFor()
  await form.getByText('1 nơi trong danh mục không có trong tệp, giữ ranh giới cũ: 19774').waitFor()
  await confirm(page, 'Áp dụng').click()
  await page.getByText('Đã áp dụng danh mục').waitFor()
  const commune = async () => (await admin.ask('GET', '/api/areas/at?lon=107.605&lat=16.478')).body.commune?.code
  expect(await commune()).not.toBe('19777')
  await button(page, 'Các lần nhập').click()
  await button(page, 'Hoàn tác lần nhập này').click()
  await page.getByText('Đã hoàn tác lần nhập').waitFor()
  expect(await commune()).toBe('19777')
  await context.close()
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([])
}, 60_000)

const forms = [
  ['desktop, light', { width: 1366, height: 768 }, 'light'],
  ['phone, dark', { width: 390, height: 844 }, 'dark'],
] as const
const dialogs = ['Đổi tên', 'Đóng đơn vị', 'Chuyển', 'Giao chức danh']

test.each(forms)(
  'the pages are whole and without faults of access: %s',
  async (_, size, scheme) => {
    const { context, page, faults } = await enter('admin', size, scheme)
    const found: Record<string, string[]> = {}
    const look = async (what: string) => {
      await page.waitForFunction(() => document.querySelector('.loading, [aria-busy="true"]') === null)
      const wrong = await readFaults(page)
      if (wrong.length > 0) found[what] = wrong
    }
    await page.goto('/cai-dat/don-vi?ma=H57.907')
    for (const name of dialogs) {
      await button(page, name).click()
      await page.getByRole('dialog').waitFor()
      if (name === 'Chuyển') await pick(page, 'so cong thuong', /^Sở Công Thương/)
      await look(name)
      await confirm(page, 'Thôi').click()
    }
    await page.goto('/cai-dat/vai-tro?ma=leader')
    await page.getByRole('heading', { name: 'Lãnh đạo', level: 2 }).waitFor()
    await look('a role')
    await button(page, 'Sửa').click()
    await page.getByLabel('Nhận, bỏ qua cảnh báo').check()
    await look('the form of a role')
    await button(page, 'Xem lại thay đổi').click()
    await page.getByRole('dialog').waitFor()
    await look('the review of a role')
    await context.close()
    expect(found).toEqual({})
    expect(faults).toEqual([])
  },
  60_000,
)
