import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mosquitto, openMosquitto } from '../mosquitto.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'

let centre: RunningCentre
let mosquitto: Mosquitto
let browser: Browser
let site: Server
let admin: Awaited<ReturnType<typeof signIn>>

beforeAll(async () => {
  mosquitto = await openMosquitto()
  centre = await runCentre(['--no-replay'], undefined, { settings: { MQTT_URL: `mqtt://127.0.0.1:${mosquitto.port}` } })
  browser = await openBrowser()
  site = createServer((_, response) => response.end('<h1>Cổng thông tin</h1>'))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const at = site.address()
  admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const agencyId = body.items.find(({ code }: { code: string }) => code === 'H57.907').id
  const asset = { code: 'cong-tinh', type: 'website', name: 'Cổng thông tin điện tử', agencyId }
  const attributes = { address: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`, kind: 'portal' }
  expect((await admin.ask('POST', '/api/assets', { ...asset, attributes })).status).toBe(201)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
  await mosquitto?.close()
  site?.close()
})

async function openConnections(size: { width: number; height: number }, colours?: 'dark') {
  const window = await openWindow(browser, centre.address, size, colours)
  const [name = '', value = ''] = admin.cookie.split('=')
  await window.context.addCookies([{ name, value, url: centre.address }])
  await window.page.goto('/ket-noi')
  return window
}

for (const [what, size, colours] of [
  ['a desk by day', { width: 1366, height: 768 }, undefined],
  ['a phone by night', { width: 390, height: 844 }, 'dark'],
] as const) {
  test(`on ${what}: a connector is tried with a press, which says what would be stored or what to mend; nothing is stored`, async () => {
    const config = { allowedNetworks: ['127.0.0.0/8'], intervalS: 3_600, timeoutS: 2, retries: 0 }
    expect((await admin.ask('POST', '/api/connectors/websites/poll', { enabled: false, config })).status).toBe(200)
    const { page, faults, context } = await openConnections(size, colours)
    await page.getByText('Máy chủ MQTT của đơn vị').waitFor()
    await page.getByText('Đã kết nối').waitFor()
    const stored = async () => (await centre.look('select count(*)::int from platform.reading'))[0]
    const before = await stored()
    await page.getByRole('button', { name: 'Thử', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Đã trả lời').waitFor()
    await dialog.getByRole('cell', { name: 'Mã trả lời HTTP' }).waitFor()
    expect(await dialog.getByRole('row').allInnerTexts()).toContainEqual(
      expect.stringMatching(/cong-tinh\s+Mã trả lời HTTP\s+200/),
    )
    expect(await readFaults(page)).toEqual([])
    // Private networks are forbidden again: the same press says so.
    await admin.ask('POST', '/api/connectors/websites/poll', { config: { ...config, allowedNetworks: [] } })
    await dialog.getByRole('button', { name: 'Thử lại' }).click()
    await dialog.getByText(/địa chỉ nội bộ, cần cho phép trong cài đặt/).waitFor()
    expect(await readFaults(page)).toEqual([])
    expect(await stored()).toEqual(before)
    expect(faults).toEqual([])
    await context.close()
  })
}

test('a broker that is away is said on the page, with how to mend it', async () => {
  const { page, context } = await openConnections({ width: 1366, height: 768 })
  await page.getByText('Đã kết nối').waitFor()
  await mosquitto.stop()
  await page.getByText('Mất kết nối').waitFor()
  await page.getByText(/Không tới được. Kiểm tra máy chủ có chạy/).waitFor()
  expect(await readFaults(page)).toEqual([])
  await mosquitto.start()
  await page.getByText('Đã kết nối').waitFor({ timeout: 60_000 })
  await context.close()
})
