import type { Map as GlMap } from 'maplibre-gl'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, signIn } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const hourMs = 3_600_000
const layer = 'environment.rain_6h'
/** Hương Trà, where it rains, and Kim Long, where it hardly does. */
const gauges = [
  { code: 'mua-huong-tra', position: [107.4665, 16.4596], mm: 20 },
  { code: 'mua-kim-long', position: [107.5232, 16.4413], mm: 1 },
] as const
let areas: string[]
/** Before it was known that it rained twice as much. */
let then: string

type Admin = Awaited<ReturnType<typeof signIn>>
const amounts = async (admin: Admin) => (await admin.ask('GET', `/api/map/layers/${layer}`)).body

beforeAll(async () => {
  const { centre } = made
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body: agency } = await admin.ask('GET', '/api/agencies/H57.923')
  for (const { code, position } of gauges) {
    const asset = { code, type: 'rain_gauge', name: `Trạm đo mưa ${code}`, agencyId: agency.id, position }
    expect((await admin.ask('POST', '/api/assets', asset)).status).toBe(201)
  }
  const { username, password } = centre.credential(
    'tram-mua',
    gauges.map(({ code }) => code),
  )
  const endMs = Date.now() - 60_000
  async function tell(factor: number): Promise<void> {
    const readings = gauges.flatMap(({ code, mm }) =>
      Array.from({ length: 7 }, (_, back) => ({
        ...{ asset: code, series: 'rain', at: new Date(endMs - back * hourMs).toISOString() },
        ...{ value: mm * factor, correction: true },
      })),
    )
    const answer = await fetch(`${centre.address}/api/ingest/readings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      },
      body: JSON.stringify(readings),
    })
    expect(await answer.json()).toMatchObject({ refused: 0 })
  }
  await tell(1)
  const { areas: first, at } = await amounts(admin)
  areas = gauges.map(({ mm }) => first.find(({ amount }: { amount: number }) => amount === mm * 6)?.code)
  expect(areas).toEqual([expect.any(String), expect.any(String)])
  then = at
  // The moment that is looked back to is over before anything new comes.
  await until('the clock has gone on', async () => Date.now() > Date.parse(then) + 5)
  await tell(2)
  expect((await amounts(admin)).areas.map(({ amount }: { amount: number }) => amount).sort()).toEqual([12, 240])
}, 180_000)

/** The class in which the map draws a commune, -1 where it is hatched. */
const classOf = (page: Page, code: string | undefined) =>
  page.evaluate((wanted) => {
    const box = document.querySelector('.map') as (HTMLElement & { map?: GlMap }) | null
    const map = box?.map?.isStyleLoaded() ? box.map : undefined
    const colour: unknown = map?.getPaintProperty('areas', 'fill-color')
    if (!map || !Array.isArray(colour)) return null
    const at = colour.indexOf(wanted)
    if (at < 0) return JSON.stringify(map.getFilter('areas-unknown')).includes(`"${wanted}"`) ? null : -1
    const root = getComputedStyle(document.documentElement)
    return [0, 1, 2, 3, 4].findIndex((rank) => root.getPropertyValue(`--r${rank}`).trim() === colour[at + 1])
  }, code)

const open = async (size: { width: number; height: number }, scheme: 'light' | 'dark') => {
  const shown = await openWindow(made.browser, made.centre.address, size, scheme)
  const { page } = shown
  expect((await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })).ok()).toBe(
    true,
  )
  return shown
}
const soon = { timeout: 30_000 }

test('where it rains the map shows it by itself, at a desk; chosen among the tints it is told of with unit and stretch, and what has no gauge is hatched', async () => {
  const { context, page, faults } = await open({ width: 1366, height: 768 }, 'light')
  await page.goto('/')
  await expect.poll(() => classOf(page, areas[0]), soon).toBe(4)
  expect(new URL(page.url()).searchParams.has('layer')).toBe(false)
  await page.getByRole('button', { name: 'Lớp dữ liệu' }).click()
  await page.getByRole('radio', { name: 'Lượng mưa 6 giờ, mm' }).check()
  await page.waitForURL((url) => url.searchParams.get('layer') === layer)
  const legend = page.locator('.map-ramp')
  await legend.getByRole('heading', { name: 'Lượng mưa 6 giờ, mm' }).waitFor()
  expect(await legend.locator('li').allInnerTexts()).toEqual(['0', '65', '100', '150', '200+'])
  await legend.getByText(/^đến (hôm qua )?\d\d:\d\d.*trạm nhiều nhất của xã$/).waitFor()
  await expect.poll(() => classOf(page, areas[0]), soon).toBe(4)
  expect(await classOf(page, areas[1])).toBe(0)
  expect(await classOf(page, '20179')).toBe(-1)
  expect(await readFaults(page)).toEqual([])
  await picture(page, 'rain-chosen')
  await page.getByRole('radio', { name: 'Không tô' }).check()
  await legend.waitFor({ state: 'detached' })
  await context.close()
  expect(faults).toEqual([])
}, 90_000)

test('looking back the rain stands as it was known then', async () => {
  const { context, page, faults } = await open({ width: 1920, height: 1080 }, 'dark')
  await page.goto(`/?layer=${layer}&time=${encodeURIComponent(then)}`)
  await page.locator('.map-ramp').getByRole('heading', { name: 'Lượng mưa 6 giờ, mm' }).waitFor()
  await expect.poll(() => classOf(page, areas[0]), soon).toBe(2)
  await picture(page, 'rain-past')
  await page.keyboard.press('Escape')
  await page.goto(`/?layer=${layer}`)
  await expect.poll(() => classOf(page, areas[0]), soon).toBe(4)
  await context.close()
  expect(faults).toEqual([])
}, 90_000)

test('on a phone the tints are told of below the map', async () => {
  const { context, page, faults } = await open({ width: 390, height: 844 }, 'light')
  await page.goto(`/?layer=${layer}`)
  await expect.poll(() => classOf(page, areas[0]), soon).toBe(4)
  await page.locator('.map-ramp').getByText('Không đủ số liệu').waitFor()
  expect(await readFaults(page)).toEqual([])
  await picture(page, 'rain-phone')
  await context.close()
  expect(faults).toEqual([])
}, 90_000)
