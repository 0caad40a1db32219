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
  await page.goto('/viec')
  await page.getByText('Còn 5 việc để trung tâm bắt đầu chạy.').waitFor()
  await page.getByRole('link', { name: 'Làm tiếp' }).click()
  const step = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
  await step('Chọn tỉnh').getByRole('button', { name: 'Chọn tỉnh này' }).waitFor()
  await picture(page, 'first-hour')
  expect(await readFaults(page)).toEqual([])
  await step('Chọn tỉnh').getByRole('button', { name: 'Chọn tỉnh này' }).click()
  await step('Chọn tỉnh').getByText('Tỉnh của trung tâm: Thành phố Huế').waitFor()

  const bring = async (file: string, rows: number) => {
    await page.getByLabel('Tệp CSV, XLSX hoặc GeoJSON').setInputFiles(join(fixtures, file))
    await page.getByRole('button', { name: 'Tải lên' }).click()
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.getByRole('button', { name: new RegExp(`^Nhập ${rows}`) }).click()
    await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).waitFor()
  }
  await step('Nhập danh sách đơn vị').getByRole('link', { name: 'Nhập đơn vị từ tệp' }).click()
  await bring('don-vi.xlsx', 65)
  // Put off and taken up again, over a page that was closed meanwhile.
  await page.goto('/bat-dau')
  await step('Nhập danh sách đơn vị').getByText('Đã có 65 đơn vị').waitFor()
  await step('Mời người thứ hai').getByRole('button', { name: 'Bỏ qua' }).click()
  await step('Mời người thứ hai').getByText('Đã bỏ qua').waitFor()
  await page.reload()
  await step('Mời người thứ hai').getByRole('button', { name: 'Làm việc này' }).click()

  await page.goto('/nhap-du-lieu?vao=asset.river_station')
  await bring('tram-thuy-van.xlsx', 2)
  await page.goto('/bat-dau')
  await step('Nhập danh sách thiết bị').getByText('Đã có 2 thiết bị').waitFor()
  await step('Nối thiết bị đầu tiên').getByText('Đang chờ số đo đầu tiên').waitFor()
  const { username, password } = centre.credential('tram-dau', ['phu-oc'])
  const reading = [{ asset: 'phu-oc', series: 'water_level', at: new Date().toISOString(), value: 1.2 }]
  execFileSync('curl', [
    ...[
      '-sSf',
      '-u',
      `${username}:${password}`,
      '-H',
      'content-type: application/json',
      '-d',
      JSON.stringify({ readings: reading }),
    ],
    `${centre.address}/api/ingest/readings`,
  ])
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
