import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const look = (text: string, values: readonly unknown[] = []) => made.centre.look(text, values)

/** The page of an incident of one station whose alert fires. */
async function openIncident(prefix: string, ...[size, scheme, touch]: [Size?, ('light' | 'dark')?, boolean?]) {
  await insertStorm({ query: look }, { agencyCode: 'H57.907', prefix, count: 1, severity: 'crit', areas: ['19774'] })
  const window = await openWindow(made.browser, made.centre.address, size, scheme, false, touch)
  const { page } = window
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
  await post('/api/session', { login: 'admin', password: adminPassword })
  const { items } = await (await page.request.get(`/api/alerts?asset=${prefix}-1`)).json()
  const incident = await post('/api/incidents', { alertId: items[0].id })
  await page.goto(`/su-co/${incident.id}`)
  await page.getByRole('textbox', { name: 'Ghi diễn biến' }).waitFor()
  return { ...window, incident, post }
}
type Size = { width: number; height: number }
const dialogOf = (page: Page) => page.getByRole('dialog')
const assign = (page: Page) => page.getByRole('button', { name: 'Giao việc' }).first().click()

test('what is wrong with a task is told when its field is left, and goes once it is mended and left', {
  timeout: 60_000,
}, async () => {
  const { page, faults, context } = await openIncident('sua')
  await assign(page)
  const dialog = dialogOf(page)
  await dialog.getByRole('button', { name: 'Giao việc' }).click()
  await dialog
    .locator('.error-summary')
    .getByText('Ghi việc phải làm')
    .or(dialog.locator('#task-title-error'))
    .first()
    .waitFor()
  await dialog.getByLabel('Việc phải làm').fill('Đóng cống')
  await page.keyboard.press('Tab')
  await dialog.locator('#task-title-error').waitFor({ state: 'detached' })
  // Mending one of two leaves the focus where it went.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  await dialog.getByLabel('Thời hạn', { exact: true }).fill('0')
  await page.keyboard.press('Shift+Tab')
  await dialog.locator('#task-days-error').waitFor()
  expect(await dialog.locator('.note-box').textContent()).toMatch(/từ 1\sđến 90\sngày làm việc/)
  expect(await readFaults(page)).toEqual([])
  await picture(page, 'task-days-wrong')
  await dialog.getByLabel('Thời hạn', { exact: true }).fill('2')
  await page.keyboard.press('Shift+Tab')
  await dialog.locator('#task-days-error').waitFor({ state: 'detached' })
  await dialog.getByText('Hạn: ').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('while a task is open the button that closes does not say that it would close all the same', {
  timeout: 60_000,
}, async () => {
  const { page, faults, context, incident, post } = await openIncident('dong')
  const [{ id: agencyId }] = (await look(`select id from platform.agency where code = 'H57.907'`)) as [{ id: number }]
  await post(`/api/incidents/${incident.id}/tasks`, { title: 'Đóng cống', agencyId })
  await page.reload()
  await page.getByRole('button', { name: 'Chọn bước khác hoặc đóng sự cố' }).click()
  await page.getByRole('menuitem', { name: 'Đóng sự cố…' }).click()
  const button = dialogOf(page).locator('button[type="submit"]')
  await button.waitFor()
  expect(await button.textContent()).toBe('Đóng sự cố')
  expect(await button.isDisabled()).toBe(true)
  expect(faults).toEqual([])
  await context.close()
})

test.for([
  ['1366', { width: 1366, height: 768 }, 'light', false, 28],
  ['390', { width: 390, height: 844 }, 'dark', true, 44],
] as const)(
  'the options of a long choice stand clear of the edge, as tall as a press needs: %s',
  {
    timeout: 60_000,
  },
  async ([name, size, scheme, touch, tall]) => {
    const { page, faults, context } = await openIncident(`chon-${name}`, size, scheme, touch)
    await assign(page)
    await dialogOf(page).getByRole('combobox').first().fill('phuong')
    const option = page.locator('.pick-option').first()
    await option.waitFor()
    const room = await option.evaluate((element) => ({
      left: Number.parseFloat(getComputedStyle(element).paddingLeft),
      height: element.getBoundingClientRect().height,
    }))
    expect(room.left).toBeGreaterThanOrEqual(8)
    expect(room.height).toBeGreaterThanOrEqual(tall)
    await picture(page, `pick-${name}`)
    expect(faults).toEqual([])
    await context.close()
  },
)

test('a bulletin begins with what is known of the incident, and a program is not taken as evidence', {
  timeout: 60_000,
}, async () => {
  const { page, faults, context, incident } = await openIncident('tin')
  await page.getByRole('button', { name: 'Phát tin' }).click()
  const dialog = dialogOf(page)
  expect(await dialog.getByLabel('Tiêu đề').inputValue()).toBe(incident.title)
  expect(await dialog.getByLabel('Nội dung').inputValue()).toMatch(
    /^Nơi: Phường Kim Long\.\nTừ lúc: .*\d\d:\d\d.*\.\nMức: Khẩn cấp\.\n$/,
  )
  expect(await dialog.getByRole('radio', { name: 'Thượng khẩn' }).isChecked()).toBe(true)
  await picture(page, 'bulletin-begin')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await page
    .locator('input[type="file"]:not([accept])')
    .first()
    .setInputFiles({ name: 'ảnh.jpg.exe', mimeType: 'image/jpeg', buffer: Buffer.from('MZ') })
  await page.getByText('là chương trình máy sẽ chạy khi mở').first().waitFor()
  const { evidence } = await (await page.request.get(`/api/incidents/${incident.id}`)).json()
  expect(evidence).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
