import { chance, wobble } from './chance.ts'
import type { Device } from './devices.ts'
import { bell, between, hourOf, round, type Values, type World } from './world.ts'

const hourMs = 3_600_000
/** Hours of the storm, in source time: invented, so that rain goes before the measured water. */
const storm = [
  { at: Date.parse('2025-11-16T10:00:00+07:00'), hours: 6, mm: 20 },
  { at: Date.parse('2025-11-16T22:00:00+07:00'), hours: 5, mm: 26 },
  { at: Date.parse('2025-11-17T11:00:00+07:00'), hours: 4, mm: 13 },
]
/** Communes of the mountains, where it rains most. */
const mountains = new Set('20179 20161 20182 20044 20056 20071 20101 20050 20035 20137 20107 20131 20140'.split(' '))

/** Rain of the hour that ends at an instant of source time, in millimetres. */
export function rainMm(seed: number, { code, area }: Pick<Device, 'code' | 'area'>, sourceMs: number): number {
  const hour = Math.floor(sourceMs / hourMs)
  const share = (mountains.has(area) ? 1.25 : 0.6) * (0.7 + 0.6 * chance(seed, code, hour))
  const stormMm = storm.reduce((sum, { at, hours, mm }) => sum + mm * bell(sourceMs, at, hours * hourMs), 0)
  const drizzle = chance(seed, code, hour, 'drizzle') < 0.15 ? 1.5 * chance(seed, code, hour, 'mm') : 0
  return round(stormMm < 0.5 ? drizzle : stormMm * share, 1)
}

export function sayRain(device: Device, atMs: number, { seed, offsetMs }: World): Values {
  return { rain: rainMm(seed, device, atMs - offsetMs) }
}

/** Dust of traffic and stoves in the morning and evening; rain washes it out. */
export function sayAir(device: Device, atMs: number, { seed, offsetMs }: World): Values {
  const hour = hourOf(atMs)
  const dust = 14 + 16 * bell(hour, 7.5, 2.5) + 20 * bell(hour, 18.5, 3) + 5 * wobble(seed, device.code, atMs)
  return { pm2_5: round(between(3, dust * Math.exp(-rainMm(seed, device, atMs - offsetMs) / 15), 200), 1) }
}
