import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { type RunningCentre, runCentre } from '../running-centre.ts'
import { openBrowser } from './browser.ts'

/** A centre without a replay and a browser for all tests of a file; call once, at its top. Both are there within tests only. */
export function withCentre(): { readonly centre: RunningCentre; readonly browser: Browser } {
  let centre: RunningCentre | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    centre = await runCentre()
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await centre?.stop()
  })
  const there = <T>(made: T | undefined): T => {
    if (!made) throw new Error('asked for before the tests began')
    return made
  }
  return {
    get centre() {
      return there(centre)
    },
    get browser() {
      return there(browser)
    },
  }
}
