import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const commune = '19774'

/** An incident of one alert, on whose device another hangs that says nothing wrong. */
async function openIncident(page: Page, prefix: string) {
  const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }
  await insertStorm(look, { agencyCode: 'H57.907', prefix, count: 2, severity: 'crit', areas: [commune] })
  await made.centre.look(
    `update platform.asset set lon = 107.55 + id % 2 * 0.01, lat = 16.47 where code like $1 || '-%'`,
    [prefix],
  )
  await made.centre.look(
    `delete from platform.alert where asset_id = (select id from platform.asset where code = $1)`,
    [`${prefix}-2`],
  )
  const session = await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  expect(session.ok()).toBe(true)
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
  const to = { kind: 'asset', id: `${prefix}-1` }
  await post(`/api/things/asset/${prefix}-2/links`, { relation: 'powered_by', to })
  await post('/api/agencies/H57.907/phone', { dutyPhone: '02343822111' })
  const { items } = await (await page.request.get(`/api/alerts?asset=${prefix}-1`)).json()
  return post('/api/incidents', { alertId: items[0].id })
}

/** Whether the small map has drawn, and tints the commune. */
const isTinted = (page: Page) =>
  page.locator('.incident-map .map').evaluate((box, code) => {
    const { map } = box as HTMLElement & {
      map?: { loaded(): boolean; getPaintProperty(layer: string, key: string): unknown }
    }
    if (!map?.loaded()) return false
    const pairs = JSON.stringify(map.getPaintProperty('areas', 'fill-color'))
    const tint = (rank: number) => getComputedStyle(document.documentElement).getPropertyValue(`--r${rank}`).trim()
    return pairs.includes(`"${code}","${tint(3)}"`)
  }, commune)

const forms = [
  ['desktop', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const

test.for(forms)(
  'beside an incident stand its map, what it touches, its people and their phone: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    const { context, page, faults } = await openWindow(made.browser, made.centre.address, size, scheme)
    const incident = await openIncident(page, form)
    await page.goto(`/su-co/${incident.id}`)
    await expect.poll(() => isTinted(page), { timeout: 60_000 }).toBe(true)

    const affected = page.getByRole('region', { name: 'Ảnh hưởng lúc này' })
    const kind = affected.locator('summary', { hasText: 'Trạm thuỷ văn' })
    expect(await kind.textContent()).toMatch(/1\s*\/\s*2[\s\S]*1 có cảnh báo, 1 chưa thấy gì/)
    await kind.click()
    const hanging = affected.getByRole('link', { name: `Trạm ${form} 2` })
    expect(await hanging.getAttribute('href')).toBe(`/?asset=${form}-2`)

    const people = page.getByRole('region', { name: 'Người tham gia' })
    await people.getByText('Mở sự cố').waitFor()
    const call = page.getByRole('link', { name: /^Gọi số trực của Sở Nông nghiệp và Môi trường: 02343822111/ })
    expect(await call.getAttribute('href')).toBe('tel:02343822111')
    expect(await readFaults(page)).toEqual([])
    await affected.scrollIntoViewIfNeeded()
    await picture(page, `${form}-incident-side`)

    await page.getByRole('link', { name: 'Mở bản đồ tình hình ở chỗ này' }).click()
    await page.waitForURL(/\/\?at=[\d.]+(%2C|,)16\.4/)
    expect(faults).toEqual([])
    await context.close()
  },
)

test('a figure is told with its source, a later one takes its place, and the story keeps both', {
  timeout: 120_000,
}, async () => {
  const { context, page, faults } = await openWindow(made.browser, made.centre.address)
  const incident = await openIncident(page, 'so-lieu')
  await page.goto(`/su-co/${incident.id}`)
  const affected = page.getByRole('region', { name: 'Ảnh hưởng lúc này' })
  const dialog = page.getByRole('dialog', { name: 'Ghi số liệu' })
  async function tell(value: string, whole: string, source: string): Promise<void> {
    await affected.getByRole('button', { name: 'Ghi số liệu' }).click()
    await dialog.getByLabel('Số liệu gì').fill('nguoi da den')
    await page.getByRole('option', { name: 'Người đã đến nơi an toàn' }).click()
    await dialog.getByLabel('Bao nhiêu').fill(value)
    await dialog.getByLabel('Trên tổng số').fill(whole)
    await dialog.getByLabel('Ai báo').fill(source)
    await dialog.getByRole('button', { name: 'Ghi số liệu' }).click()
  }
  await affected.getByRole('button', { name: 'Ghi số liệu' }).click()
  await dialog.getByRole('button', { name: 'Ghi số liệu' }).click()
  await dialog.getByText('Chọn loại số liệu').first().waitFor()
  await dialog.getByText('Ghi ai báo số này').first().waitFor()
  await picture(page, 'figure-dialog-faults')
  expect(await readFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await tell('1.386', '1.200', 'UBND phường Hoá Châu')
  await dialog.getByText('Nhập tổng số, không nhỏ hơn số ở trên').first().waitFor()
  await dialog.getByLabel('Trên tổng số').fill('1.507')
  await dialog.getByRole('button', { name: 'Ghi số liệu' }).click()
  const row = affected.locator('summary', { hasText: 'Người đã đến nơi an toàn' })
  await expect.poll(() => row.textContent()).toMatch(/1\.386 \/ 1\.507[\s\S]*UBND phường Hoá Châu/)
  await dialog.waitFor({ state: 'detached' })
  await tell('1.420', '1.507', 'Công an thành phố')
  await expect.poll(() => row.textContent()).toMatch(/1\.420 \/ 1\.507[\s\S]*Công an thành phố/)
  await dialog.waitFor({ state: 'detached' })
  await row.click()
  await affected.getByText(/^Người đã đến nơi an toàn 1\.386 \/ 1\.507 \(UBND phường Hoá Châu/).waitFor()
  const story = page.getByRole('region', { name: 'Diễn biến' })
  expect(await story.getByText(/^Số liệu: Người đã đến nơi an toàn/).count()).toBe(2)
  await picture(page, 'figure-told')
  expect(faults).toEqual([])
  await context.close()
})

test('a commander is named from those in sight and stands first', { timeout: 120_000 }, async () => {
  const { context, page, faults } = await openWindow(made.browser, made.centre.address)
  const incident = await openIncident(page, 'chi-huy')
  await page.goto(`/su-co/${incident.id}`)
  const people = page.getByRole('region', { name: 'Người tham gia' })
  await people.getByRole('button', { name: 'Cử chỉ huy' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cử chỉ huy' })
  await dialog.getByRole('button', { name: 'Cử làm chỉ huy' }).click()
  await dialog.getByText('Chọn một người').first().waitFor()
  await dialog.getByLabel('Chỉ huy sự cố').fill('quan tri')
  await page.getByRole('option', { name: /^Quản trị/ }).click()
  await dialog.getByRole('button', { name: 'Cử làm chỉ huy' }).click()
  await people.getByText('Chỉ huy sự cố').waitFor()
  await page.getByRole('region', { name: 'Diễn biến' }).getByText('Cử chỉ huy sự cố: Quản trị').waitFor()
  await people.getByRole('button', { name: 'Đổi chỉ huy' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('without what draws the map the page is whole', { timeout: 120_000 }, async () => {
  const { context, page } = await openWindow(made.browser, made.centre.address)
  const incident = await openIncident(page, 'khong-ve')
  await page.route(/\/assets\/open-map-/, (route) => route.abort())
  await page.goto(`/su-co/${incident.id}`)
  await page.getByRole('region', { name: 'Ảnh hưởng lúc này' }).getByText('Cảnh báo chưa dịu').waitFor()
  await page.locator('.incident-map').waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Người tham gia' }).waitFor()
  await context.close()
})

const settingSizes = [
  [{ width: 1366, height: 768 }, 'light'],
  [{ width: 390, height: 844 }, 'dark'],
] as const

test.for(settingSizes)('what is counted is set in the settings: %o', { timeout: 120_000 }, async ([size, scheme]) => {
  const { context, page, faults } = await openWindow(made.browser, made.centre.address, size, scheme)
  const [key, name] = [`lost_${size.width}`, `Trâu bò chết ${size.width}`]
  const incident = await openIncident(page, `loai-${size.width}`)
  await page.goto('/cai-dat/so-lieu')
  await page.getByRole('button', { name: 'Thêm loại số liệu' }).click()
  const dialog = page.getByRole('dialog', { name: 'Thêm loại số liệu' })
  await dialog.getByLabel('Tên bằng tiếng Việt').fill(name)
  await dialog.getByLabel('Tên bằng tiếng Anh').fill('Cattle lost')
  const send = dialog.getByRole('button', { name: 'Thêm loại số liệu' })
  await send.click()
  await dialog
    .getByText(/^Mã gồm 2 đến 40 chữ thường/)
    .first()
    .waitFor()
  await dialog.getByLabel('Mã', { exact: true }).fill('roads_cut')
  await send.click()
  await dialog.getByText('Mã này đang dùng hoặc đã từng dùng. Nhập mã khác.').first().waitFor()
  await dialog.getByLabel('Mã', { exact: true }).fill(key)
  await picture(page, `figure-kind-dialog-${size.width}`)
  await send.click()
  await dialog.waitFor({ state: 'detached' })
  const row = page.getByRole('row', { name })
  await row.getByText('Đang dùng').waitFor()
  expect(await readFaults(page)).toEqual([])
  await picture(page, `figure-kinds-${size.width}`)
  const offered = async () => {
    await page.goto(`/su-co/${incident.id}`)
    await page.getByRole('button', { name: 'Ghi số liệu' }).click()
    await page.getByRole('dialog').getByLabel('Số liệu gì').fill(name)
    return page.getByRole('option', { name })
  }
  await (await offered()).waitFor()
  await page.goto('/cai-dat/so-lieu')
  await row.getByRole('button', { name: `Thôi dùng: ${name}` }).click()
  await row.getByText('Thôi dùng', { exact: true }).first().waitFor()
  await row.getByRole('button', { name: `Dùng lại: ${name}` }).waitFor()
  const option = await offered()
  await page.getByText('Không có loại số liệu nào').waitFor()
  expect(await option.count()).toBe(0)
  // That a code is taken answers 400, and the browser writes that down.
  expect(faults.filter((text) => !text.includes('400'))).toEqual([])
  await context.close()
})
