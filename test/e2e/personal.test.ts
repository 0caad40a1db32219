import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { openLive } from '../live-page.ts'
import { copyTree, type Tree } from '../process/tree.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'

const sender = 'Nguyễn Thị Bí Mật'
const phone = '0905123456'
const secret = /B[íi] M[ậa]t|0905123456/i
const password = 'mat khau cua can bo 2026'
const soon = { timeout: 20_000 }

let tree: Tree
let centre: RunningCentre
let browser: Browser

/** No module that ships has personal fields: the register of letters is put into a copy of the tree, as a module is. */
beforeAll(async () => {
  tree = copyTree({ name: 'this user', uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 })
  const folder = join(tree.path, 'src/modules/letters')
  mkdirSync(folder)
  const text = readFileSync(join(import.meta.dirname, '../letters-module.ts'), 'utf8')
  const module = text.replace('../src/core/module.ts', '../../core/module.ts')
  writeFileSync(join(folder, 'module.ts'), `${module}\nexport default lettersModule\n`)
  execFileSync(process.execPath, ['scripts/migration.ts', 'letters'], { cwd: tree.path })
  centre = await runCentre(['--no-replay'], tree.path)
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const agencyId = body.items.find(({ code }: { code: string }) => code === 'H57.901').id
  for (const [login, role] of [
    ['tiep-nhan', 'duty_officer'],
    ['xu-ly', 'handler'],
  ]) {
    const account = { login, name: `Cán bộ ${login}`, agencyId, roles: [role], password, mustChangePassword: false }
    expect((await admin.ask('POST', '/api/accounts', account)).status).toBe(201)
  }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
  tree?.remove()
})

const drawerOf = (page: Page) => page.locator('.panel-side')
const factOf = (page: Page, label: string) =>
  drawerOf(page).locator('.record-facts > div', { hasText: label }).locator('dd')
const masked = 'Đã che'

async function openAs(login: string) {
  const window = await openWindow(browser, centre.address)
  await window.page.request.post('/api/session', { data: { login, password } })
  return window
}

test('personal fields are masked until somebody asks, each look is written down, and they are seen nowhere else', async () => {
  const { page, context, faults } = await openAs('tiep-nhan')
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const live = await openLive(centre.address, cookie)
  await page.goto('/so/letters/letter')
  await page.getByRole('button', { name: 'Thêm mới' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nội dung').fill('Đèn đường hỏng')
  await dialog.getByLabel('Người gửi').fill(sender)
  await dialog.getByLabel('Điện thoại').fill(phone)
  await dialog.getByText('Đã giữ bản nháp').waitFor()
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(await kept(), 'the draft on this machine').toContain('Đèn đường hỏng')
  expect(await kept(), 'the draft on this machine').not.toMatch(secret)
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await page.waitForURL(/id=/)
  const id = new URL(page.url()).searchParams.get('id') ?? ''

  const looks = () =>
    centre.look<{ actor_name: string; detail: object }>(
      "select actor_name, detail from platform.audit where action = 'record.personal_seen' and subject_id = $1",
      [id],
    )
  const shows = drawerOf(page).getByRole('button', { name: 'Hiện', exact: true })
  await expect.poll(() => shows.count(), soon).toBe(2)
  await drawerOf(page).getByRole('region', { name: 'Lịch sử' }).locator('li').first().waitFor()
  expect(await page.content(), 'drawer and list').not.toMatch(secret)
  expect(await looks()).toEqual([])

  await shows.first().click()
  await expect.poll(() => factOf(page, 'Người gửi').textContent(), soon).toBe(sender)
  expect(await factOf(page, 'Điện thoại').textContent()).toBe(phone)
  const once = [{ actor_name: 'Cán bộ tiep-nhan', detail: { fields: ['sender', 'phone'] } }]
  expect(await looks()).toEqual(once)
  await drawerOf(page).getByRole('button', { name: 'Che lại' }).click()
  await expect.poll(() => shows.count(), soon).toBe(2)
  expect(await page.content()).not.toMatch(secret)
  await page.reload()
  await expect.poll(() => shows.count(), soon).toBe(2)
  expect(await looks(), 'opening it is no look').toEqual(once)
  await shows.last().click()
  await expect.poll(() => looks(), soon).toHaveLength(2)

  const handler = await openAs('xu-ly')
  await handler.page.goto(`/so/letters/letter?id=${id}`)
  await drawerOf(handler.page).getByText('Đèn đường hỏng').first().waitFor()
  expect(await drawerOf(handler.page).getByRole('button', { name: 'Hiện' }).count()).toBe(0)
  expect(await factOf(handler.page, 'Người gửi').textContent()).toContain(masked)
  const refused = await handler.page.request.get(`/api/letters/letters/${id}?personal=true`)
  expect(refused.status()).toBe(403)

  const list = '/api/letters/letters'
  const doors = [list, `${list}?text=bi mat`, `${list}?text=${phone}`, `${list}/export.csv`, `${list}/${id}/history`]
  const things = ['/api/things?q=bi%20mat', `/api/things?q=${phone}`, '/api/things?q=den duong']
  for (const path of [...doors, ...things, `${list}/${id}`]) {
    expect(await (await page.request.get(path)).text(), path).not.toMatch(secret)
  }
  expect((await (await page.request.get(`${list}?text=bi mat`)).json()).items, 'search finds nothing by it').toEqual([])
  await page.goto('/so/letters/letter?text=bi mat')
  await page.getByText('Không có dòng nào khớp').waitFor()
  await until('the live event of the letter', async () => live.has(id))
  expect(JSON.stringify(live.changes())).not.toMatch(secret)
  expect(centre.output(), 'the log').not.toMatch(secret)
  expect([...faults, ...handler.faults]).toEqual([])
  live.close()
  await context.close()
  await handler.context.close()
}, 120_000)
