import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

/** A text that would be a command where it is not taken as a text. */
const strangeName = `Trạm <img src=x onerror="document.title='hỏng'"> '; drop table platform.asset; --`

type Look = [size?: { width: number; height: number }, colours?: 'dark']

let centre: RunningCentre
let browser: Browser
let admin: Awaited<ReturnType<typeof signIn>>

beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
  admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const agencyId = body.items.find(({ code }: { code: string }) => code === 'H57.907').id
  for (let number = 1; number <= 130; number++) {
    const name = number === 130 ? strangeName : `Trạm ${number}`
    const asset = { code: `tram-${number}`, type: 'river_station', name, agencyId, attributes: {} }
    expect((await admin.ask('POST', '/api/assets', asset)).status).toBe(201)
  }
  const account = { login: 'truc', name: 'Cán bộ trực', agencyId, roles: ['duty_officer'], mustChangePassword: false }
  expect((await admin.ask('POST', '/api/accounts', { ...account, password: adminPassword })).status).toBe(201)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

const openAudit = (...look: Look) => openAt('/cai-dat/nhat-ky', ...look)

async function openAt(path: string, ...look: Look) {
  const window = await openWindow(browser, centre.address, ...look)
  const [name = '', value = ''] = admin.cookie.split('=')
  await window.page.context().addCookies([{ name, value, url: centre.address }])
  await window.page.goto(path)
  return window
}

test('an administrator reads who did what, narrows it, opens the thing, whatever its name, and sees that the audit is whole', async () => {
  const { page, faults } = await openAudit()
  const rows = page.locator('table.audit tbody tr')
  await rows.first().getByText('Tài khoản: tạo').waitFor()
  await rows.first().getByText('Chi tiết').click()
  await rows.first().getByText('Cán bộ trực', { exact: true }).last().waitFor()
  expect(await rows.first().locator('dt').allTextContents()).toEqual(['Vai trò'])
  await page.getByText('Chưa kiểm tra từ khi khởi động').waitFor()
  await page.getByRole('button', { name: 'Kiểm tra lại' }).click()
  await page.getByText('Nhật ký còn nguyên').waitFor()
  await page.getByText('Đã niêm đến dòng 131').waitFor()
  expect(await rows.count()).toBe(100)
  await page.getByRole('button', { name: 'Thêm', exact: true }).or(page.locator('.foot button')).first().click()
  await expect.poll(() => rows.count()).toBe(131)
  expect(await readFaults(page)).toEqual([])

  await page.getByLabel('Việc', { exact: true }).selectOption({ label: 'Thiết bị: tạo' })
  await rows.first().getByRole('link', { name: strangeName }).waitFor()
  await page.getByLabel('Người làm', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Từ ngày').fill('01/01/2020')
  await page.getByLabel('Đến hết ngày').fill('02/01/2020')
  await page.getByText('Không có dòng nào như vậy').waitFor()
  expect(new URL(page.url()).searchParams.get('to')).toBe('2020-01-02')
  await page.getByRole('button', { name: 'Bỏ hết điều kiện lọc' }).click()
  await page.getByLabel('Loại').selectOption({ label: 'Thiết bị' })
  await rows.first().getByRole('link', { name: strangeName }).click()
  await page.waitForURL('**/thiet-bi/tram-130')
  await page.getByRole('heading', { name: strangeName }).waitFor()
  expect(await page.title()).not.toBe('hỏng')
  expect(faults).toEqual([])
  await page.context().close()
}, 60_000)

test('on a phone in the dark a row that was changed behind the centre is told in words, and the page keeps to its rules', async () => {
  const [row] = await centre.look<{ id: number }>(
    "update platform.audit set actor_name = 'Người khác' where subject_kind = 'account' and action = 'account.created' returning id",
  )
  expect(row).toBeDefined()
  const { page, faults } = await openAudit({ width: 390, height: 844 }, 'dark')
  await page.getByRole('button', { name: 'Kiểm tra lại' }).click()
  await page.getByText('Nhật ký không còn nguyên').waitFor()
  await page.getByText('Dòng 131 đã bị sửa').waitFor()
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
}, 60_000)

test('fewer weeks of readings are kept only after what goes was told and agreed to', async () => {
  for (let weeks = 10; weeks < 30; weeks++)
    await centre.look(
      "select platform.ensure_reading_partition((date_trunc('week', now() at time zone 'UTC') - $1::int * interval '1 week')::date)",
      [weeks],
    )
  const { page, faults } = await openAt('/cai-dat/so-do', { width: 1366, height: 768 })
  await page.getByLabel('Lưu số đo trong bao nhiêu tuần').fill('3')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByText('Ghi một số nguyên từ 4').first().waitFor()
  expect(await readFaults(page)).toEqual([])
  await page.getByLabel('Lưu số đo trong bao nhiêu tuần').fill('20')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Xoá 9 tuần số đo?' })
  await dialog.getByText('Không lấy lại được').waitFor()
  await picture(page, 'keeping-confirm')
  expect(await readFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Thôi' }).click()
  await dialog.waitFor({ state: 'detached' })
  const kept = async () => (await admin.ask('GET', '/api/readings/keeping')).body.keptWeeks
  expect(await kept()).toBe(104)
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await dialog.getByRole('button', { name: 'Xoá 9 tuần và lưu' }).click()
  await page.getByText('Đã lưu thời gian lưu số đo').waitFor()
  expect(await kept()).toBe(20)
  expect(faults).toEqual([])
  await page.context().close()
}, 60_000)
