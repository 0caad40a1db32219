import { test } from 'vitest'
import { openWindow } from './browser.ts'
import { pointerHands } from './flood-night/pointer-hands.ts'
import { liveTheNight } from './flood-night/story.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()

test('the night of the flood on the phone, by touches alone, with a photo as evidence', {
  timeout: 300_000,
}, async () => {
  await liveTheNight('phone', made.centre, async () => {
    const size = { width: 390, height: 844 }
    const { page, faults } = await openWindow(made.browser, made.centre.address, size, 'dark', false, true)
    return { page, faults, hands: pointerHands(page, (target) => target.tap()) }
  })
})
