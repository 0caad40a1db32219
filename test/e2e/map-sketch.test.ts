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
