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

/** The page of an incident, reached from the list so that there is a way back. */
async function openIncident(prefix: string, ...[size, scheme, touch]: [Size?, ('light' | 'dark')?, boolean?]) {
  await insertStorm({ query: look }, { agencyCode: 'H57.907', prefix, count: 1, severity: 'crit', areas: ['19774'] })
  const window = await openWindow(made.browser, made.centre.address, size, scheme, false, touch)
  const { page } = window
  expect((await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })).ok()).toBe(
    true,
  )
  const { items } = await (await page.request.get(`/api/alerts?asset=${prefix}-1`)).json()
  const incident = await (await page.request.post('/api/incidents', { data: { alertId: items[0].id } })).json()
  await page.goto('/su-co')
  await page.getByRole('link', { name: incident.title }).click()
  await page.getByRole('textbox', { name: 'Ghi diễn biến' }).waitFor()
  return { ...window, incident }
}
type Size = { width: number; height: number }

const question = (page: Page) => page.getByRole('dialog').getByText('Bỏ những gì đã gõ?')
const answer = (page: Page, name: 'Bỏ' | 'Gõ tiếp') =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
const assign = (page: Page) => page.getByRole('button', { name: 'Giao việc' }).first().click()
const what = (page: Page) => page.getByRole('dialog').getByLabel('Việc phải làm')

test('a dialog in which something was typed asks before Esc, a press beside it and the way back of the browser', {
  timeout: 90_000,
}, async () => {
  const { page, faults, context, incident } = await openIncident('hoi')
  await assign(page)
  await what(page).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await assign(page)
  await what(page).click()
  await page.keyboard.type('Đóng cống Hà Đồ')
  await page.keyboard.press('Escape')
  await question(page).waitFor()
  await picture(page, 'typed-drop')
  expect(await readFaults(page)).toEqual([])
  await answer(page, 'Gõ tiếp')
  await page.keyboard.type(', cả 5 cửa')
  expect(await what(page).inputValue()).toBe('Đóng cống Hà Đồ, cả 5 cửa')

  await page.mouse.click(5, 400)
  await question(page).waitFor()
  await answer(page, 'Gõ tiếp')
  await page.goBack()
  await question(page).waitFor()
  await answer(page, 'Gõ tiếp')
  await page.waitForURL(`**/su-co/${incident.id}`)
  expect(await what(page).inputValue()).toBe('Đóng cống Hà Đồ, cả 5 cửa')
  await page.goBack()
  await question(page).waitFor()
  await answer(page, 'Bỏ')
  await page.waitForURL('**/su-co')
  await page.goForward()
  await assign(page)
  expect(await what(page).inputValue()).toBe('')
  expect(faults).toEqual([])
  await context.close()
})

test('a dialog of one text asks too', { timeout: 60_000 }, async () => {
  const { page, faults, context } = await openIncident('mot', { width: 390, height: 844 }, 'dark', true)
  await page.getByRole('button', { name: 'Chọn bước khác hoặc đóng sự cố' }).click()
  await page.getByRole('menuitem', { name: 'Đóng sự cố…' }).click()
  await page.getByRole('dialog').getByRole('textbox').click()
  await page.keyboard.type('Nước đã rút')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).click()
  await question(page).waitFor()
  await picture(page, 'typed-drop-phone')
  expect(await readFaults(page)).toEqual([])
  await answer(page, 'Bỏ')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await context.close()
})

test('a note, a task and a bulletin that are half written are there after a reload, and gone once sent', {
  timeout: 90_000,
}, async () => {
  const { page, faults, context } = await openIncident('giu')
  const note = page.getByRole('textbox', { name: 'Ghi diễn biến' })
  await note.fill('Nước tràn qua đường')
  await page.reload()
  await note.waitFor()
  expect(await note.inputValue()).toBe('Nước tràn qua đường')
  await page.getByRole('button', { name: 'Ghi', exact: true }).click()
  await page.getByRole('listitem').getByText('Nước tràn qua đường').waitFor()
  await page.reload()
  await note.waitFor()
  expect(await note.inputValue()).toBe('')

  await assign(page)
  await what(page).fill('Đóng cống Hà Đồ')
  await page.reload()
  await assign(page)
  expect(await what(page).inputValue()).toBe('Đóng cống Hà Đồ')
  await page.getByRole('dialog').getByRole('combobox').first().fill('kim long')
  await page
    .getByRole('option', { name: /Kim Long/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await assign(page)
  expect(await what(page).inputValue()).toBe('')
  await page.keyboard.press('Escape')

  const write = () => page.getByRole('button', { name: 'Phát tin' }).first().click()
  const text = page.getByRole('dialog').getByLabel('Nội dung')
  await write()
  await text.fill('Nước lên nhanh, tránh đường Kim Long')
  await page.reload()
  await write()
  expect(await text.inputValue()).toBe('Nước lên nhanh, tránh đường Kim Long')
  expect(faults).toEqual([])
  await context.close()
})
