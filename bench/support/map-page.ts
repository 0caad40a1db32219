import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openWindow } from '../../test/e2e/browser.ts'
import { insertStorm } from '../../test/insert-storm.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../../test/running-centre.ts'

/** A centre whose map is full, and who looks at it. */
export interface MapCentre {
  readonly centre: RunningCentre
  readonly cookie: string
  close(): Promise<void>
}

/** How much slower than it is the processor is made for the page. */
export const throttle = Number(process.env.BENCH_MAP_THROTTLE ?? 1)

/** The real server with so many assets all over the province, closer together around its seat, and on some of them alerts that fire. */
export async function openMapCentre(assets: number, alerts: number): Promise<MapCentre> {
  if (!existsSync(join(import.meta.dirname, '../../dist/web/index.html')))
    throw new Error('no page is built: run `npx vite build` first')
  const centre = await runCentre(['--no-replay'])
  await centre.look(
    `insert into platform.asset (code, type, name, agency_id, lon, lat)
    select 'tram-' || n, 'river_station', 'Trạm ' || n, a.ids[1 + n % cardinality(a.ids)], 107.5 + (random() - 0.5) * s.spread,
      16.4 + (random() - 0.5) * s.spread * 0.8
    from generate_series(1, $1::int) n, (select array_agg(id) as ids from platform.agency) a,
      lateral (select case when n % 2 = 0 then 0.2 else 0.9 end as spread) s`,
    [assets - alerts],
  )
  const [agency] = await centre.look<{ code: string }>('select code from platform.agency order by id limit 1')
  const look = { query: (text: string, values: unknown[]) => centre.look(text, values) }
  await insertStorm(look, { agencyCode: agency?.code ?? '', prefix: 'lu', count: alerts, severity: 'major' })
  await centre.look(
    `update platform.asset set lon = 107.5 + (random() - 0.5) * 0.6, lat = 16.4 + (random() - 0.5) * 0.5 where code like 'lu-%'`,
  )
  await centre.look(`update platform.alert set severity = 'crit' where random() < 0.1`)
  await centre.look('analyze')
  const { cookie } = await signIn(centre.address, 'admin', adminPassword)
  return { centre, cookie, close: () => centre.stop() }
}

const start = { zoom: 10.5, center: [107.52, 16.42] }

const isDrawn = (page: Page) =>
  page.waitForFunction(
    () => (document.querySelector('.map') as HTMLElement & { map?: { loaded(): boolean } })?.map?.loaded(),
    undefined,
    { timeout: 120_000 },
  )

/** Opens the situation page on the map at 1366x768 and waits until it is drawn. `isEmpty`: the same page, but the map is told of no asset. */
export async function openMapPage(browser: Browser, { centre, cookie }: MapCentre, isEmpty: boolean): Promise<Page> {
  const { context, page } = await openWindow(browser, centre.address)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: centre.address }])
  if (isEmpty) {
    await page.route('**/api/map/tiles/**', (route) => route.fulfill({ status: 200, body: '' }))
    const none = { type: 'FeatureCollection', features: [], total: 0 }
    await page.route('**/api/map/alerts', (route) => route.fulfill({ json: none }))
  }
  await page.goto(`/?at=${start.zoom},${start.center[1]},${start.center[0]}`)
  await isDrawn(page)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  return page
}

const directions = [
  [-1, 0],
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, -1],
  [1, 1],
] as const

/** Pulls the map to and fro by the mouse for so long; the gaps between the frames that the page drew meanwhile, in ms. */
export async function pan(page: Page, seconds: number): Promise<number[]> {
  const box = await page.locator('.map canvas').boundingBox()
  if (!box) throw new Error('there is no map')
  await page.evaluate(() => {
    const gaps: number[] = []
    let before = performance.now()
    const frame = (at: number) => {
      gaps.push(at - before)
      before = at
      Object.assign(window, { panFrame: requestAnimationFrame(frame) })
    }
    Object.assign(window, { panGaps: gaps, panFrame: requestAnimationFrame(frame) })
  })
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const endMs = performance.now() + seconds * 1_000
  for (let turn = 0; performance.now() < endMs; turn++) {
    const [dx, dy] = directions[turn % directions.length] ?? [0, 0]
    const reach = Math.min(box.width, box.height) * 0.35
    await page.mouse.move(middle.x - dx * reach, middle.y - dy * reach)
    await page.mouse.down()
    await page.mouse.move(middle.x + dx * reach, middle.y + dy * reach, { steps: 40 })
    await page.mouse.up()
  }
  return page.evaluate(() => {
    // Set above.
    const { panGaps, panFrame } = window as unknown as { panGaps: number[]; panFrame: number }
    cancelAnimationFrame(panFrame)
    return panGaps.slice(1)
  })
}

/** Runs in the page: where an alert's mark is drawn away from what lies over the map, once one is. */
function findLoud(): { x: number; y: number } | null {
  const box = document.querySelector('.map') as HTMLElement & {
    map: {
      queryRenderedFeatures(query: object): { geometry: { coordinates: [number, number] } }[]
      project(at: [number, number]): { x: number; y: number }
    }
  }
  const { left, top, width, height } = box.getBoundingClientRect()
  const inside = box.map
    .queryRenderedFeatures({ layers: ['loud'] })
    .map(({ geometry }) => box.map.project(geometry.coordinates))
    .find(({ x, y }) => x > width * 0.3 && x < width * 0.8 && y > height * 0.2 && y < height * 0.6)
  return inside ? { x: left + inside.x, y: top + inside.y } : null
}

/**
 * How long after a click on an alert's mark the page has drawn the beginning of its panel, in ms; the panel is closed again.
 */
export async function click(page: Page): Promise<number> {
  await page.evaluate((view) => {
    const box = document.querySelector('.map') as HTMLElement & { map: { jumpTo(view: object): void } }
    box.map.jumpTo(view)
  }, start)
  await isDrawn(page)
  const found = await page.waitForFunction(findLoud, undefined, { timeout: 60_000 })
  const at = await found.evaluate((point) => point as { x: number; y: number })
  await page.evaluate(() =>
    Object.assign(window, {
      clickTook: new Promise<number>((resolve) => {
        addEventListener(
          'click',
          ({ timeStamp }) => {
            const look = () => {
              if (!location.search.includes('asset=') || !document.querySelector('.panel')) requestAnimationFrame(look)
              // The frame that has it is done when the next task begins.
              else setTimeout(() => resolve(performance.now() - timeStamp))
            }
            requestAnimationFrame(look)
          },
          { capture: true, once: true },
        )
      }),
    }),
  )
  await page.mouse.click(at.x, at.y)
  const took = await page.evaluate(() => (window as unknown as { clickTook: Promise<number> }).clickTook)
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => !url.searchParams.has('asset'))
  return took
}

/** What 95 of 100 are at most. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN
