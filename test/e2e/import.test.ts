import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'

let centre: RunningCentre
let browser: Browser
let folder: string

beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
  folder = mkdtempSync(join(tmpdir(), 'nhip-import-'))
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const agency = body.items.find(({ code }: { code: string }) => code === 'H57.901')
  const account = { login: 'van-thu', name: 'Trần Thị Văn Thư', agencyId: agency.id, roles: ['duty_officer'] }
  const made = await admin.ask('POST', '/api/accounts', {
    ...account,
    password: adminPassword,
    mustChangePassword: false,
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function upload(page: Page, name: string, text: string): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, text)
  await page.getByLabel('Tệp CSV, XLSX hoặc GeoJSON').setInputFiles(path)
  await page.getByRole('button', { name: 'Tải lên' }).click()
  await page.getByRole('heading', { name: 'Mỗi cột của tệp vào ô nào' }).waitFor()
}

const shots = process.env.NHIP_SHOTS
async function look(page: Page, name: string, faults: Record<string, string[]>): Promise<void> {
  const found = await readFaults(page)
  if (found.length > 0) faults[name] = found
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) })
}

test.each([
  ['desk', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const)(
  'a clerk brings a file, matches its columns, sees what is wrong, mends it, imports it and takes it back: %s',
  async (form, size, scheme) => {
    const { context, page, faults } = await openWindow(browser, centre.address, size, scheme)
    await page.request.post('/api/session', { data: { login: 'van-thu', password: adminPassword } })
    const found: Record<string, string[]> = {}
    await page.goto('/so/directives/directive')
    await page.getByRole('link', { name: 'Nhập từ tệp' }).first().click()
    await page.getByRole('dialog').waitFor()
    await look(page, `${form}-1-file`, found)
    await upload(
      page,
      `giao viec ${form}.csv`,
      `Nhiệm vụ;Chủ trì;Hạn;Ghi chú\nRà soát nhà tạm ${form};H57.907;05/12/2026;gấp\nSửa đường ${form};Sở Không Có;31/02/2026;\n`,
    )
    const column = (header: string) => page.getByLabel(`Cột “${header}” nhập vào ô`)
    expect(await column('Nhiệm vụ').inputValue()).toBe('values.title')
    await column('Chủ trì').selectOption({ label: 'Cơ quan chủ trì' })
    await column('Hạn').selectOption({ label: 'Hạn hoàn thành' })
    await look(page, `${form}-2-columns`, found)
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.getByRole('heading', { name: 'Lỗi cần sửa' }).waitFor()
    await page.getByText('Không có cơ quan «Sở Không Có»').waitFor()
    await page.getByText('Không có ngày này trong lịch').waitFor()
    expect(await page.getByRole('button', { name: 'Nhập 1 dòng' }).isDisabled()).toBe(true)
    await look(page, `${form}-3-faults`, found)

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải các dòng lỗi (CSV)' }).click(),
    ])
    const faulty = readFileSync(await download.path(), 'utf8')
    expect(faulty).toContain(`Sửa đường ${form}`)
    await page.goto('/nhap-du-lieu?vao=record.directives.directive')
    await page.getByRole('dialog').waitFor()
    await upload(page, `da sua ${form}.csv`, faulty.replace('Sở Không Có', 'Sở Công Thương').replace('31/02', '28/02'))
    await column('Chủ trì').selectOption({ label: 'Cơ quan chủ trì' })
    await column('Hạn').selectOption({ label: 'Hạn hoàn thành' })
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.getByRole('heading', { name: 'Những dòng đầu sẽ thành' }).waitFor()
    await look(page, `${form}-4-preview`, found)
    await page.getByRole('button', { name: 'Nhập 1 dòng' }).click()
    await page.getByText('Đã thêm 1, thay đổi 0').waitFor()
    await look(page, `${form}-5-result`, found)
    await page.getByRole('link', { name: 'Mở nơi đã nhập' }).click()
    await page.getByText(`Sửa đường ${form}`).first().waitFor()
    await page.goBack()

    await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click()
    await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click()
    await page.getByText('Mọi dòng trở lại như trước khi nhập').waitFor()
    await page.goto('/nhap-du-lieu')
    await page.getByRole('link', { name: `da sua ${form}.csv` }).waitFor()
    await look(page, `${form}-6-list`, found)
    await page.goto(`/so/directives/directive?text=Sửa đường ${form}`)
    await page.getByText('Không có dòng nào khớp').waitFor()
    await context.close()
    expect(found).toEqual({})
    expect(faults).toEqual([])
  },
  180_000,
)
