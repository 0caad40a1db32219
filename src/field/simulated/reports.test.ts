import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import rivers from '../../../data/hazards/river-stations.json' with { type: 'json' }
import { type Device, readDevices, readSites } from './devices.ts'
import { exposures } from './exposure.ts'
import type { FieldClock } from './field-clock.ts'
import { openWorld } from './open-world.ts'
import { reportsBetween, stepS } from './reports.ts'
import { say } from './say.ts'
import { rainMm } from './say-weather.ts'
import { isSiteUp } from './sites.ts'
import type { World } from './world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const replay = { startedAt: '2026-11-22T02:00:00.000Z', offsetMs: 370 * dayMs + 13 * hourMs + 123 }
const alertLevel2 = new Map(rivers.stations.map(({ code, alertLevel2M }) => [code, alertLevel2M]))

let devices: Device[]
let clock: FieldClock
let world: World
beforeAll(async () => {
  devices = await readDevices(new URL('../../../data/demo-hue/field.json', import.meta.url))
  const opened = await openWorld(replay, { speed: 60, seed: 2025 })
  clock = opened.clock
  world = opened.world
})

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const flooding = () => fc.integer({ min: clock.beginMs - 6 * hourMs, max: clock.endMs + dayMs })
const anyDevice = () => fc.constantFrom(...devices)
const ofType = (type: Device['type']) => devices.filter((device) => device.type === type)
const offAt = (area: string) => (world.outages.get(area)?.offMs ?? Number.POSITIVE_INFINITY) + world.offsetMs

test('power fails in low communes alone, and only when the river there is past alert level 2', () => {
  expect(world.outages.size).toBe(exposures.size)
  for (const [area, { offMs, onMs }] of world.outages) {
    const river = exposures.get(area)?.river ?? 'phu-oc'
    expect(world.water.levelM(river, offMs)).toBeGreaterThan(alertLevel2.get(river) ?? Number.POSITIVE_INFINITY)
    expect(world.water.levelM(river, onMs)).toBeLessThan(world.water.levelM(river, offMs))
    expect(onMs).toBeGreaterThan(offMs + hourMs)
  }
})

test('rain goes before: at every gauge, whatever the seed, it rained for hours before power failed anywhere', () => {
  const firstMs = Math.min(...[...world.outages.values()].map(({ offMs }) => offMs))
  fc.assert(
    fc.property(seeds, fc.constantFrom(...ofType('rain_gauge')), (seed, gauge) => {
      const hours = Array.from({ length: 12 }, (_, back) => rainMm(seed, gauge, firstMs - back * hourMs))
      expect(hours.filter((mm) => mm >= 2.5).length).toBeGreaterThanOrEqual(6)
    }),
  )
})

test('whatever the seed, nobody is silent while there is power, and nobody where the water never comes', () => {
  fc.assert(
    fc.property(seeds, anyDevice(), flooding(), (seed, device, atMs) => {
      fc.pre(atMs < offAt(device.area))
      expect(say(device, atMs, { ...world, seed })).not.toBeNull()
    }),
    { numRuns: 2_000 },
  )
})

test('as the water stands high devices fall silent, and after some days all are back', () => {
  const peakMs = Date.parse('2025-11-18T02:00:00+07:00') + world.offsetMs
  const silent = (atMs: number) => devices.filter((device) => say(device, atMs, world) === null)
  expect(silent(clock.beginMs)).toEqual([])
  expect(silent(peakMs).length).toBeGreaterThan(30)
  expect(silent(clock.endMs).length).toBeLessThan(silent(peakMs).length)
  expect(silent(clock.endMs + 4 * dayMs)).toEqual([])
})

test('a power cut is told by the line, its transformers and old batteries, all within ten minutes', () => {
  for (const [area, { offMs }] of world.outages) {
    const atMs = offMs + world.offsetMs
    const those = devices.filter((device) => device.area === area)
    const told = reportsBetween(those, world, clock, atMs - 1, atMs + 10 * minuteMs)
    const dead = (type: string) =>
      those.filter(({ code, type: of }) => of === type && told.some((r) => r.asset === code && r.value === 0)).length
    expect([dead('power_feeder'), dead('transformer')]).toEqual([1, 2])
    for (const { code, type } of those) {
      const low = told.find((report) => report.asset === code && report.series === 'battery' && report.value < 20)
      if (type === 'speaker_cluster' && low) expect(low.atMs).toBeLessThan(atMs + 4 * minuteMs)
    }
  }
  const lowSpeakers = devices.filter(
    (device) =>
      device.type === 'speaker_cluster' && (say(device, offAt(device.area) + 4 * minuteMs, world)?.battery ?? 100) < 20,
  )
  expect(lowSpeakers.length).toBeGreaterThan(5)
})

test('said in one go or in many, the same is said, nothing twice and nothing left out', () => {
  fc.assert(
    fc.property(
      flooding(),
      fc.array(fc.integer({ min: 1, max: 40 * minuteMs }), { maxLength: 12 }),
      (fromMs, spans) => {
        const some = devices.filter((_, index) => index % 8 === 0)
        let untilMs = fromMs
        const parts = spans.flatMap((spanMs) => {
          untilMs += spanMs
          return reportsBetween(some, world, clock, untilMs - spanMs, untilMs)
        })
        expect(parts).toEqual(reportsBetween(some, world, clock, fromMs, untilMs))
        const places = parts.map(({ asset, series, atMs }) => `${asset}/${series} ${atMs}`)
        expect(new Set(places).size).toBe(places.length)
        for (const { atMs } of parts) expect(atMs > fromMs && atMs <= untilMs).toBe(true)
      },
    ),
    { numRuns: 20 },
  )
})

test('every device that is not silent reports in each step of its beat, hastened or not', () => {
  fc.assert(
    fc.property(anyDevice(), flooding(), (device, fromMs) => {
      const untilMs = fromMs + 2 * hourMs
      fc.pre(untilMs < offAt(device.area) && (untilMs < clock.endMs || fromMs > clock.endMs))
      const speed = fromMs > clock.endMs ? 1 : clock.speed
      const series = Object.keys(say(device, fromMs, world) ?? {}).length
      const steps = (2 * hourMs) / (stepS(device.type, speed) * 1_000)
      expect(reportsBetween([device], world, clock, fromMs, untilMs)).toHaveLength(steps * series)
    }),
  )
})

test('what is said can be believed: batteries, loads and depths within their bounds', () => {
  const bounds: Record<string, [number, number]> = {
    ...{ battery: [0, 100], volume: [0, 100], signal: [-113, -51], load: [0, 100], depth: [0, 200], flow: [0, 4_000] },
    ...{ rain: [0, 120], pm2_5: [0, 200], voltage: [0, 240] },
  }
  fc.assert(
    fc.property(seeds, anyDevice(), flooding(), (seed, device, atMs) => {
      for (const [series, value] of Object.entries(say(device, atMs, { ...world, seed }) ?? {})) {
        const [least, most] = bounds[series] ?? [1, 0]
        expect(value).toBeGreaterThanOrEqual(least)
        expect(value).toBeLessThanOrEqual(most)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('the day shows: batteries fullest in the afternoon, streets empty at night, another seed another field', () => {
  const at = (hour: number) => Date.parse(`2026-12-24T${String(hour).padStart(2, '0')}:00:00+07:00`)
  for (const device of ofType('speaker_cluster')) {
    const battery = (hour: number) => say(device, at(hour), world)?.battery ?? 0
    expect(battery(15)).toBeGreaterThan(battery(4))
  }
  for (const device of ofType('traffic_counter')) {
    const flow = (hour: number) => say(device, at(hour), world)?.flow ?? 0
    expect(flow(7)).toBeGreaterThan(3 * flow(2))
  }
  const said = (seed: number) => JSON.stringify(devices.map((device) => say(device, at(7), { ...world, seed })))
  expect(said(2025)).toBe(said(2025))
  expect(said(2025)).not.toBe(said(2026))
})

test('at sixty times the speed fewer than a hundred readings come in a second, later fewer than ten', () => {
  const perSecond = (fromMs: number, speed: number) =>
    (reportsBetween(devices, world, clock, fromMs, fromMs + 6 * hourMs).length / (6 * 3_600)) * speed
  expect(perSecond(clock.beginMs, 60)).toBeLessThan(100)
  expect(perSecond(clock.endMs + 5 * dayMs, 1)).toBeLessThan(10)
})

test('a website goes down after the power of its commune and never before, and comes back', async () => {
  const sites = await readSites(new URL('../../../data/demo-hue/field.json', import.meta.url))
  expect(sites.filter(({ area }) => world.outages.has(area)).length).toBeGreaterThanOrEqual(10)
  fc.assert(
    fc.property(fc.constantFrom(...sites), flooding(), (site, atMs) => {
      if (!isSiteUp(site, atMs, world)) expect(atMs).toBeGreaterThan(offAt(site.area))
    }),
    { numRuns: 500 },
  )
  for (const site of sites) {
    const outage = world.outages.get(site.area)
    if (!outage) continue
    expect(isSiteUp(site, outage.onMs + world.offsetMs - 1, world)).toBe(false)
    expect(isSiteUp(site, outage.onMs + world.offsetMs + hourMs, world)).toBe(true)
  }
})
