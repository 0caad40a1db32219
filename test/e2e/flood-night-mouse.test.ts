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

test('the night of the flood with the mouse: from rain, river and a power cut to the figure in the report', {
  timeout: 300_000,
}, async () => {
  await liveTheNight('mouse', centre, async () => {
    const { page, faults } = await openWindow(browser, centre.address, { width: 1366, height: 768 }, 'light')
    return { page, faults, hands: pointerHands(page, (target) => target.click()) }
  })
})
