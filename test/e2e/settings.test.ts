import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

const password = 'mat khau cua can bo 2026'
const phone = { width: 390, height: 844 }
let centre: RunningCentre
let browser: Browser

beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const agencyId = body.items.find(({ code }: { code: string }) => code === 'H57.901').id
  const account = { login: 'truc', name: 'Cán bộ trực', agencyId, roles: ['duty_officer'], password }
  expect((await admin.ask('POST', '/api/accounts', { ...account, mustChangePassword: false })).status).toBe(201)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

async function openAs(login: string, secret: string, path: string, size?: { width: number; height: number }) {
  const window = await openWindow(browser, centre.address, size, 'light', false, size === phone)
  await window.page.request.post('/api/session', { data: { login, password: secret } })
  await window.page.goto(path)
  return window
}

test('on a desk the parts stand beside the one that is open, by what they are about', async () => {
  const { page, faults } = await openAs('admin', adminPassword, '/cai-dat')
  const list = page.getByRole('navigation', { name: 'Cài đặt' })
  await list.getByRole('link', { name: 'Quy tắc cảnh báo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Quy tắc cảnh báo' }).waitFor()
  expect(await list.locator('[aria-current="page"]').allTextContents()).toEqual(['Quy tắc cảnh báo'])
  expect(await list.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
    'Người và đơn vị',
    'Địa bàn, bản đồ',
    'Sổ, quy tắc, cảnh báo',
    'Số đo, tin gửi',
    'Trung tâm',
  ])
  // Beside, not above: what is open keeps the whole height.
  const [nav, head] = [await list.boundingBox(), await page.locator('.page-head').boundingBox()]
  expect(head?.x).toBeGreaterThanOrEqual((nav?.x ?? 0) + (nav?.width ?? 0))
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
})

test('a phone begins with the list, opens a part, and goes back to the list', async () => {
  const { page, faults } = await openAs('admin', adminPassword, '/', phone)
  await page.getByRole('button', { name: 'Khác' }).click()
  await page.getByRole('link', { name: 'Cài đặt' }).click()
  await page.getByRole('link', { name: 'Vai trò' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vai trò' }).waitFor()
  expect(await page.getByRole('link', { name: 'Kênh gửi tin' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Tất cả mục cài đặt' }).click()
  await page.getByRole('link', { name: 'Kênh gửi tin' }).waitFor()
  await picture(page, 'settings-390x844')
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
})

test('one sees the parts one may open, no other; all of them are found by typing', async () => {
  const officer = await openAs('truc', password, '/cai-dat/muc')
  await officer.page.getByRole('link', { name: 'Bảo trì' }).waitFor()
  for (const name of ['Tài khoản', 'Nhật ký', 'Lưu số đo', 'Màn hình lớn']) {
    expect(await officer.page.getByRole('main').getByRole('link', { name }).count(), name).toBe(0)
  }
  await officer.context.close()
  const { page, faults } = await openAs('admin', adminPassword, '/so')
  await page.getByRole('heading', { level: 1 }).waitFor()
  for (const [typed, name] of [
    ['man hinh lon', 'Màn hình lớn'],
    ['luu so do', 'Lưu số đo'],
  ] as const) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(typed)
    await page.getByRole('option', { name: `Cài đặt: ${name}` }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  expect(faults).toEqual([])
})
