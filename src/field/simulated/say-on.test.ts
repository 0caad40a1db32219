import { beforeAll, expect, test } from 'vitest'
import { type Device, readDevices } from './devices.ts'
import type { FieldClock } from './field-clock.ts'
import { openWorld } from './open-world.ts'
import { type Report, reportsBetween } from './reports.ts'
import { firstWord, sayOn } from './say-on.ts'
import type { World } from './world.ts'

const startedMs = Date.parse('2026-11-22T02:00:00.000Z')
const minuteMs = 60_000
let devices: Device[]
let world: World
let clock: FieldClock
beforeAll(async () => {
  const all = await readDevices(new URL('../../../data/demo-hue/field.json', import.meta.url))
  devices = all.filter((_, index) => index % 8 === 0)
  const offsetMs = 368 * 86_400_000
  const opened = await openWorld({ startedAt: new Date(startedMs).toISOString(), offsetMs }, { speed: 60, seed: 1 })
  world = opened.world
  clock = opened.clock
})

/** Runs from one minute to another; `dies` is asked before each acknowledgement and each keeping. */
async function run(from: number, to: number, said: number, heard: Report[], dies: () => boolean = () => false) {
  const ending = new AbortController()
  let nowMs = startedMs + from * minuteMs
  let kept = said
  const die = () => {
    ending.abort()
    ending.signal.throwIfAborted()
  }
  await sayOn({
    ...{ devices, world, clock, said, signal: ending.signal },
    doors: () => async (reports) => {
      heard.push(...reports)
      if (dies()) die()
    },
    keep: async (until) => {
      if (dies()) die()
      kept = until
    },
    now: () => nowMs,
    wait: async () => {
      nowMs += 5_000
      if (nowMs > startedMs + to * minuteMs) ending.abort()
    },
  }).catch((error: unknown) => {
    if (!ending.signal.aborted) throw error
  })
  return kept
}

const places = (reports: readonly Report[]) => reports.map(({ asset, series, atMs }) => `${asset}/${series} ${atMs}`)

test('ended and started again it goes on: everything is said once, what came due meanwhile too', async () => {
  const heard: Report[] = []
  const kept = await run(0, 5, firstWord(clock), heard)
  const end = await run(9, 10, kept, heard)
  expect(new Set(places(heard)).size).toBe(heard.length)
  const whole = reportsBetween(devices, world, clock, firstWord(clock), end)
  expect(new Set(places(heard))).toEqual(new Set(places(whole)))
})

test('killed between answer and keeping it says the last again, in the very same words', async () => {
  const heard: Report[] = []
  let left = 41
  const kept = await run(0, 5, firstWord(clock), heard, () => left-- === 0)
  const before = heard.length
  await run(3, 4, kept, heard)
  const again = heard.slice(before).filter(({ atMs }) => heard.slice(0, before).some((one) => one.atMs === atMs))
  expect(again.length).toBeGreaterThan(0)
  const said = new Map(heard.slice(0, before).map((one, index) => [places([one])[0], heard[index]?.value]))
  for (const one of again) expect(said.get(places([one])[0] ?? '')).toBe(one.value)
})

test('what nobody acknowledged is never passed over', async () => {
  const heard: Report[] = []
  const kept = await run(0, 5, firstWord(clock), heard, () => true)
  expect(kept).toBe(firstWord(clock))
  expect(heard.length).toBeGreaterThan(0)
})

test('away for a week after the flood, it makes up for some hours, not for the week', async () => {
  const heard: Report[] = []
  const week = 7 * 24 * 60
  await run(week, week + 1, clock.endMs + minuteMs, heard)
  const first = Math.min(...heard.map(({ atMs }) => atMs))
  expect(first).toBeGreaterThan(startedMs + (week - 6 * 60) * minuteMs - 1)
})
