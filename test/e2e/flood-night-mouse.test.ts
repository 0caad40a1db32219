import { test } from 'vitest'
import { openWindow } from './browser.ts'
import { pointerHands } from './flood-night/pointer-hands.ts'
import { liveTheNight } from './flood-night/story.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()

test('the night of the flood with the mouse: from rain, river and a power cut to the figure in the report', {
  timeout: 300_000,
}, async () => {
  await liveTheNight('mouse', made.centre, async () => {
    const { page, faults } = await openWindow(made.browser, made.centre.address, { width: 1366, height: 768 }, 'light')
    return { page, faults, hands: pointerHands(page, (target) => target.click()) }
  })
})
