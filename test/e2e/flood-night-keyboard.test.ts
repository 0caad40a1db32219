import { expect, test } from 'vitest'
import { openWindow } from './browser.ts'
import { type Keyboard, keyboardHands } from './flood-night/keyboard-hands.ts'
import { liveTheNight } from './flood-night/story.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()

test('the night of the flood by keyboard alone, and what is done a hundred times takes a key or two', {
  timeout: 300_000,
}, async () => {
  const keyboards: Keyboard[] = []
  const most: Record<string, number> = {}
  await liveTheNight(
    'keyboard',
    made.centre,
    async () => {
      const { page, faults } = await openWindow(
        made.browser,
        made.centre.address,
        { width: 1920, height: 1080 },
        'dark',
      )
      const hands = await keyboardHands(page)
      keyboards.push(hands)
      return { page, faults, hands }
    },
    (act, hands) => {
      most[act] = Math.max(most[act] ?? 0, hands.presses())
    },
  )
  expect(keyboards.flatMap(({ pointed }) => pointed)).toEqual([])
  // Keys beside the words that are typed.
  expect(most).toMatchObject({
    ...{ next: 1, take: 1, 'take with a comment': 2, shelve: 2, 'show parts': 1, 'open an incident': 2 },
    ...{ note: 3, assign: 4, 'close the incident': 2 },
    // The second of two rows.
    ...{ 'open a task': 5, accept: 1, 'add evidence': 1, 'finish a task': 2 },
  })
  expect(Math.max(...Object.values(most))).toBeLessThanOrEqual(10)
})
