import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'

/** A page is waited for as long as the browser waits for its parts. */
const soon = { timeout: 20_000 }
const password = 'mat khau cua can bo 2026'

let centre: RunningCentre
let browser: Browser
/** The office that gives directives, and the department that carries them out. */
let office: Awaited<ReturnType<typeof signIn>>
let officeId: number
let buildId: number

beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const idOf = (code: string): number => body.items.find((agency: { code: string }) => agency.code === code).id
  officeId = idOf('H57.901')
  buildId = body.items.find((agency: { name: string }) => agency.name === 'Sở Xây dựng').id
  for (const [login, name, agencyId, role] of [
    ['van-thu', 'Văn thư A', officeId, 'duty_officer'],
    ['van-thu-hai', 'Văn thư B', officeId, 'duty_officer'],
    ['xay-dung', 'Cán bộ C', buildId, 'handler'],
  ] as const) {
    const account = { login, name, agencyId, roles: [role], password, mustChangePassword: false }
    expect((await admin.ask('POST', '/api/accounts', account)).status).toBe(201)
  }
  const guest = { id: 'guest', name: { vi: 'Khách', en: 'Guest' }, permissions: [] }
  expect((await admin.ask('POST', '/api/roles', guest)).status).toBe(201)
  const nobody = { login: 'khong-quyen', name: 'Cán bộ D', agencyId: buildId, roles: ['guest'], password }
  expect((await admin.ask('POST', '/api/accounts', { ...nobody, mustChangePassword: false })).status).toBe(201)
  office = await signIn(centre.address, 'van-thu', password)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function openAs(login: string, secret = password) {
  const window = await openWindow(browser, centre.address)
  await window.page.request.post('/api/session', { data: { login, password: secret } })
  return window
}

const dialogOf = (page: Page) => page.getByRole('dialog')
const drawerOf = (page: Page) => page.locator('.panel-side')

async function attach(page: Page): Promise<void> {
  const file = { name: 'Biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('nội dung trình diễn') }
  await dialogOf(page).getByLabel('Thêm tệp').setInputFiles(file)
  await dialogOf(page).getByRole('link', { name: 'Tải Biên bản.pdf' }).waitFor()
}

/** Presses the step at the foot of the drawer and then in the dialog, where it asks. */
async function step(page: Page, name: string, fill?: () => Promise<void>): Promise<void> {
  await drawerOf(page).getByRole('button', { name, exact: true }).click()
  await fill?.()
  await dialogOf(page).getByRole('button', { name, exact: true }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
}

const stateOf = (page: Page) => drawerOf(page).locator('.record-head .register-state')

test('an account without rights hears which one it lacks and whom to ask, and not that there is nothing', async () => {
  const { page } = await openAs('khong-quyen')
  for (const [address, right] of [
    ['/so', '«Ý kiến chỉ đạo, kết luận: Xem ý kiến chỉ đạo»'],
    ['/so/directives/directive', '«Ý kiến chỉ đạo, kết luận: Xem ý kiến chỉ đạo»'],
    ['/m/directives/tien-do', '«Ý kiến chỉ đạo, kết luận: Xem ý kiến chỉ đạo»'],
    ['/nhap-du-lieu', '«Xem thiết bị»'],
    ['/su-co', '«Xem sự cố»'],
  ] as const) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: 'Bạn không có quyền xem trang này' }).waitFor()
    await page.getByText('Hỏi người quản trị của trung tâm').waitFor()
    await page.getByText(`Quyền còn thiếu: `).waitFor()
    expect(await page.getByText('Quyền còn thiếu').textContent()).toContain(right)
  }
  await page.goto('/so/directives/khong_co')
  await page.getByRole('heading', { level: 1, name: 'Không tìm thấy' }).waitFor()
}, 60_000)

test('a board that cannot be fetched says so once, and one press fetches every column', async () => {
  const { page } = await openAs('van-thu')
  const isList = (url: URL) => url.pathname === '/api/directives/directives'
  await page.route(isList, (route) =>
    route.fulfill({ status: 500, json: { code: 'internal_error', title: '', status: 500 } }),
  )
  const made = await office.ask('POST', '/api/directives/directives', {
    agencyId: officeId,
    values: { title: '(Trình diễn) Rà soát bảng', lead: buildId },
  })
  expect([made.status, made.body]).toMatchObject([201, {}])
  await page.goto('/so/directives/directive?view=board')
  await page.locator('.board-column').first().waitFor()
  await page.getByRole('button', { name: 'Thử lại' }).first().waitFor()
  expect(await page.getByRole('button', { name: 'Thử lại' }).count()).toBe(1)
  await page.unroute(isList)
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await page.locator('.board-card', { hasText: 'Rà soát bảng' }).waitFor()
  expect(await page.getByRole('button', { name: 'Thử lại' }).count()).toBe(0)
}, 60_000)

test('a clerk walks from a working session to a directive that another agency carries out', async () => {
  const clerk = await openAs('van-thu')
  const { page } = clerk
  await page.goto('/so/directives/working_session')
  await page.getByText('Sổ chưa có dòng nào').waitFor()
  await page.keyboard.press('n')
  await dialogOf(page).getByLabel('Nội dung làm việc').fill('(Trình diễn) Làm việc về hạ tầng viễn thông')
  // What is no day is told at its field when it is left; what is right is saved.
  const day = dialogOf(page).getByLabel('Ngày làm việc', { exact: true })
  await day.fill('31/02/2026')
  await dialogOf(page).getByLabel('Người chủ trì').fill('Phó Chủ tịch (trình diễn)')
  await dialogOf(page).locator('.field-error', { hasText: 'không có ngày này' }).waitFor()
  await day.fill('17/11/2026')
  await dialogOf(page).getByRole('button', { name: 'Lưu' }).click()
  await expect.poll(() => stateOf(page).textContent(), soon).toBe('Dự kiến')
  await step(page, 'Đã làm việc')

  // The notice begins from its session, with the reference filled in.
  await drawerOf(page).getByRole('button', { name: 'Thêm: Thông báo kết luận' }).click()
  await expect.poll(() => dialogOf(page).getByLabel('Buổi làm việc').inputValue(), soon).toContain('hạ tầng viễn thông')
  await dialogOf(page).getByLabel('Trích yếu').fill('(Trình diễn) Kết luận về hạ tầng viễn thông')
  await dialogOf(page).getByRole('button', { name: 'Lưu' }).click()
  await page.waitForURL(/\/so\/directives\/notice\?id=/)
  await step(page, 'Ban hành', async () => {
    await dialogOf(page).getByLabel('Số ký hiệu văn bản').fill('318/TB-UBND')
    await dialogOf(page).getByLabel('Ngày ký', { exact: true }).fill('18/11/2026')
    await attach(page)
  })
  await expect.poll(() => drawerOf(page).locator('h2').first().textContent(), soon).toBe('TB-H57.901-2026-0001')

  await drawerOf(page).getByRole('button', { name: 'Thêm: Ý kiến chỉ đạo' }).click()
  await dialogOf(page)
    .getByLabel('Nhiệm vụ', { exact: true })
    .fill('(Trình diễn) Tháo gỡ cáp viễn thông treo sai quy định')
  await dialogOf(page).getByLabel('Cơ quan chủ trì').fill('so xay dung')
  await page.getByRole('option', { name: 'Sở Xây dựng' }).click()
  await dialogOf(page)
    .getByLabel(/^Hạn hoàn thành/)
    .fill('31/12/2026')
  await dialogOf(page).getByRole('button', { name: 'Lưu' }).click()
  await page.waitForURL(/\/so\/directives\/directive\?id=/)
  await step(page, 'Giao nhiệm vụ')
  await expect.poll(() => stateOf(page).textContent(), soon).toBe('Mới giao')
  // Both ways: the directive names its notice, and says whose step is next.
  await drawerOf(page)
    .getByRole('link', { name: /Kết luận về hạ tầng viễn thông/ })
    .first()
    .waitFor()
  await drawerOf(page).getByText('Tiếp nhận: bước này của Sở Xây dựng.').waitFor()

  const lead = await openAs('xay-dung')
  await lead.page.goto('/so/directives/directive')
  await lead.page.getByText('Tháo gỡ cáp').waitFor()
  await lead.page.keyboard.press('j')
  await lead.page.keyboard.press('Enter')
  await step(lead.page, 'Tiếp nhận')
  await step(lead.page, 'Trình duyệt kết quả', async () => {
    const send = dialogOf(lead.page).getByRole('button', { name: 'Trình duyệt kết quả' })
    expect(await send.isDisabled()).toBe(true)
    await attach(lead.page)
    await dialogOf(lead.page).getByLabel('Kết quả').fill('Đã tháo gỡ trên 24 tuyến phố (trình diễn).')
  })
  await expect.poll(() => stateOf(lead.page).textContent(), soon).toBe('Chờ duyệt')
  await lead.page.keyboard.press('Escape')
  await drawerOf(lead.page).waitFor({ state: 'detached' })

  // The clerk's page follows by itself.
  await expect.poll(() => stateOf(page).textContent(), soon).toBe('Chờ duyệt')
  await step(page, 'Duyệt hoàn thành')
  await expect.poll(() => stateOf(page).textContent(), soon).toBe('Hoàn thành')
  const history = await drawerOf(page).getByRole('region', { name: 'Lịch sử' }).textContent()
  expect(history).toContain('Kết quả: ghi Đã tháo gỡ trên 24 tuyến phố (trình diễn).')
  expect(history).toContain('Chờ duyệt → Hoàn thành')
  expect([...clerk.faults, ...lead.faults]).toEqual([])
  await clerk.context.close()
  await lead.context.close()
}, 120_000)

async function makeDirective(title: string, values: object = {}): Promise<string> {
  const made = await office.ask('POST', '/api/directives/directives', {
    agencyId: officeId,
    values: { title, ...values },
  })
  expect(made.status).toBe(201)
  return made.body.id
}

test('of two who edit one record the second sees both texts, and overwrites nothing unasked', async () => {
  const id = await makeDirective('(Trình diễn) Bản đầu', { product: 'Báo cáo' })
  const address = `/so/directives/directive?id=${id}`
  const [first, second] = [await openAs('van-thu'), await openAs('van-thu-hai')]
  for (const { page } of [first, second]) {
    await page.goto(address)
    await drawerOf(page).getByRole('button', { name: 'Sửa' }).click()
    // Both write on what stood before either saved.
    await dialogOf(page).waitFor()
  }
  await first.page.getByLabel('Nhiệm vụ', { exact: true }).fill('(Trình diễn) Bản của người thứ nhất')
  await dialogOf(first.page).getByRole('button', { name: 'Lưu' }).click()
  await dialogOf(first.page).waitFor({ state: 'detached' })

  const dialog = dialogOf(second.page)
  await dialog.getByLabel('Nhiệm vụ', { exact: true }).fill('(Trình diễn) Bản của người thứ hai')
  await dialog.getByLabel('Sản phẩm').fill('Tờ trình')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  const box = dialog.getByRole('alert', { name: 'Người khác đã sửa trong lúc bạn viết' })
  await box.getByText('(Trình diễn) Bản của người thứ nhất').waitFor()
  await box.getByText('(Trình diễn) Bản của người thứ hai').waitFor()
  await box.getByLabel('Giữ của tôi').check()
  const stands = await office.ask('GET', `/api/directives/directives/${id}`)
  expect(stands.body.values).toMatchObject({ title: '(Trình diễn) Bản của người thứ nhất', product: 'Báo cáo' })
  await box.getByRole('button', { name: 'Viết tiếp trên bản mới' }).click()
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await dialog.waitFor({ state: 'detached' })
  const after = await office.ask('GET', `/api/directives/directives/${id}`)
  expect(after.body).toMatchObject({
    version: 3,
    values: { title: '(Trình diễn) Bản của người thứ hai', product: 'Tờ trình' },
  })
  await first.context.close()
  await second.context.close()
}, 60_000)

test('what was typed is asked about, kept as a draft and there again; «bỏ» forgets it', async () => {
  const { page, context } = await openAs('van-thu')
  await page.goto('/so/directives/directive')
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  await dialogOf(page).getByLabel('Nhiệm vụ', { exact: true }).fill('(Trình diễn) Viết dở')
  await dialogOf(page).getByText('Đã giữ bản nháp').waitFor()
  await page.keyboard.press('Escape')
  await dialogOf(page).getByRole('button', { name: 'Giữ bản nháp và đóng' }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  await expect
    .poll(() => dialogOf(page).getByLabel('Nhiệm vụ', { exact: true }).inputValue(), soon)
    .toBe('(Trình diễn) Viết dở')
  await page.keyboard.press('Escape')
  await dialogOf(page).getByRole('button', { name: 'Bỏ nội dung' }).click()
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  expect(await dialogOf(page).getByLabel('Nhiệm vụ', { exact: true }).inputValue()).toBe('')
  await context.close()
}, 60_000)

test('on the board a card moves by keyboard along declared steps, and stays with the reason when it is refused', async () => {
  const id = await makeDirective('(Trình diễn) Thẻ đi bằng bàn phím', { lead: officeId })
  await office.ask('POST', `/api/directives/directives/${id}/moves/issue`, { version: 1 })
  const foreign = await makeDirective('(Trình diễn) Thẻ của cơ quan khác', { lead: buildId })
  await office.ask('POST', `/api/directives/directives/${foreign}/moves/issue`, { version: 1 })
  const { page, context, faults } = await openAs('van-thu')
  // Wide enough for every column: dragging past the edge is the browser's own scrolling.
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto('/so/directives/directive?view=board')
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = (name: string, title: string) => column(name).locator('article', { hasText: title })
  await card('Mới giao', 'Thẻ đi bằng bàn phím').locator('.board-move').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /Tiếp nhận/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await card('Đã tiếp nhận', 'Thẻ đi bằng bàn phím').waitFor()
  const stands = await office.ask('GET', `/api/directives/directives/${id}`)
  expect(stands.body.state).toBe('accepted')

  await card('Mới giao', 'Thẻ của cơ quan khác').dragTo(column('Đã tiếp nhận'))
  await page.getByText('Chưa chuyển. Bước này của Sở Xây dựng.').waitFor()
  await card('Mới giao', 'Thẻ của cơ quan khác').waitFor()
  await card('Mới giao', 'Thẻ của cơ quan khác').dragTo(column('Hoàn thành'))
  await page.getByText('Không có bước nào đưa từ “Mới giao” sang “Hoàn thành”.').waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 60_000)

test('a field that the administrator adds is at once in form, list and export; a deadline is set with its source', async () => {
  const admin = await openAs('admin', adminPassword)
  await admin.page.goto('/cai-dat/truong?so=directives.directive')
  await admin.page.getByRole('button', { name: 'Thêm trường' }).click()
  const dialog = dialogOf(admin.page)
  await dialog.getByLabel('Tên tiếng Việt').fill('Độ khẩn')
  await dialog.getByLabel('Kiểu').selectOption('choice')
  await dialog.getByLabel('Các lựa chọn').fill('Hoả tốc | Express\nThường')
  await dialog.getByLabel('Bắt buộc điền').check()
  await dialog.getByLabel('Là một cột trong danh sách').check()
  await dialog.getByRole('button', { name: 'Lưu trường' }).click()
  await admin.page.getByRole('cell', { name: 'do_khan' }).waitFor()
  await admin.page.getByRole('button', { name: 'Sửa thời hạn: Tiếp nhận' }).click()
  await dialog.getByLabel('Thời hạn', { exact: true }).fill('3')
  await dialog.getByLabel('Căn cứ', { exact: true }).fill('Quy chế trình diễn, khoản 2')
  await dialog.getByLabel('đã được xác nhận').check()
  await dialog.getByRole('button', { name: 'Lưu thời hạn' }).click()
  await admin.page.getByText('3 ngày làm việc, báo trước 4 giờ làm việc').waitFor()
  expect(admin.faults).toEqual([])
  await admin.context.close()

  const clerk = await openAs('van-thu')
  const { page } = clerk
  await page.goto('/so/directives/directive')
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  await dialogOf(page).getByLabel('Nhiệm vụ', { exact: true }).fill('(Trình diễn) Việc hoả tốc')
  await dialogOf(page).getByRole('button', { name: 'Lưu' }).click()
  await dialogOf(page).getByRole('link', { name: 'Độ khẩn: điền ô này' }).click()
  await page.keyboard.press('ArrowDown')
  await dialogOf(page).getByRole('button', { name: 'Lưu' }).click()
  await stateOf(page).waitFor()
  await page.keyboard.press('Escape')
  await drawerOf(page).waitFor({ state: 'detached' })
  await page.getByRole('columnheader', { name: 'Độ khẩn' }).waitFor()
  await page.getByRole('cell', { name: 'Hoả tốc', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Thêm điều kiện' }).click()
  await page.getByLabel('Độ khẩn').fill('hoa toc')
  await page.getByRole('option', { name: 'Hoả tốc' }).click()
  await page.getByRole('button', { name: 'Bỏ điều kiện Độ khẩn: Hoả tốc' }).waitFor()
  await expect.poll(() => page.getByRole('status').getByText('1 dòng').count(), soon).toBe(1)
  const href = await page.getByRole('link', { name: 'Xuất CSV' }).getAttribute('href')
  const csv = await (await page.request.get(href ?? '')).text()
  expect(csv.split('\r\n').filter(Boolean)).toHaveLength(2)
  expect(csv).toContain('Độ khẩn')
  expect(csv).toContain('Hoả tốc')
  expect(clerk.faults).toEqual([])
  await clerk.context.close()
}, 60_000)

test('registers, board, drawer, form and settings are without faults of access, light on a desk and dark on a phone', async () => {
  const { body: drafts } = await office.ask('GET', '/api/directives/directives?state=draft&limit=1')
  const { id } = drafts.items[0]
  const found: Record<string, string[]> = {}
  for (const [width, height, scheme] of [
    [1366, 768, 'light'],
    [390, 844, 'dark'],
  ] as const) {
    const { page, context } = await openWindow(browser, centre.address, { width, height }, scheme)
    const look = async (name: string) => {
      const faults = await readFaults(page)
      if (faults.length > 0) found[`${name} ${width} ${scheme}`] = faults
    }
    await page.request.post('/api/session', { data: { login: 'van-thu', password } })
    await page.goto(`/so/directives/directive?id=${id}`)
    await drawerOf(page).getByRole('region', { name: 'Lịch sử' }).locator('li').first().waitFor()
    await look('drawer')
    await drawerOf(page).getByRole('button', { name: 'Sửa' }).click()
    await dialogOf(page).getByLabel('Nhiệm vụ', { exact: true }).waitFor()
    await look('form')
    await page.goto('/so/directives/directive?view=board')
    await page.locator('article').first().waitFor()
    await look('board')
    await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
    await page.goto('/cai-dat/truong?so=directives.directive')
    await page.getByRole('heading', { name: 'Trường của phân hệ' }).waitFor()
    await look('settings')
    await context.close()
  }
  expect(found).toEqual({})
}, 120_000)
