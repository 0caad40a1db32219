import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { periodAt, periodLabel, shiftPeriod } from '../../src/core/period.ts'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, signIn } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const agency = 'H57.905'
const password = 'mat khau cua can bo 2026'
const sizes = [
  ['1920', { width: 1920, height: 1080 }],
  ['1366', { width: 1366, height: 768 }],
  ['390', { width: 390, height: 844 }],
] as const

const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }
const today = () => periodAt(new Date(), 'day')
const typed = (day: string) => day.split('-').reverse().join('/')

/** An officer of an agency, and an incident of another that gives it tasks. */
async function begin(prefix: string) {
  const admin = await signIn(made.centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const { id: agencyId } = body.items.find((item: { code: string }) => item.code === agency)
  const account = { login: prefix, name: `Cán bộ ${prefix}`, agencyId, roles: ['duty_officer'], password }
  expect((await admin.ask('POST', '/api/accounts', { ...account, mustChangePassword: false })).status).toBe(201)
  await insertStorm(look, { agencyCode: 'H57.907', prefix, count: 1, severity: 'minor', areas: ['19753'] })
  const [alert] = await made.centre.look<{ id: string }>(
    `select al.id from platform.alert al join platform.asset a on a.id = al.asset_id where a.code like $1 || '-%'`,
    [prefix],
  )
  const incident = await admin.ask('POST', '/api/incidents', { alertId: alert?.id })
  expect(incident.status).toBe(201)
  const officer = await signIn(made.centre.address, prefix, password)
  const give = async (title: string, dueInH: number): Promise<string> => {
    const { body: task } = await admin.ask('POST', `/api/incidents/${incident.body.id}/tasks`, { title, agencyId })
    await made.centre.look(`update platform.task set due_at = now() + $2 * interval '1 hour' where id = $1`, [
      task.id,
      dueInH,
    ])
    return task.id
  }
  return { officer, give }
}

async function openAs(
  { cookie }: { cookie: string },
  ...how: [size?: { width: number; height: number }, scheme?: 'light' | 'dark']
) {
  const window = await openWindow(made.browser, made.centre.address, ...how)
  const [name = '', value = ''] = cookie.split('=')
  await window.context.addCookies([{ name, value, url: made.centre.address }])
  return window
}

async function addEvidence(page: Page): Promise<void> {
  await page
    .getByLabel('Thêm minh chứng')
    .setInputFiles({ name: 'ảnh.png', mimeType: 'image/png', buffer: Buffer.from('a') })
  await page.getByText('ảnh.png').first().waitFor()
}

test('who owes it says why it is late, on the page of the task and where it is finished; the board counts it by reason', async () => {
  const { officer, give } = await begin('vi-sao')
  const [overdue, finished] = [await give('Gia cố kè bờ sông', -30), await give('Báo cáo số hộ phải di dời', -4)]
  await give('Kiểm tra trạm bơm', -2)
  await give('Trực ban', 30)
  const { page, faults } = await openAs(officer)

  await page.goto(`/viec/${overdue}`)
  await page.getByText('Chưa nói lý do').waitFor()
  await page.getByRole('button', { name: 'Nói lý do' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Khác', { exact: true }).check()
  await dialog.getByRole('button', { name: 'Ghi lý do' }).click()
  await dialog.getByText('Nói rõ lý do bằng lời').first().waitFor()
  await dialog.getByLabel('Dữ liệu chưa đồng bộ về cổng').check()
  await picture(page, 'why-late-dialog')
  expect(await readFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Ghi lý do' }).click()
  await page.getByText('Không tính là trễ của cán bộ', { exact: false }).waitFor()
  await picture(page, 'why-late-task')

  await page.goto(`/viec/${finished}`)
  await page.getByRole('button', { name: 'Nhận việc' }).click()
  await addEvidence(page)
  await page.getByRole('button', { name: 'Báo xong' }).click()
  await dialog.getByLabel('Kết quả').fill('Đã báo cáo')
  await dialog.getByLabel('Chờ đơn vị khác trả lời').check()
  await dialog.getByLabel('Nói rõ thêm').fill('Chờ số của các phường')
  await picture(page, 'why-late-finish')
  await dialog.getByRole('button', { name: 'Báo xong' }).click()
  await page.getByText('Chờ số của các phường', { exact: false }).waitFor()

  await page.goto(`/chi-so?period=${today()}`)
  const card = page.getByRole('region', { name: 'Vì sao trễ' })
  await card.getByText('3 trễ').waitFor()
  await page.getByText('1/3 trễ do dữ liệu').first().waitFor()
  expect(await card.getByRole('listitem').allInnerTexts()).toMatchObject([
    expect.stringMatching(/^Dữ liệu chưa đồng bộ về cổng\s+1$/),
    expect.stringMatching(/^Chờ đơn vị khác trả lời\s+1$/),
    expect.stringMatching(/^Chưa nói lý do\s+1$/),
  ])
  expect(await readFaults(page)).toEqual([])
  await card.getByRole('button', { name: '1 trễ, Chờ đơn vị khác trả lời: xem từng dòng' }).click()
  const panel = page.getByRole('complementary', { name: 'Số này từ đâu ra' })
  await panel.getByText('Báo cáo số hộ phải di dời').waitFor()
  await panel.getByText('Cộng lại: 1 dòng').waitFor()
  expect(await panel.getByRole('row').count()).toBe(2)
  await picture(page, 'why-late-rows')
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
}, 120_000)

test('a day is stepped to and typed, and stands in the address; the change is told against yesterday', async () => {
  const { officer, give } = await begin('theo-ngay')
  await give('Việc trong ngày', -1)
  const { page, faults } = await openAs(officer)
  await page.goto('/chi-so')
  await page.getByRole('button', { name: 'Ngày', exact: true }).click()
  const field = page.getByLabel('Ngày xem')
  await expect.poll(() => field.inputValue()).toBe(typed(today()))
  await page.getByText('12 ngày gần nhất', { exact: false }).waitFor()
  await page.getByText('hôm qua chưa có số').first().waitFor()
  await page.getByRole('button', { name: 'Kỳ trước' }).click()
  const yesterday = shiftPeriod(today(), -1)
  await expect.poll(() => field.inputValue()).toBe(typed(yesterday))
  await page.reload()
  await expect.poll(() => field.inputValue()).toBe(typed(yesterday))

  await field.fill('30/02/2026')
  await field.press('Enter')
  await page.getByText('Ghi ngày theo dạng dd/mm/yyyy', { exact: false }).waitFor()
  await field.fill('29/02/2028')
  await field.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('period')).toBe('2028-02-29')
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
}, 120_000)

test('a report of the day is written from the form, with the day in its title', async () => {
  const { officer, give } = await begin('bao-nhanh')
  await give('Việc báo nhanh', -1)
  const { page, faults } = await openAs(officer)
  await page.goto('/bao-cao')
  await page.getByRole('button', { name: 'Lập báo cáo' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Ngày', exact: true }).click()
  await expect.poll(() => dialog.getByLabel('Ngày xem').inputValue()).toBe(typed(today()))
  await dialog.getByRole('button', { name: 'Lập báo cáo' }).click()
  await page
    .getByText(`Tình hình, kết quả công tác trong ${periodLabel(today(), 'vi')}`)
    .first()
    .waitFor()
  await picture(page, 'day-report')
  expect(faults).toEqual([])
}, 120_000)

test('a reason is added in the settings, and said of the deadline of a directive by the agency that carries it out', async () => {
  const { officer } = await begin('ho-so-tre')
  const admin = await signIn(made.centre.address, 'admin', adminPassword)
  const window = await openAs(admin)
  await window.page.goto('/cai-dat/ly-do-tre')
  await window.page.getByRole('cell', { name: 'Dữ liệu chưa đồng bộ về cổng', exact: true }).waitFor()
  await window.page.getByRole('button', { name: 'Thêm lý do' }).click()
  const form = window.page.getByRole('dialog')
  await form.getByLabel('Tên bằng tiếng Việt').fill('Mất điện diện rộng')
  await form.getByLabel('Tên bằng tiếng Anh').fill('Power cut')
  await form.getByLabel('Mã', { exact: true }).fill('power_cut')
  await form.getByLabel('dữ liệu', { exact: true }).check()
  await form.getByRole('button', { name: 'Thêm lý do' }).click()
  await window.page.getByRole('cell', { name: 'Mất điện diện rộng', exact: true }).waitFor()
  await picture(window.page, 'late-reasons')
  expect(await readFaults(window.page)).toEqual([])

  const { body } = await admin.ask('GET', '/api/agencies')
  const { id: lead } = body.items.find((item: { code: string }) => item.code === agency)
  const address = '/api/directives/directives'
  const values = { title: 'Rà soát hồ chứa', lead, due_on: '2099-01-05' }
  const draft = await admin.ask('POST', address, { agencyId: body.items[0].id, values })
  expect(draft.status).toBe(201)
  expect((await admin.ask('POST', `${address}/${draft.body.id}/moves/issue`, { version: 1 })).status).toBe(200)
  await made.centre.look(
    `update platform.record_clock set due_at = now() - interval '2 days' where record_id = $1 and rule_key = 'completion'`,
    [draft.body.id],
  )
  const { page, faults } = await openAs(officer)
  await page.goto(`/so/directives/directive?id=${draft.body.id}`)
  await page.getByRole('button', { name: 'Nói lý do' }).click()
  await page.getByRole('dialog').getByLabel('Mất điện diện rộng').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi lý do' }).click()
  await page.getByText('Không tính là trễ của cán bộ', { exact: false }).first().waitFor()
  await picture(page, 'late-directive')
  expect(await readFaults(page)).toEqual([])
  expect([...faults, ...window.faults]).toEqual([])
}, 120_000)

test('day and reasons are whole in every size and either theme', async () => {
  const admin = await signIn(made.centre.address, 'admin', adminPassword)
  for (const [name, size] of sizes)
    for (const scheme of ['light', 'dark'] as const) {
      const { page, context } = await openAs(admin, size, scheme)
      await page.goto(`/chi-so?period=${today()}`)
      await page.getByRole('region', { name: 'Vì sao trễ' }).getByRole('listitem').first().waitFor()
      await picture(page, `day-board-${name}-${scheme}`)
      expect(await readFaults(page), `${name} ${scheme}`).toEqual([])
      await context.close()
    }
}, 120_000)

test('a step that ends a deadline late asks why there and then; nobody must answer', async () => {
  const { officer } = await begin('buoc-tre')
  const admin = await signIn(made.centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const { id: lead } = body.items.find((item: { code: string }) => item.code === agency)
  const address = '/api/directives/directives'
  // Who gave it carries it out: the agency that takes it up late owes that deadline.
  const issue = async (title: string): Promise<string> => {
    const values = { title, lead, due_on: '2099-01-05' }
    const draft = await admin.ask('POST', address, { agencyId: lead, values })
    expect((await admin.ask('POST', `${address}/${draft.body.id}/moves/issue`, { version: 1 })).status).toBe(200)
    await made.centre.look(
      `update platform.record_clock set due_at = now() - interval '2 days' where record_id = $1 and rule_key = 'acceptance'`,
      [draft.body.id],
    )
    return draft.body.id
  }
  const [said, unsaid] = [await issue('Rà soát hồ chứa'), await issue('Kiểm tra đê bao')]
  const { page, faults } = await openAs(officer)
  const dialog = page.getByRole('dialog')
  const accept = async (id: string) => {
    await page.goto(`/so/directives/directive?id=${id}`)
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
    await dialog.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
    await page.getByRole('dialog', { name: 'Vì sao trễ' }).waitFor()
  }
  await accept(said)
  await dialog.getByText('Rà soát hồ chứa').waitFor()
  await dialog.getByRole('button', { name: 'Ghi lý do' }).click()
  await dialog.locator('.field-error').first().waitFor()
  await picture(page, 'late-step-dialog')
  expect(await readFaults(page)).toEqual([])
  await dialog.getByLabel('Chờ đơn vị khác trả lời').check()
  await dialog.getByRole('button', { name: 'Ghi lý do' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Chờ đơn vị khác trả lời').first().waitFor()

  await accept(unsaid)
  await dialog.getByRole('button', { name: 'Thôi' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Chưa nói lý do').first().waitFor()
  expect(await made.centre.look('select state from directives.directive where id = $1', [unsaid])).toEqual([
    { state: 'accepted' },
  ])
  expect(faults).toEqual([])
}, 120_000)
