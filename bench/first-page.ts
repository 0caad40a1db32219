import { loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openWindow } from '../test/e2e/browser.ts'
import { adminPassword } from '../test/running-centre.ts'
import { type MapCentre, openMapCentre } from './support/map-page.ts'
import { atMost, type Result, told } from './support/result.ts'

const assets = Number(process.env.NHIP_BENCH_ASSETS ?? 100_000)
const alerts = 1_000
const rounds = 5
const slower = 4
const kilobyte = 1_000

/**
 * What a newcomer waits for: the script of sign-in and of the list of tasks behind it, each file gzipped as it is sent; and from the
 * address of the situation page to the map with its alerts, plain at first, and the first lines of the inbox, with nothing kept from before and the
 * processor made four times slower. Medians.
 */
export async function bench(): Promise<Result[]> {
  const map = await openMapCentre(assets, alerts)
  const browser = await openBrowser()
  try {
    const script = await weigh(browser, map)
    const waited: number[] = []
    const whole: number[] = []
    const lines: number[] = []
    for (let round = 0; round < rounds; round++) {
      const first = await openCold(browser, map)
      waited.push(first.usefulS)
      whole.push(first.wholeS)
      lines.push(first.linesS)
    }
    const what = `first page, ${assets.toLocaleString('en')} assets, ${alerts.toLocaleString('en')} alerts, CPU throttle ${slower}x`
    return [
      atMost('script to sign-in and the list of tasks, KB gzip', script, 200, 1),
      atMost(`${what}: first useful map, s`, median(waited), 4, 1),
      told(`${what}: the map itself, that zooms, s`, median(whole), 4),
      told(`${what}: first lines of the inbox, s`, median(lines), 4),
      told('first page: load of the machine, 1 min', loadavg()[0] ?? 0, 1),
    ]
  } finally {
    await browser.close()
    await map.close()
  }
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

/** Signs in by the form with the list of tasks as its goal; gzipped size of every script that was fetched, in KB. */
async function weigh(browser: Browser, { centre }: MapCentre): Promise<number> {
  const { context, page } = await openWindow(browser, centre.address)
  const sizes: Promise<number>[] = []
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') sizes.push(answer.body().then((body) => gzipSync(body).length))
  })
  await page.goto('/viec')
  await page.getByLabel('Tên đăng nhập').fill('admin')
  await page.getByLabel('Mật khẩu').fill(adminPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('heading', { name: 'Việc', exact: true }).waitFor()
  await page.getByText('Không có việc nào').first().waitFor()
  const all = await Promise.all(sizes)
  await context.close()
  return all.reduce((sum, size) => sum + size, 0) / kilobyte
}

/** Opens the situation page in a browser that has never seen it; seconds until the plain map, the map itself and the inbox say something. */
async function openCold(
  browser: Browser,
  { centre, cookie }: MapCentre,
): Promise<{ usefulS: number; wholeS: number; linesS: number }> {
  const { context, page } = await openWindow(browser, centre.address)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: centre.address }])
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await page.goto('/', { waitUntil: 'commit' })
  const [usefulS, wholeS, linesS] = await Promise.all([
    secondsUntil(page, isMapUseful),
    secondsUntil(page, isMapWhole),
    secondsUntil(page, hasLines),
  ])
  await context.close()
  return { usefulS, wholeS, linesS }
}

/** Runs in the page: commune borders, names and alerts are drawn and can be pressed; the map itself may still be on its way. */
function isMapUseful(): boolean {
  const drawn = document.querySelector<HTMLElement>('.map-sketch')?.dataset.marks
  return Number(drawn) > 0
}

/** Runs in the page: the same on the map that moves and zooms, which is in sight. */
function isMapWhole(): boolean {
  const box = document.querySelector('.map') as
    | (HTMLElement & {
        map?: {
          getLayer(id: string): unknown
          areTilesLoaded(): boolean
          queryRenderedFeatures(query: object): unknown[]
        }
      })
    | null
  const map = box?.map
  return (
    !box?.classList.contains('map-on-its-way') &&
    !!map?.getLayer('loud') &&
    map.areTilesLoaded() &&
    map.queryRenderedFeatures({ layers: ['loud'] }).length > 0
  )
}

function hasLines(): boolean {
  return document.querySelector('.alert-line') !== null
}

/** Seconds from the start of the navigation until `ready` holds in the page, looked at once a frame. */
async function secondsUntil(page: Page, ready: () => boolean): Promise<number> {
  const found = await page.waitForFunction(ready, undefined, { timeout: 120_000, polling: 'raf' })
  await found.dispose()
  return (await page.evaluate(() => performance.now())) / 1_000
}
