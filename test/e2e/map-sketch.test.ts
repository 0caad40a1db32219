import type { Map as GlMap } from 'maplibre-gl'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, signIn } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const alerts = 40
let cookie: string

beforeAll(async () => {
  const { centre } = made
  const [agency] = await centre.look<{ code: string }>('select code from platform.agency order by id limit 1')
  const look = { query: (text: string, values: unknown[]) => centre.look(text, values) }
  await insertStorm(look, { agencyCode: agency?.code ?? '', prefix: 'lu', count: alerts, severity: 'major' })
  // Apart from each other, so that a press can mean one alone.
  await centre.look(`update platform.asset set lon = 107.2 + (substr(code, 4)::int % 8) * 0.08,
    lat = 16.2 + (substr(code, 4)::int / 8) * 0.06 where code like 'lu-%'`)
  cookie = (await signIn(centre.address, 'admin', adminPassword)).cookie
}, 120_000)

type Size = { width: number; height: number }
async function open(size?: Size, scheme?: 'light' | 'dark') {
  const opened = await openWindow(made.browser, made.centre.address, size, scheme)
  const [name = '', value = ''] = cookie.split('=')
  await opened.context.addCookies([{ name, value, url: made.centre.address }])
  return opened
}

const sketch = (page: Page) => page.locator('.map-sketch[data-marks]')

/** Of the map that moves: every mark that is wholly in sight, and where it is drawn on the page. */
const drawnMarks = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector('.map') as HTMLElement & { map: GlMap }
    const { left, top } = box.getBoundingClientRect()
    return box.map.queryRenderedFeatures({ layers: ['loud'] }).map(({ geometry, properties }) => {
      const at = box.map.project((geometry as unknown as { coordinates: [number, number] }).coordinates)
      return { code: String(properties.code), x: left + at.x, y: top + at.y }
    })
  })

test.each([
  ['desk', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const)(
  'before the map is there its marks stand where it will draw them, and open what they are: %s',
  async (name, size, scheme) => {
    const { context, page, faults } = await open(size, scheme)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const part = /\/assets\/open-map-[^/]*\.js$/
    await page.route(part, async (route) => {
      await held
      await route.continue()
    })
    await page.goto('/')
    await sketch(page).waitFor()
    expect(Number(await sketch(page).getAttribute('data-marks'))).toBe(alerts)
    await picture(page, `sketch-${name}`)
    letGo()
    await sketch(page).waitFor({ state: 'detached' })
    await picture(page, `sketch-map-${name}`)
    const marks = await drawnMarks(page)
    expect(marks.length).toBeGreaterThan(10)

    // Again without the map: pressed where it drew them.
    await page.unroute(part)
    await page.route(part, (route) => new Promise(() => void route))
    for (const { code, x, y } of [marks[0], marks[7], marks.at(-1)].filter((mark) => mark !== undefined)) {
      await page.goto('/')
      await sketch(page).waitFor()
      await page.mouse.click(x, y)
      await page.waitForURL((url) => url.searchParams.get('asset') === code)
    }
    await context.close()
    expect(faults).toEqual([])
  },
  120_000,
)

test('a browser that cannot draw the map keeps the plain one, says so, and its marks open', async () => {
  const { context, page } = await open()
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype
    // As where WebGL is switched off.
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...rest])
    } as typeof getContext
  })
  await page.goto('/')
  await page.getByText('Trình duyệt không có WebGL: chỉ vẽ được bản đồ đơn giản.').waitFor()
  await sketch(page).waitFor()
  await picture(page, 'sketch-alone')
  expect(await page.locator('.map canvas').count()).toBe(0)
  await context.close()
}, 60_000)

test('a drag is never a press, though the map gets another size under the hand; it takes that size once it is let go', async () => {
  const { context, page, faults } = await open()
  await page.goto('/')
  await page.waitForFunction(() =>
    (document.querySelector('.map') as (HTMLElement & { map?: GlMap }) | null)?.map?.loaded(),
  )
  const look = () =>
    page.evaluate(() => {
      const box = document.querySelector('.map') as HTMLElement & { map: GlMap }
      const { height } = box.map.getCanvas().getBoundingClientRect()
      return { lon: box.map.getCenter().lng, isFilled: Math.abs(height - box.clientHeight) < 1 }
    })
  const before = await look()
  const box = await page.locator('.map').boundingBox()
  /** One with nothing of the page over it. */
  const markInTheMiddle = async () => {
    const found = (await drawnMarks(page)).find(
      ({ x }) => box && x > box.x + box.width * 0.4 && x < box.x + box.width * 0.6,
    )
    if (!found) throw new Error('no mark in the middle')
    return found
  }
  const end = await markInTheMiddle()
  await page.mouse.move(end.x - 90, end.y)
  await page.mouse.down()
  // As a notice that appears above it does.
  await page.locator('.map-foot').evaluate((foot) => {
    foot.style.minHeight = '90px'
  })
  await page.waitForFunction(() => {
    const at = document.querySelector('.map')
    const canvas = at?.querySelector('canvas')
    return at && canvas && canvas.getBoundingClientRect().height - at.clientHeight > 20
  })
  await page.mouse.move(end.x, end.y, { steps: 8 })
  await page.mouse.up()
  await expect.poll(async () => (await look()).isFilled, { timeout: 10_000 }).toBe(true)
  expect((await look()).lon).toBeLessThan(before.lon - 0.02)
  expect(new URL(page.url()).searchParams.has('asset')).toBe(false)
  // Where a hand only slips it is a press.
  await page.evaluate(() => {
    const { map } = document.querySelector('.map') as HTMLElement & { map: GlMap }
    return new Promise((resolve) => map.once('idle', resolve).triggerRepaint())
  })
  const mark = await markInTheMiddle()
  await page.mouse.move(mark.x, mark.y)
  await page.mouse.down()
  await page.mouse.move(mark.x + 1, mark.y + 1)
  await page.mouse.up()
  await expect.poll(() => new URL(page.url()).searchParams.get('asset'), { timeout: 10_000 }).toBe(mark.code)
  await context.close()
  expect(faults).toEqual([])
}, 60_000)
