import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, signIn } from '../running-centre.ts'
import { openWindow, threeLooks } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const agency = 'H57.907'
const password = 'mat khau cua can bo 2026'
const patience = { timeout: 20_000 }
const key = 'alerts_handled_in_time'

/** Ten alerts of an agency: six done in time, two late, two dismissed, in three communes and in none. */
async function makeAlerts(prefix: string): Promise<void> {
  const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }
  const areas = [null, '19753', '19774', '19960']
  await insertStorm(look, { agencyCode: agency, prefix, count: 10, severity: 'minor', areas })
  await made.centre.look(
    `with numbered as (
      select al.id, row_number() over (order by a.code) as n from platform.alert al
      join platform.asset a on a.id = al.asset_id where a.code like $1 || '-%'
    ) update platform.alert al set handling = case when n > 8 then 'dismissed' else 'done' end, condition = 'resolved',
      resolved_at = al.raised_at, done_at = al.raised_at,
      due_at = al.raised_at + case when n in (7, 8) then interval '-1 minute' else interval '1 minute' end
    from numbered where numbered.id = al.id`,
    [prefix],
  )
}

async function person(login: string, roles: readonly string[]) {
  const admin = await signIn(made.centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const { id } = body.items.find((item: { code: string }) => item.code === agency)
  const account = { login, name: `Cán bộ ${login}`, agencyId: id, roles, password, mustChangePassword: false }
  expect((await admin.ask('POST', '/api/accounts', account)).status).toBe(201)
  return { agencyId: id as number, cookie: (await signIn(made.centre.address, login, password)).cookie }
}

async function openAs(cookie: string, ...look: [size?: { width: number; height: number }, scheme?: 'light' | 'dark']) {
  const window = await openWindow(made.browser, made.centre.address, ...look)
  const [name = '', value = ''] = cookie.split('=')
  await window.context.addCookies([{ name, value, url: made.centre.address }])
  return window
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Số này từ đâu ra' })

test('an indicator is set a target, stands beside it by field and by commune, and each commune opens its rows', async () => {
  await makeAlerts('chi-so')
  const { cookie } = await signIn(made.centre.address, 'admin', adminPassword)
  const { page, faults } = await openAs(cookie)
  await page.goto('/chi-so')
  const table = page.getByRole('region', { name: 'Theo lĩnh vực' })
  const row = table.getByRole('row').filter({ hasText: 'Cảnh báo xử lý đúng hạn' })
  await row.getByText('chưa đặt mục tiêu').waitFor()
  expect(await row.textContent()).toContain('75%')

  await row.getByRole('link', { name: 'Cảnh báo xử lý đúng hạn' }).click()
  await page.getByRole('button', { name: 'Đặt mục tiêu' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mục tiêu (%)').fill('chín mươi')
  await dialog.getByRole('button', { name: 'Đặt mục tiêu' }).click()
  await dialog.getByText('Ghi một số từ 0 đến 100', { exact: false }).first().waitFor()
  await dialog.getByLabel('Mục tiêu (%)').fill('92,5')
  await dialog.getByLabel('Căn cứ').fill('Kế hoạch 12/KH-UBND')
  await dialog.getByRole('button', { name: 'Năm' }).click()
  await dialog.getByRole('button', { name: 'Đặt mục tiêu' }).click()
  const detail = page.getByRole('main')
  await detail.getByText('mục tiêu 92,5%').first().waitFor()
  await detail.getByText('Dưới mục tiêu').first().waitFor()
  await detail.getByText('8/10 cảnh báo đã xử lý là có thật', { exact: false }).first().waitFor()

  await page.getByText('Đủ 3/40 xã, phường.').waitFor()
  await page.getByText('Xem dạng danh sách').click()
  const split = await (await page.request.get(`/api/indicators/${key}/areas?period=${thisMonth()}`)).json()
  const communes = page
    .getByRole('region', { name: /theo xã, phường$/ })
    .getByRole('listitem')
    .getByRole('button')
  expect(await communes.count()).toBe(split.areas.length)
  const [first] = split.areas
  await communes
    .filter({ hasText: `/${first.figure.inTime + first.figure.late} đúng hạn` })
    .first()
    .click()
  await panelOf(page).getByText('Cộng lại:', { exact: false }).waitFor()
  const opened = new URL(page.url()).searchParams.get('area')?.replaceAll('"', '')
  const figure = split.areas.find(({ code }: { code: string }) => code === opened).figure
  await panelOf(page).getByText(`Cộng lại: ${figure.fired} dòng`).waitFor()
  await picture(page, 'figures-commune')
  expect(await readFaults(page)).toEqual([])

  await page.getByRole('link', { name: 'Tất cả chỉ số' }).click()
  await row.getByText('Dưới mục tiêu').waitFor()
  await picture(page, 'figures-board')
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
}, 120_000)

test('a report is written, returned, sent again and approved by another person; then it stands and prints alone', async () => {
  await makeAlerts('bao-cao')
  const writer = await person('nguoi-lap', ['duty_officer'])
  const leader = await person('nguoi-duyet', ['leader'])
  const { page, faults } = await openAs(writer.cookie)
  const { id } = await (
    await page.request.post('/api/reports', { data: { period: thisMonth(), agencyId: writer.agencyId } })
  ).json()
  await page.goto(`/bao-cao/${id}`)
  await page.getByRole('button', { name: 'Viết phần «Nhiệm vụ thời gian tới»' }).click()
  await page.getByLabel('Nhiệm vụ thời gian tới').fill('Kiểm tra trạm đo.\nThay pin.')
  await page.getByRole('button', { name: 'Lưu' }).click()
  const paper = page.getByRole('article')
  await paper.getByText('Thay pin.').waitFor()
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByText('Chờ duyệt, bản 1').first().waitFor()

  const second = await openAs(leader.cookie)
  await second.page.goto(`/bao-cao/${id}`)
  await second.page.getByRole('button', { name: 'Trả lại' }).click()
  await second.page.getByRole('dialog').getByLabel('Lý do trả lại').fill('Nêu rõ nguyên nhân')
  await second.page.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
  // Without reloading: the writer's page learns of it.
  await page.getByText('Nêu rõ nguyên nhân').waitFor()
  await page.getByRole('button', { name: 'Viết phần «Tồn tại, hạn chế»' }).click()
  await page.getByLabel('Tồn tại, hạn chế').fill('Mất điện ba ngày.')
  await page.getByRole('button', { name: 'Lưu' }).click()
  await paper.getByText('Mất điện ba ngày.').waitFor()
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await second.page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await page.getByText('Đã duyệt, bản 1').first().waitFor()
  expect(await page.getByRole('button', { name: /^(Gửi duyệt|Sửa phần|Viết phần)/ }).count()).toBe(0)
  expect(await paper.getByText('DỰ THẢO').count()).toBe(0)

  await paper
    .getByRole('button', { name: /cảnh báo: xem từ đâu ra/ })
    .first()
    .click()
  await panelOf(page).getByText('Cộng lại:', { exact: false }).waitFor()
  // What was pressed is what is open, and its facts are of that number, not of the share beside it.
  const pressed = paper.locator('[aria-pressed="true"]')
  const frozen = panelOf(page)
    .locator('dt', { hasText: /^Lúc chốt$/ })
    .locator('xpath=following-sibling::dd[1]')
  const numbers = paper.getByRole('button', { name: /: xem từ đâu ra$/ })
  expect(await numbers.count()).toBeGreaterThan(2)
  for (let index = 0; index < (await numbers.count()); index++) {
    const number = numbers.nth(index)
    await number.click()
    await expect.poll(() => number.getAttribute('aria-pressed'), patience).toBe('true')
    const text = (await number.textContent()) ?? ''
    const same = await pressed.allTextContents()
    // A line that fell short says its number a second time.
    for (const each of same) expect(/[\d.,]+/.exec(each)?.[0]).toBe(/[\d.,]+/.exec(text)?.[0])
    expect(await frozen.textContent()).toContain(/[\d.,]+(?=%|\b)/.exec(text)?.[0] ?? text)
  }
  await picture(page, 'report-source')
  expect(await readFaults(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  for (const part of ['.bar', '.rail', '.page-head', '.report-outline', '.report-contents', '.panel-side'])
    expect(await page.locator(part).first().isVisible(), part).toBe(false)
  expect(await paper.isVisible()).toBe(true)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)/g)].map(([, width, height]) => [width, height])
  expect(boxes).toEqual([['594', '841']])
  await picture(page, 'report-print')
  expect([...faults, ...second.faults]).toEqual([])
}, 120_000)

test.for(threeLooks)(
  'false alarms are a number of their own, which opens them, and no part of the share: %s',
  {
    timeout: 120_000,
  },
  async ([name, size, scheme]) => {
    await made.centre.look('delete from platform.alert_step')
    await made.centre.look('delete from platform.alert_past')
    await made.centre.look('delete from platform.alert')
    await makeAlerts(`bao-gia-${name}`)
    await made.centre.look(
      `update platform.alert set false_alarm = true where id in (
      select id from platform.alert where handling = 'done' and done_at <= due_at order by id limit 2)`,
    )
    const { cookie } = await signIn(made.centre.address, 'admin', adminPassword)
    const { page, faults } = await openAs(cookie, size, scheme)
    await page.goto(`/chi-so?key=${key}`)
    // Six were in time: of the four that were real and the two late ones.
    await page.getByText('66,7%').first().waitFor()
    const cell = page.getByRole('button', { name: /^2 Báo động giả, Sở Nông nghiệp và Môi trường/ })
    await cell.waitFor()
    expect(await readFaults(page)).toEqual([])
    await cell.scrollIntoViewIfNeeded()
    await picture(page, `false-alarms-${name}`)
    await cell.click()
    const panel = panelOf(page)
    await panel.getByText('Cộng lại: 2 dòng').waitFor()
    expect(new URL(page.url()).searchParams.get('count')).toBe('false_alarm')
    expect(await panel.getByRole('cell', { name: 'Báo động giả' }).count()).toBe(2)
    expect(await readFaults(page)).toEqual([])
    await picture(page, `false-alarms-rows-${name}`)
    expect(faults).toEqual([])
  },
)

const narrow = [
  ['1100-light', { width: 1100, height: 768 }, 'light'],
  ['1100-dark', { width: 1100, height: 768 }, 'dark'],
  ['390-light', { width: 390, height: 844 }, 'light'],
] as const

test.for(narrow)(
  'where the outline has no room beside the paper it is a menu over it, and marks what is read: %s',
  {
    timeout: 120_000,
  },
  async ([name, size, scheme]) => {
    await makeAlerts(`muc-luc-${name}`)
    const writer = await person(`muc-luc-${name}`, ['duty_officer'])
    const { page, faults } = await openAs(writer.cookie, size, scheme)
    const { id } = await (
      await page.request.post('/api/reports', { data: { period: thisMonth(), agencyId: writer.agencyId } })
    ).json()
    const lines = Array.from({ length: 40 }, (_, index) => `Việc thứ ${index + 1}: kiểm tra trạm đo và thay pin.`)
    for (const section of ['tasks', 'proposals'])
      await page.request.post(`/api/reports/${id}/texts`, { data: { section, text: lines.join('\n') } })
    await page.goto(`/bao-cao/${id}`)
    const contents = page.getByRole('button', { name: /^Mục lục/ })
    await expect.poll(() => contents.textContent(), patience).toContain('I. Kết quả')
    expect(await readFaults(page)).toEqual([])
    await contents.focus()
    await page.keyboard.press('Enter')
    const item = page.getByRole('menuitem', { name: /Đề xuất, kiến nghị/ })
    await item.waitFor()
    await picture(page, `outline-menu-${name}`)
    expect(await readFaults(page)).toEqual([])
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const heading = page.getByRole('heading', { name: /Đề xuất, kiến nghị/ })
    await expect.poll(() => heading.evaluate((each) => each === document.activeElement)).toBe(true)
    await expect.poll(() => contents.textContent(), patience).toContain('Đề xuất, kiến nghị')
    // Below the menu, not under it.
    const boxes = await Promise.all([page.locator('.bar'), contents, heading].map((each) => each.boundingBox()))
    const [bar, menu, place] = boxes.map((box) => ({ top: box?.y ?? 0, end: (box?.y ?? 0) + (box?.height ?? 0) }))
    expect(menu?.top).toBeGreaterThanOrEqual(bar?.end ?? Number.NaN)
    expect(place?.top).toBeGreaterThanOrEqual(menu?.end ?? Number.NaN)
    await picture(page, `outline-read-${name}`)
    await contents.click()
    expect(await item.getAttribute('aria-current')).toBe('true')
    await page.emulateMedia({ media: 'print' })
    expect(await contents.isVisible()).toBe(false)
    expect(faults).toEqual([])
  },
)

const thisMonth = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)

test('a row of choices is one stop of Tab, and arrows go along it', async () => {
  const { cookie } = await signIn(made.centre.address, 'admin', adminPassword)
  const { page, faults } = await openAs(cookie)
  await page.goto('/chi-so')
  const kinds = page.getByRole('group', { name: 'Loại kỳ' })
  const [month, day] = [kinds.getByRole('button', { name: 'Tháng' }), kinds.getByRole('button', { name: 'Ngày' })]
  await month.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect.poll(() => day.getAttribute('aria-pressed')).toBe('true')
  const others = kinds.getByRole('button', { pressed: false })
  expect(await others.evaluateAll((all) => all.map(({ tabIndex }) => tabIndex))).toEqual([-1, -1, -1])
  await page.keyboard.press('Tab')
  expect(await kinds.evaluate((group) => group.contains(document.activeElement))).toBe(false)
  await page.keyboard.press('Shift+Tab')
  expect(await day.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  expect(await day.evaluate((button) => button === document.activeElement), 'round the end').toBe(true)
  expect(faults).toEqual([])
})
