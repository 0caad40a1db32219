import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { type RunningCentre, runCentre } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { pointerHands } from './flood-night/pointer-hands.ts'
import { liveTheNight } from './flood-night/story.ts'

let centre: RunningCentre
let browser: Browser
beforeAll(async () => {
  centre = await runCentre()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

test('the night of the flood on the phone, by touches alone, with a photo as evidence', {
  timeout: 300_000,
}, async () => {
  await liveTheNight('phone', centre, async () => {
    const size = { width: 390, height: 844 }
    const { page, faults } = await openWindow(browser, centre.address, size, 'dark', false, true)
    return { page, faults, hands: pointerHands(page, (target) => target.tap()) }
  })
})
