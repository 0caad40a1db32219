import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Map as GlMap } from 'maplibre-gl'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Language } from '../../src/core/text.ts'
import { openWindow } from '../e2e/browser.ts'
import type { Line } from '../e2e/line.ts'
import { readFaults } from '../e2e/read-faults.ts'
import type { Filled } from './fill-centre.ts'
import { type Foreign, sayIn } from './known-texts.ts'
import { lookClosely } from './look-closely.ts'
import type { Place, State } from './pages.ts'
import { setState } from './set-state.ts'

/** How a page is looked at. */
export interface Form {
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark'
  readonly language: Language
}

/** Where it is looked at, and by whom. */
export interface Setting {
  readonly browser: Browser
  readonly line: Line
  readonly cookie: string
  readonly filled: Filled
  readonly foreign: Readonly<Record<Language, Foreign>>
  /** Where pictures are kept. */
  readonly folder: string
}

/** `page-state-size-theme-language` */
export const pictureName = (place: Place, state: State, { width, height, theme, language }: Form): string =>
  `${place.name}-${state}-${width}x${height}-${theme}-${language}`

export interface Window {
  readonly context: BrowserContext
  readonly page: Page
  readonly faults: string[]
}

/** A window for all pictures of a form, signed in. */
export async function openForm({ browser, line, cookie }: Setting, form: Form): Promise<Window> {
  const window = await openWindow(browser, line.address, form, form.theme)
  const [name = '', value = ''] = cookie.split('=')
  if (value) await window.context.addCookies([{ name, value, url: line.address }])
  await window.context.addInitScript((language) => localStorage.setItem('nhip.language', language), form.language)
  return window
}

const waits = '.loading, [aria-busy="true"]'

async function settle(page: Page, state: State): Promise<string[]> {
  if (state === 'loading') {
    // The word comes after three seconds.
    const said = await page
      .locator('.loading p')
      .first()
      .waitFor({ timeout: 8_000 })
      .then(
        () => true,
        () => false,
      )
    return said ? [] : ['it does not say that it waits']
  }
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForFunction((selector) => document.querySelector(selector) === null, waits)
  await page.waitForFunction(() => {
    const box = document.querySelector('.map') as (HTMLElement & { map?: GlMap }) | null
    if (box === null || document.querySelector('.map-frame .empty')) return true
    const { map } = box
    // `loaded` is never true while an urgent alert rings.
    if (!map?.getLayer('areas') || !map.areTilesLoaded()) return false
    return map.queryRenderedFeatures({ layers: ['areas'] }).length > 0
  })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  return []
}

async function open(window: Window, setting: Setting, place: Place, state: State, form: Form): Promise<string[]> {
  const { page } = window
  await page.goto(place.address(setting.filled))
  const found = await settle(page, state)
  await place.open?.(page, sayIn(form.language))
  if (state === 'cut') {
    setting.line.cut()
    await page.locator('.shell-cut').waitFor({ timeout: 60_000 })
  }
  return found
}

/** Takes the picture of a place in a state and says what a machine sees wrong with it. */
export async function lookAtPlace(
  window: Window,
  setting: Setting,
  place: Place,
  state: State,
  form: Form,
): Promise<string[]> {
  const { context, page, faults } = window
  const clear = await setState(context, place, state)
  faults.length = 0
  try {
    const found = await open(window, setting, place, state, form)
    mkdirSync(setting.folder, { recursive: true })
    await page.screenshot({ path: join(setting.folder, `${pictureName(place, state, form)}.png`) })
    found.push(...(await readFaults(page)))
    const { language } = form
    const target = form.width <= 700 ? 44 : 24
    found.push(...(await lookClosely(page, { language, target, foreign: setting.foreign[language] })))
    // What is refused or cut on purpose, the browser writes down.
    const isMeant = state !== 'full' && state !== 'many' && state !== 'long' && state !== 'empty'
    found.push(...faults.filter((fault) => !(isMeant && /Failed to load resource|ERR_/.test(fault))))
    return found
  } catch (error) {
    return [`not looked at: ${(error as Error).message.split('\n')[0]}`]
  } finally {
    if (state === 'cut') setting.line.mend()
    await clear()
    // Nothing that was asked for here is answered on the next page.
    await page.goto('about:blank')
  }
}
