import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, type RunningCentre, runCentre } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

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

/** One supply fails, and what hangs on it falls silent. */
async function cutPower(prefix: string, parts: number): Promise<void> {
  const admin = { query: (text: string, values: unknown[]) => centre.look(text, values) }
  const agencyCode = 'H57.907'
  await insertStorm(admin, { agencyCode, prefix: `${prefix}-nguon`, count: 1, severity: 'major' })
  await insertStorm(admin, { agencyCode, prefix: `${prefix}-tram`, count: parts, severity: 'minor' })
  await centre.look(
    `insert into platform.link (from_kind, from_id, relation, to_kind, to_id, agency_id, to_agency_id)
    select 'asset', code, 'powered_by', 'asset', $2, agency_id, agency_id from platform.asset where code like $1`,
    [`${prefix}-tram-%`, `${prefix}-nguon-1`],
  )
  await centre.look('update platform.alert set line_due = true')
}

const forms = [
  ['desktop', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const

test.for(forms)(
  'one power cut is one line: opened, shelved with its parts, brought back, taken whole: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    await cutPower(form, 37)
    const { context, page, faults } = await openWindow(browser, centre.address, size, scheme)
    const data = { login: 'admin', password: adminPassword }
    expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
    await page.goto('/')
    const inbox = page.getByRole('region', { name: 'Hộp cảnh báo' })
    const line = inbox.getByRole('listitem').filter({ hasText: `${form}-nguon` })
    await line.getByRole('button', { name: /^và 37 thiết bị phụ thuộc: / }).click()
    await line.getByRole('list', { name: 'Cảnh báo trong nhóm' }).getByRole('listitem').nth(37).waitFor()
    await picture(page, `${form}-parts`)
    expect(await readFaults(page)).toEqual([])

    await line.getByRole('button', { name: 'Gác cả 38…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Gác', exact: true }).click()
    await dialog.getByText('Ghi lý do trước khi gác').first().waitFor()
    await picture(page, `${form}-shelve-refused`)
    expect(await readFaults(page)).toEqual([])
    await dialog.getByLabel('Lý do gác').fill('Điện lực sửa đường dây đến 11 giờ')
    await dialog.getByRole('button', { name: 'Gác', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })

    await inbox
      .getByText(/^Đang gác 1$/)
      .first()
      .click()
    await line.getByText('Điện lực sửa đường dây đến 11 giờ').first().waitFor()
    await picture(page, `${form}-shelved`)
    expect(await readFaults(page)).toEqual([])
    await line.getByRole('button', { name: /^Đưa trở lại/ }).click()
    await inbox.getByText('Đang mở').first().click()
    await line.getByRole('button', { name: /^Nhận/ }).click()
    // A line keeps its place while the pointer or the focus is on it; the button under both is gone by then.
    await line.getByText('Quản trị').first().waitFor()
    await inbox.getByRole('region', { name: 'Chưa ai nhận' }).getByText(`${form}-nguon`).first().waitFor()
    await inbox.getByRole('button', { name: 'Lọc cảnh báo' }).hover()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await inbox.getByRole('region', { name: 'Đã có người nhận' }).getByText(`${form}-nguon`).first().waitFor()
    await picture(page, `${form}-taken`)
    expect(await readFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  },
)

test.for(forms)(
  'a maintenance window is refused without a reason, planned, listed and cancelled: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    const { context, page, faults } = await openWindow(browser, centre.address, size, scheme)
    const data = { login: 'admin', password: adminPassword }
    expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
    await page.goto('/cai-dat/bao-tri')
    const reason = `Thay ắc quy các trạm đo mực nước dọc sông Hương và sông Bồ, ${form}`
    await page.getByRole('button', { name: 'Thêm đợt bảo trì' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Lập đợt bảo trì' }).click()
    await dialog.getByText('Ghi lý do').first().waitFor()
    await picture(page, `${form}-window-refused`)
    expect(await readFaults(page)).toEqual([])
    await dialog.getByLabel('Lý do').fill(reason)
    await dialog.getByRole('button', { name: 'Lập đợt bảo trì' }).click()
    await dialog.waitFor({ state: 'detached' })
    const row = page.getByRole('row').filter({ hasText: reason })
    await row.waitFor()
    await picture(page, `${form}-windows`)
    expect(await readFaults(page)).toEqual([])
    await row.getByRole('button', { name: /^Huỷ đợt/ }).click()
    await row.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await context.close()
  },
)

test.for(forms)(
  'narrowed to a commune and a severity the inbox says so and what it hides, by commune it stands under their names: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    const [thuanAn, aLuoi] = ['19900', '20050']
    const [first, second] = ['Phường Thuận An', 'Xã A Lưới 5']
    const admin = { query: (text: string, values: unknown[]) => centre.look(text, values) }
    const agencyCode = 'H57.909'
    await insertStorm(admin, { agencyCode, prefix: `${form}-xa`, count: 4, areas: [thuanAn, aLuoi], severity: 'crit' })
    await insertStorm(admin, { agencyCode, prefix: `${form}-nhe`, count: 2, areas: [thuanAn, aLuoi], severity: 'info' })
    const { context, page, faults } = await openWindow(browser, centre.address, size, scheme)
    const data = { login: 'admin', password: adminPassword }
    expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
    await page.goto('/')
    const inbox = page.getByRole('region', { name: 'Hộp cảnh báo' })
    const lines = inbox.locator('.alert-line')
    await lines.first().waitFor()
    await page.keyboard.press('l')
    await inbox.getByRole('checkbox', { name: 'Khẩn cấp' }).check()
    await inbox.getByLabel('Xã, phường').selectOption(thuanAn)
    const band = inbox.getByText(`Đang lọc: Khẩn cấp, ${first}`)
    await band.waitFor()
    const narrowed = `/api/alerts/lines?severity=crit&area=${thuanAn}`
    const agrees = async () => {
      const answer = (await (await page.request.get(narrowed)).json()) as { items: unknown[]; leftOut: number }
      const told = inbox.getByText(`Đang ẩn ${answer.leftOut} dòng chưa ai nhận`)
      return answer.leftOut > 0 && (await told.count()) === 1 && (await lines.count()) === answer.items.length
    }
    // Alerts of one kind in one commune are put together meanwhile.
    await expect.poll(agrees, { timeout: 20_000 }).toBe(true)
    await picture(page, `${form}-narrowed`)
    expect(await readFaults(page)).toEqual([])

    await page.reload()
    await band.waitFor()
    await inbox.getByRole('button', { name: 'Bỏ lọc' }).click()
    await band.waitFor({ state: 'detached' })
    await page.keyboard.press('l')
    await inbox.getByRole('button', { name: 'Theo xã' }).click()
    const heads = inbox.locator('.inbox-area')
    await heads.filter({ hasText: first }).first().waitFor()
    await heads.filter({ hasText: second }).first().waitFor()
    // J goes down the lines as they stand.
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(() => lines.nth(1).getAttribute('class')).toContain('alert-chosen')
    await picture(page, `${form}-by-commune`)
    expect(await readFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  },
)

test('more lines than are shown at once: the most urgent stand, and the foot says how many more come up', {
  timeout: 120_000,
}, async () => {
  const admin = { query: (text: string, values: unknown[]) => centre.look(text, values) }
  await insertStorm(admin, { agencyCode: 'H57.909', prefix: 'storm', count: 1_200, severity: 'minor' })
  await insertStorm(admin, { agencyCode: 'H57.909', prefix: 'worst', count: 3, severity: 'crit' })
  const { context, page, faults } = await openWindow(browser, centre.address, { width: 1366, height: 768 }, 'light')
  const data = { login: 'admin', password: adminPassword }
  expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
  await page.goto('/')
  const inbox = page.getByRole('region', { name: 'Hộp cảnh báo' })
  const lines = inbox.locator('.alert-line')
  for (const count of [100, 300, 1_000]) {
    await expect.poll(() => lines.count(), { timeout: 20_000 }).toBe(count)
    if (count < 1_000) await inbox.getByRole('button', { name: 'Tải thêm' }).click()
  }
  const answer = await page.request.get('/api/alerts/lines?limit=1')
  const { fresh, taken, calmed } = (await answer.json()).lines
  await inbox.getByText(`${fresh + taken + calmed - 1_000} dòng nữa hiện ra`).waitFor()
  expect(await lines.first().textContent()).toContain('worst')
  expect(faults).toEqual([])
  await context.close()
})

test('what waits for the hand to leave hides no number of the group below it', { timeout: 120_000 }, async () => {
  const { context, page, faults } = await openWindow(browser, centre.address, { width: 1366, height: 768 }, 'light')
  const data = { login: 'admin', password: adminPassword }
  expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
  await cutPower('late', 12)
  await page.goto('/')
  const inbox = page.getByRole('region', { name: 'Hộp cảnh báo' })
  const numbers = inbox.locator('.inbox-group span').first()
  await numbers.getByText(/dòng, .* cảnh báo$/).waitFor()
  const list = await inbox.locator('.alert-line').first().boundingBox()
  let step = 0
  const move = () => page.mouse.move((list?.x ?? 0) + 40 + (step++ % 2), (list?.y ?? 0) + 20)
  await move()
  await cutPower('moi', 12)
  const waiting = inbox.getByRole('button', { name: /^[0-9]+ mới$/ })
  const comes = async () => {
    await move()
    return waiting.count()
  }
  await expect.poll(comes, { timeout: 20_000 }).toBe(1)
  const [text, button] = [await numbers.boundingBox(), await waiting.boundingBox()]
  expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThan(button?.x ?? 0)
  await picture(page, 'waiting')
  await waiting.click()
  await inbox.getByRole('listitem').filter({ hasText: 'moi' }).first().waitFor()
  await context.close()
  expect(faults).toEqual([])
})
