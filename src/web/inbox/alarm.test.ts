import { expect, test } from 'vitest'
import { heardNothing, stepAlarm } from './alarm.ts'

const none: { lines: number; newestAt: string | null } = { lines: 0, newestAt: null }
const untaken = (crit: number, newestS: number, major = none) => ({
  crit: crit === 0 ? none : { lines: crit, newestAt: new Date(newestS * 1_000).toISOString() },
  major,
  minor: none,
  info: none,
})
const wish = { level: 'crit', repeat: true, mutedUntilMs: 0 } as const

/** Seconds at which a sound is made while `at` tells what nobody has. */
function sounds(
  at: (second: number) => ReturnType<typeof untaken>,
  untilS: number,
  wished: Parameters<typeof stepAlarm>[2] = wish,
) {
  let heard = heardNothing
  const made: string[] = []
  for (let second = 100; second <= 100 + untilS; second++) {
    const step = stepAlarm(heard, at(second), wished, second * 1_000)
    heard = step.heard
    if (step.sound !== 'none') made.push(`${second - 100} ${step.sound}`)
  }
  return made
}

test('a storm sounds every ten seconds at most, whatever comes', () => {
  expect(sounds((second) => untaken(second, second), 35)).toEqual(['0 soft', '10 soft', '20 soft', '30 soft'])
})

test('what nobody takes is told again each minute, louder after three, and not once it is taken', () => {
  expect(sounds((second) => (second < 350 ? untaken(1, 100) : untaken(0, 0)), 400)).toEqual([
    '0 soft',
    '60 soft',
    '120 soft',
    '180 loud',
    '240 loud',
  ])
  expect(sounds(() => untaken(1, 100), 200, { ...wish, repeat: false })).toEqual(['0 soft'])
})

test('mute and level hold it back', () => {
  expect(sounds(() => untaken(1, 100), 30, { ...wish, mutedUntilMs: 120_000 })).toEqual(['20 soft'])
  expect(sounds(() => untaken(1, 100), 30, { ...wish, level: 'off' })).toEqual([])
  const major = untaken(0, 0, { lines: 1, newestAt: new Date(100_000).toISOString() })
  expect(sounds(() => major, 30)).toEqual([])
  expect(sounds(() => major, 90, { ...wish, level: 'major' })).toEqual(['0 soft'])
})
