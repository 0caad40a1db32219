import { expect, test } from 'vitest'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()

/** Kim Long rises to 8 cm below its third level (3.5 m). */
async function tellRise(): Promise<void> {
  const endMs = Date.now() - 60_000
  const readings = [3.42, 3.08, 2.9].map((value, back) => ({
    ...{ asset: 'kim-long', series: 'water_level', value, correction: true },
    at: new Date(endMs - back * 3_600_000).toISOString(),
  }))
  await tell('kim-long', readings)
}

/** As a device of one asset sends. */
async function tell(asset: string, readings: readonly object[]): Promise<void> {
  const { username, password } = made.centre.credential(`${asset}-${Date.now()}`, [asset])
  const answer = await fetch(`${made.centre.address}/api/ingest/readings`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    },
    body: JSON.stringify(readings),
  })
  expect(await answer.json()).toMatchObject({ refused: 0 })
}

const forms = [
  ['desk', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const

test.for(forms)(
  'the panel of a river says how fast it rises, how far the next level is, and what lies around: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    await tellRise()
    const { context, page, faults } = await openWindow(made.browser, made.centre.address, size, scheme)
    await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
    const kim = await (await page.request.get('/api/assets/kim-long')).json()
    const [lon, lat] = kim.position
    const near = { code: `ho-gan-${form}`, type: 'reservoir', name: `Hồ gần ${form}`, agencyId: kim.agency.id }
    const put = await page.request.post('/api/assets', { data: { ...near, position: [lon + 0.005, lat] } })
    expect(put.status()).toBe(201)
    await page.goto('/?asset=kim-long')
    const panel = page.locator('.panel-side')
    await panel.getByText('+34 cm mỗi giờ').waitFor()
    await panel.getByText(/^còn 8\scm tới báo động 3$/).waitFor()
    const around = panel.getByRole('region', { name: 'Trong bán kính 2 km' })
    const reservoirs = around.getByRole('link', { name: /^Hồ chứa/ })
    await reservoirs.waitFor()
    expect(await around.getByRole('link', { name: /^Trạm thuỷ văn/ }).count(), 'not itself').toBe(0)
    await picture(page, `asset-panel-${form}`)
    await around.scrollIntoViewIfNeeded()
    await picture(page, `asset-panel-${form}-around`)
    expect(await readFaults(page)).toEqual([])
    await reservoirs.click()
    await page.waitForURL(
      (url) => url.searchParams.get('near') !== null && url.searchParams.get('asset') === 'kim-long',
    )
    expect(faults).toEqual([])
    await context.close()
  },
)

test('a site without a place says whose commune it is counted to, and yes or no in words; its chart stands on a choice', {
  timeout: 120_000,
}, async () => {
  const { context, page, faults } = await openWindow(made.browser, made.centre.address, { width: 1366, height: 768 })
  await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  const { items } = await (await page.request.get('/api/agencies')).json()
  const ward = items.find(({ code }: { code: string }) => code === 'H57.801')
  const attributes = { address: 'https://phuong.example.vn/', kind: 'portal' }
  const site = { code: 'trang-phuong', type: 'website', name: 'Trang của phường', agencyId: ward.id, attributes }
  expect((await page.request.post('/api/assets', { data: site })).status()).toBe(201)
  await tell('trang-phuong', [{ asset: 'trang-phuong', series: 'up', value: 0, at: new Date().toISOString() }])
  await page.goto('/?asset=trang-phuong')
  const panel = page.locator('.panel-side')
  await panel.getByText(/^(Phường|Xã) .+ \(theo đơn vị\)$/).waitFor()
  const windows = panel.getByRole('group', { name: 'Khoảng thời gian' })
  await windows.getByRole('button', { name: /^1\sgiờ$/, pressed: true }).waitFor()
  expect(await windows.getByRole('button', { pressed: true }).count()).toBe(1)
  await picture(page, 'asset-panel-site')
  await panel.getByRole('button', { name: 'Trang của phường: không truy cập được' }).click()
  const fact = panel.getByRole('definition').filter({ hasText: /^Không$/ })
  await fact.waitFor()
  expect(await panel.getByText('Ngưỡng', { exact: true }).count()).toBe(0)
  await panel.getByText(/ \(theo đơn vị\)$/).waitFor()
  await panel.getByText('Số đo quanh lúc cảnh báo').click()
  await panel.getByRole('cell', { name: 'Không', exact: true }).waitFor()
  await picture(page, 'alert-panel-site')
  expect(await readFaults(page)).toEqual([])
  await page.goto('/thiet-bi/websites/website')
  await page
    .getByText(/ \(theo đơn vị\)$/)
    .first()
    .waitFor()
  expect(faults).toEqual([])
  await context.close()
})
