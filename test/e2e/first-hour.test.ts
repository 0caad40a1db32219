import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPassword, type RunningCentre, runCentre } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')
let centre: RunningCentre
let browser: Browser
beforeAll(async () => {
  centre = await runCentre(['--empty'])
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

test('the first hour of an empty centre: province, agencies and gauges from workbooks, a first reading by curl, a second person', {
  timeout: 180_000,
}, async () => {
  const { context, page, faults } = await openWindow(browser, centre.address, { width: 1366, height: 768 })
  await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  const step = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
  // An empty centre begins here, and in no province yet; once it was left it is a page like others.
  await page.goto('/')
  await page.waitForURL('/bat-dau')
  const place = page.locator('.bar .place')
  await step('Chọn tỉnh').getByRole('button', { name: 'Chọn tỉnh này' }).waitFor()
  expect(await place.count()).toBe(0)
  await page.getByRole('link', { name: 'Tình hình', exact: true }).click()
  await page.getByText('Còn 5 việc để trung tâm bắt đầu chạy.').waitFor()
  await page.reload()
  await page.getByText('Còn 5 việc để trung tâm bắt đầu chạy.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
  await page.getByRole('link', { name: 'Làm tiếp' }).click()
  await step('Chọn tỉnh').getByRole('button', { name: 'Chọn tỉnh này' }).waitFor()
  await picture(page, 'first-hour')
  expect(await readFaults(page)).toEqual([])
  const chooseProvince = async (name: string) => {
    await step('Chọn tỉnh').getByLabel('Tỉnh, thành phố').click()
    await page.getByRole('option', { name, exact: true }).click()
    await step('Chọn tỉnh').getByRole('button', { name: 'Chọn tỉnh này' }).click()
    await step('Chọn tỉnh').getByText(`Tỉnh của trung tâm: ${name}`).waitFor()
    await expect.poll(() => place.textContent()).toBe(name)
  }
  await chooseProvince('Tỉnh Nghệ An')
  // A slip can be mended until something stands.
  await step('Chọn tỉnh').getByRole('button', { name: 'Đổi tỉnh khác' }).click()
  await chooseProvince('Thành phố Huế')

  const bring = async (file: string, rows: number) => {
    await page.getByLabel('Tệp CSV, XLSX hoặc GeoJSON').setInputFiles(join(fixtures, file))
    await page.getByRole('button', { name: 'Tải lên' }).click()
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.getByRole('button', { name: new RegExp(`^Nhập ${rows}`) }).click()
    await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).waitFor()
  }
  await step('Nhập danh sách đơn vị').getByRole('link', { name: 'Nhập đơn vị từ tệp' }).click()
  await bring('don-vi.xlsx', 65)
  // The page of the result counts what is left by itself, and leads on.
  await page.getByText('Còn 3 việc để trung tâm bắt đầu chạy.').waitFor()
  await picture(page, 'first-hour-imported')
  await page.getByRole('link', { name: 'Bước tiếp theo' }).click()
  await step('Nhập danh sách đơn vị').getByText('Đã có 65 đơn vị').waitFor()
  expect(await step('Chọn tỉnh').getByRole('button', { name: 'Đổi tỉnh khác' }).count()).toBe(0)
  // Put off and taken up again, over a page that was closed meanwhile.
  await page.goto('/bat-dau')
  await step('Nhập danh sách đơn vị').getByText('Đã có 65 đơn vị').waitFor()
  await step('Mời người thứ hai').getByRole('button', { name: 'Bỏ qua' }).click()
  await step('Mời người thứ hai').getByText('Đã bỏ qua').waitFor()
  await page.reload()
  await step('Mời người thứ hai').getByRole('button', { name: 'Làm việc này' }).click()

  await step('Nhập danh sách thiết bị').getByRole('link', { name: 'Nhập thiết bị từ tệp' }).click()
  const kinds = page.getByRole('dialog').getByLabel('Nhập vào')
  await kinds.click()
  expect(await page.getByRole('option', { name: /^Đơn vị/ }).count()).toBe(0)
  await picture(page, 'first-hour-kinds')
  await page.getByRole('option', { name: /Trạm thuỷ văn/ }).click()
  await bring('tram-thuy-van.xlsx', 2)
  await page.getByText('Còn 2 việc để trung tâm bắt đầu chạy.').waitFor()
  await page.getByRole('link', { name: 'Bước tiếp theo' }).click()
  await step('Nhập danh sách thiết bị').getByText('Đã có 2 thiết bị').waitFor()
  await step('Nối thiết bị đầu tiên').getByText('Đang chờ số đo đầu tiên').waitFor()
  await step('Nối thiết bị đầu tiên').getByRole('link', { name: 'Chọn thiết bị' }).click()
  await page.goto('/thiet-bi/phu-oc')
  await page.getByText("-P 'MAT-KHAU'").waitFor()
  await picture(page, 'first-hour-device')
  await page.getByRole('button', { name: 'Cấp tài khoản gửi' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp tài khoản gửi' }).click()
  const command = (label: string) => page.getByRole('dialog').getByRole('region', { name: label }).locator('pre')
  // As they stand, in a shell: the second finds what the first has stored.
  const shell = (text: string) => execFileSync('bash', ['-euc', text], { encoding: 'utf8', stdio: 'pipe' })
  expect(shell((await command('Qua MQTT').textContent()) ?? '')).toBe('')
  const answer = JSON.parse(shell((await command('Qua HTTP').textContent()) ?? ''))
  expect(answer).toMatchObject({ stored: 0, duplicate: 1, refused: 0 })
  await picture(page, 'first-hour-commands')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click()
  const phuOc = await (await page.request.get('/api/assets/phu-oc')).json()
  const first = phuOc.attributes.alert_level_1_m
  expect(phuOc.series[0].lastValue).toBe(first / 2)
  expect(phuOc.openAlerts).toBe(0)
  await page.goto('/bat-dau')
  // The page looks by itself.
  await step('Nối thiết bị đầu tiên').getByText('Đã nhận số đo của 1 chuỗi').waitFor()
  const { items } = await (await page.request.get('/api/agencies')).json()
  const person = { login: 'truc-hai', name: 'Người thứ hai', agencyId: items[0].id, roles: ['duty_officer'] }
  expect((await page.request.post('/api/accounts', { data: { ...person, password: adminPassword } })).status()).toBe(
    201,
  )
  await page.getByText('Đã xong. Trung tâm sẵn sàng').waitFor()
  await picture(page, 'first-hour-done')
  expect(await readFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
