import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const desk = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }

async function open(size: typeof desk) {
  const window = await openWindow(made.browser, made.centre.address, size)
  await window.page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  return window
}

async function edges(of: Locator): Promise<{ left: number; right: number }> {
  const box = await of.boundingBox()
  if (!box) throw new Error('it is not in sight')
  return { left: box.x, right: box.x + box.width }
}

test('on a phone every tool of a register is within the page', async () => {
  const { context, page, faults } = await open(phone)
  await page.goto('/so/directives/directive')
  const tools = page.locator('.register-actions').locator('a, button')
  await page.getByRole('link', { name: 'Xuất CSV' }).waitFor()
  for (const tool of await tools.all()) expect((await edges(tool)).right).toBeLessThanOrEqual(phone.width - 14)
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('on a narrow page without a finger the step of an incident begins where its title does', async () => {
  await insertStorm(
    { query: (text: string, values: unknown[]) => made.centre.look(text, values) },
    { agencyCode: 'H57.907', prefix: 'le', count: 1, severity: 'crit' },
  )
  const { context, page, faults } = await open(phone)
  const { items } = await (await page.request.get('/api/alerts?asset=le-1')).json()
  const { id } = await (await page.request.post('/api/incidents', { data: { alertId: items[0].id } })).json()
  await page.goto(`/su-co/${id}`)
  const first = page.locator('.page-actions').getByRole('button').filter({ visible: true }).first()
  await first.waitFor()
  const title = await edges(page.getByRole('heading', { level: 1 }))
  expect((await edges(first)).left).toBeCloseTo(title.left, 0)
  expect(faults).toEqual([])
  await context.close()
})

test('what an account was locked at is read whole beside the panel', async () => {
  const { context, page, faults } = await open(desk)
  const { items: agencies } = await (await page.request.get('/api/agencies')).json()
  const account = {
    ...{ login: 'khoa-roi', name: 'Công Tằng Tôn Nữ Hoàng Bảo Ngọc', password: 'mat khau cua can bo 2026' },
    ...{ agencyId: agencies[0].id, roles: ['duty_officer'] },
  }
  const { id, version } = await (await page.request.post('/api/accounts', { data: account })).json()
  const locked = await page.request.post(`/api/accounts/${id}/disable`, {
    data: { version },
  })
  expect(locked.ok(), await locked.text()).toBe(true)
  await page.goto(`/cai-dat?ma=${id}`)
  const panel = page.getByRole('complementary', { name: 'Tài khoản' })
  await panel.getByRole('button', { name: 'Mở khoá' }).waitFor()
  const state = page.getByRole('cell', { name: /^Đã khoá từ/ })
  expect((await edges(state)).right).toBeLessThanOrEqual((await edges(panel)).left)
  expect(faults).toEqual([])
  await context.close()
})

test('a panel of what is not there is called by its kind, and says under it that it is not there', async () => {
  const { context, page } = await open(desk)
  for (const [address, kind] of [
    ['/?asset=ma-khong-co', 'Thiết bị'],
    ['/cai-dat/don-vi?ma=H57.000', 'Đơn vị'],
    ['/cai-dat/dia-gioi?ma=00000', 'Địa bàn'],
  ] as const) {
    await page.goto(address)
    const panel = page.getByRole('complementary').filter({ hasText: 'Không tìm thấy' })
    await panel.getByRole('heading', { level: 2, name: kind, exact: true }).waitFor()
  }
  await context.close()
})
