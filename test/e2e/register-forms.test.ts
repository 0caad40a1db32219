import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addLocalDays, localDateOf } from '../../src/core/local-time.ts'
import { officeDay } from '../office-days.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

const soon = { timeout: 20_000 }
const password = 'mat khau cua can bo 2026'
const address = '/so/directives/directive'

/** The month after this one: its middle is whole in its calendar, and far from any deadline of today. */
const month = addLocalDays(`${localDateOf(new Date()).slice(0, 7)}-01`, 40).slice(0, 7)
const middle = officeDay(`${month}-12`)
const busy = officeDay(addLocalDays(middle, 3))

let centre: RunningCentre
let browser: Browser

beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const idOf = (code: string): number => body.items.find((agency: { code: string }) => agency.code === code).id
  for (const [login, role] of [
    ['van-thu', 'duty_officer'],
    ['van-thu-hai', 'handler'],
  ] as const) {
    const account = {
      login,
      name: login,
      agencyId: idOf('H57.901'),
      roles: [role],
      password,
      mustChangePassword: false,
    }
    expect((await admin.ask('POST', '/api/accounts', account)).status).toBe(201)
  }
  const clerk = await signIn(centre.address, 'van-thu', password)
  const lead = idOf('H57.901')
  const put = async (title: string, dueOn: string) => {
    const at = '/api/directives/directives'
    const made = await clerk.ask('POST', at, { agencyId: lead, values: { title, lead, due_on: dueOn } })
    await clerk.ask('POST', `${at}/${made.body.id}/moves/issue`, { version: 1 })
    const { version } = (await clerk.ask('GET', `${at}/${made.body.id}`)).body
    expect((await clerk.ask('POST', `${at}/${made.body.id}/moves/accept`, { version })).status).toBe(200)
  }
  await put('Rà soát hồ chứa', middle)
  for (const n of [1, 2, 3, 4, 5]) await put(`Tháo gỡ cáp viễn thông tuyến ${n}`, busy)
  await put('Tháng sau nữa', addLocalDays(`${month}-01`, 45))
  const undated = { agencyId: lead, values: { title: 'Dự thảo chưa có hạn', lead } }
  expect((await clerk.ask('POST', '/api/directives/directives', undated)).status).toBe(201)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function openAs(login: string, path: string, size?: { width: number; height: number }) {
  const window = await openWindow(browser, centre.address, size, 'light', false, size !== undefined && size.width < 700)
  await window.page.request.post('/api/session', { data: { login, password } })
  await window.page.goto(path)
  return window
}

const dayOf = (page: Page, day: string) =>
  page.locator('.calendar-day', { has: page.getByText(day.split('-').reverse().join('/')) })
const form = (page: Page, name: string) => page.getByRole('group', { name: 'Cách xem' }).getByRole('button', { name })

test('table, columns and calendar are one view: filter and open record stay, and the address opens the same again', async () => {
  const { page, faults } = await openAs('van-thu', `${address}?state=accepted`)
  await page.locator('[data-record]', { hasText: 'Rà soát hồ chứa' }).click()
  await page
    .locator('.panel-side h3, .panel-side h2', { hasText: /Rà soát|CD-/ })
    .first()
    .waitFor()
  for (const name of ['Lịch', 'Cột', 'Bảng', 'Lịch']) {
    await form(page, name).click()
    await expect.poll(() => form(page, name).getAttribute('aria-pressed'), soon).toBe('true')
    const search = new URL(page.url()).searchParams
    expect([search.get('state'), search.has('id')], name).toEqual(['accepted', true])
  }
  await page.getByRole('button', { name: 'Tháng sau' }).click()
  await dayOf(page, middle).locator('.calendar-entry[aria-current]', { hasText: 'Rà soát hồ chứa' }).waitFor()
  const again = await openAs('van-thu', page.url().replace(centre.address, ''))
  await dayOf(again.page, middle).locator('.calendar-entry[aria-current]', { hasText: 'Rà soát hồ chứa' }).waitFor()
  await again.context.close()
  await picture(page, 'register-calendar-1366x768')
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
})

test('by keyboard alone one walks the calendar, turns the month and opens a record', async () => {
  const { page, faults } = await openAs('van-thu', `${address}?view=calendar`)
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await page.keyboard.press('PageDown')
  await dayOf(page, middle).locator('.calendar-entry').waitFor()
  await page.keyboard.press('j')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toContain('Rà soát hồ chứa')
  await page.keyboard.press('j')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toContain('tuyến 1')
  await page.keyboard.press('Enter')
  await page.locator('.panel-side', { hasText: 'tuyến 1' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.panel-side').waitFor({ state: 'detached' })
  await page.keyboard.press('PageUp')
  await expect.poll(() => page.locator('.calendar-entry').count(), soon).toBe(0)
  await page.getByText('Tháng này không có dòng nào.').waitFor()
  expect(faults).toEqual([])
})

test('a day with more than it shows says how many and opens them as a table; another date lays all out anew', async () => {
  const { page, faults } = await openAs('van-thu', `${address}?view=calendar&month=${month}`)
  await expect.poll(() => dayOf(page, busy).locator('.calendar-entry').count(), soon).toBe(3)
  await page.getByRole('status').filter({ hasText: '6 dòng' }).waitFor()
  await dayOf(page, busy).getByRole('link', { name: 'và 2 dòng nữa' }).click()
  await expect.poll(() => page.locator('.register-table tbody tr').count(), soon).toBe(5)
  await page.getByRole('button', { name: `Bỏ điều kiện Thời hạn: ${busy.split('-').reverse().join('/')}` }).click()
  await expect.poll(() => page.locator('.register-table tbody tr').count(), soon).toBe(8)
  await page.goto(`${address}?view=calendar&month=${month}`)
  await page.getByRole('link', { name: '1 dòng không có thời hạn' }).click()
  await expect.poll(() => page.locator('.register-table tbody tr').allTextContents(), soon).toHaveLength(1)
  await page.getByRole('button', { name: 'Bỏ điều kiện không có thời hạn' }).waitFor()
  await page.goBack()
  await page.getByLabel('Xếp theo').selectOption('due_on')
  await expect.poll(() => new URL(page.url()).searchParams.get('by'), soon).toBe('due_on')
  await dayOf(page, middle).locator('.calendar-entry').waitFor()
  expect(faults).toEqual([])
})

test('on a phone the days that have records stand one below the other, and nothing is wider than the phone', async () => {
  const size = { width: 390, height: 844 }
  const { page, faults } = await openAs('van-thu', `${address}?view=calendar&month=${month}`, size)
  await dayOf(page, busy).locator('.calendar-entry').first().waitFor()
  expect(await page.locator('.calendar-day:visible').count()).toBe(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  const box = await dayOf(page, middle).locator('.calendar-entry').boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(44)
  expect(await readFaults(page)).toEqual([])
  await picture(page, 'register-calendar-390x844')
  expect(faults).toEqual([])
})

test('a view is saved for oneself or the agency, opened from the list, renamed, removed and brought back', async () => {
  const { page, faults } = await openAs('van-thu', `${address}?view=calendar&state=accepted`)
  const save = async (name: string, shared: boolean) => {
    await page.getByRole('button', { name: 'Lưu cách xem' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Tên cách xem').fill(name)
    if (shared) await dialog.getByLabel('Mọi người trong đơn vị của tôi').check()
    await dialog.getByRole('button', { name: 'Lưu cách xem' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await save('Lịch đã nhận', false)
  await page.getByRole('button', { name: 'Lịch đã nhận' }).waitFor()
  await form(page, 'Cột').click()
  await save('Cột chung', true)

  // Elsewhere, and back by the list.
  await page.goto(address)
  await page.getByRole('button', { name: 'Cách xem đã lưu' }).click()
  await page.getByRole('menuitem', { name: 'Lịch đã nhận' }).click()
  await expect.poll(() => form(page, 'Lịch').getAttribute('aria-pressed'), soon).toBe('true')
  expect(new URL(page.url()).searchParams.get('state')).toBe('accepted')

  const colleague = await openAs('van-thu-hai', address)
  await colleague.page.getByRole('button', { name: 'Cách xem đã lưu' }).click()
  await colleague.page.getByRole('menuitem', { name: 'Cột chung' }).waitFor()
  expect(await colleague.page.getByRole('menuitem', { name: 'Lịch đã nhận' }).count()).toBe(0)
  await colleague.context.close()

  await page.getByRole('button', { name: 'Lịch đã nhận' }).click()
  await page.getByRole('menuitem', { name: 'Sửa danh sách cách xem' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Đổi tên: Lịch đã nhận' }).click()
  await dialog.getByLabel('Tên cách xem').fill('Lịch của tôi')
  await dialog.getByRole('button', { name: 'Đổi tên', exact: true }).click()
  await dialog.getByRole('button', { name: 'Xoá: Lịch của tôi' }).click()
  await dialog.getByText('Lịch của tôi').waitFor({ state: 'detached' })
  expect(await readFaults(page)).toEqual([])
  await page.locator('.toast').getByRole('button', { name: 'Hoàn tác' }).click()
  await dialog.getByText('Lịch của tôi').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Lịch của tôi' }).waitFor()
  expect(faults).toEqual([])
})

test('a day is typed, or chosen from the calendar beside by keyboard, and stands in the box either way', async () => {
  const { page, faults } = await openAs('van-thu', address)
  await page.getByRole('button', { name: 'Thêm mới' }).first().waitFor()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog').first()
  const box = dialog.getByLabel(/^Hạn hoàn thành/)
  await box.fill('5.3.27')
  await dialog.getByRole('button', { name: 'Chọn ngày trên lịch' }).press('Enter')
  const picker = page.locator('.day-picker')
  await picker.getByText('Tháng 3/2027').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toBe('5')
  expect(await readFaults(page)).toEqual([])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await picker.waitFor({ state: 'detached' })
  expect(await box.inputValue()).toBe('13/03/2027')
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
  // Esc closes the calendar alone, not the form it belongs to.
  await dialog.getByRole('button', { name: 'Chọn ngày trên lịch' }).press('Enter')
  await picker.waitFor()
  await page.keyboard.press('Escape')
  await picker.waitFor({ state: 'detached' })
  expect(await box.inputValue()).toBe('13/03/2027')
  expect(faults).toEqual([])
})

test('a field left with a fault says so where it stands and leads nobody away; sent, the form says it above', async () => {
  const { page, faults } = await openAs('van-thu', address)
  await page.getByRole('button', { name: 'Thêm mới' }).first().waitFor()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog').first()
  const box = dialog.getByLabel(/^Hạn hoàn thành/)
  await box.fill('31/02/2026')
  await page.keyboard.press('Tab')
  await dialog.getByText('Hạn hoàn thành: không có ngày này, ghi như 31/12/2026').waitFor()
  const calendar = dialog.getByRole('button', { name: 'Chọn ngày trên lịch' })
  expect(await calendar.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await dialog.getByText(/chỗ cần sửa$/).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click()
  await dialog.getByText('Còn 2 chỗ cần sửa').waitFor()
  await box.fill('28/02/2027')
  await page.keyboard.press('Tab')
  await dialog.getByText('Còn 1 chỗ cần sửa').waitFor()
  await dialog.getByLabel(/^Nhiệm vụ/).fill('Rà soát đê')
  await page.keyboard.press('Tab')
  await dialog.getByText(/chỗ cần sửa$/).waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})
