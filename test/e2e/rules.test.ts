import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { picture } from './picture.ts'

let centre: RunningCentre
let browser: Browser
let admin: Awaited<ReturnType<typeof signIn>>

/** The flood has passed: there is something to try rules on. */
beforeAll(async () => {
  centre = await runCentre(['--speed', '36000', '--no-simulate'])
  browser = await openBrowser()
  admin = await signIn(centre.address, 'admin', adminPassword)
  await until(
    'the flood is over',
    async () => {
      const { body } = await admin.ask('GET', '/api/alerts?state=all')
      return body.items.some(({ severity }: { severity: string }) => severity === 'crit')
    },
    30_000,
  )
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

const forms = [
  ['desktop', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const

test.for(forms)(
  'a limit is edited, tried on past days, saved and taken back: %s',
  { timeout: 90_000 },
  async ([form, size, scheme]) => {
    const { context, page, faults } = await openWindow(browser, centre.address, size, scheme)
    const data = { login: 'admin', password: adminPassword }
    expect((await page.request.post('/api/session', { data })).ok()).toBe(true)
    await page.goto('/cai-dat/quy-tac')
    const name = 'Trạm đo mưa: mưa lớn trong giờ'
    await page.getByRole('button', { name }).first().waitFor()
    await page.getByText('Lượng mưa giờ từ 30 mm/h').first().waitFor()
    await picture(page, `${form}-list`)
    await page.getByRole('button', { name: 'Mực nước vượt báo động 1' }).first().click()
    const panel = page.getByRole('complementary', { name: 'Quy tắc cảnh báo' })
    await panel.getByText('Mực nước từ «Báo động 1» của thiết bị').first().waitFor()
    await picture(page, `${form}-panel`)
    await panel.getByRole('button', { name: 'Sửa', exact: true }).click()

    await page.getByLabel('Ngưỡng lấy từ').selectOption({ label: 'một số' })
    await page.getByRole('button', { name: 'Thử với những ngày qua' }).click()
    await page.getByText('Nhập một số').first().waitFor()
    await page.getByLabel('Ngưỡng', { exact: true }).fill('0,9')
    await page.getByLabel('Số ngày').selectOption('31')
    await page.getByRole('button', { name: 'Thử với những ngày qua' }).click()
    await page.getByText(/Trong 31\sngày qua sẽ báo [1-9]\d* lần/).waitFor()
    await page.getByText(/Bản đang dùng: \d+ lần/).waitFor()
    await picture(page, `${form}-tried`)

    await page.getByRole('button', { name: 'Lưu bản mới' }).click()
    await page.getByText('Nhập lý do').first().waitFor()
    await page.getByLabel('Lý do').fill('Mùa lũ')
    await page.getByRole('button', { name: 'Lưu bản mới' }).click()
    await panel.getByText('Mùa lũ').first().waitFor()
    await panel.getByText('Mực nước từ 0,9 m').first().waitFor()
    await picture(page, `${form}-saved`)

    await panel
      .getByRole('button', { name: /^Khôi phục bản \d+$/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Lưu bản mới' }).click()
    await panel.getByText('Mực nước từ «Báo động 1» của thiết bị').first().waitFor()
    await picture(page, `${form}-restored`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(faults).toEqual([])
    await context.close()
  },
)
