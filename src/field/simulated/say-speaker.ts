import { chance, wobble } from './chance.ts'
import type { Device } from './devices.ts'
import { between, hourOf, powerOf, round, type Values, type World } from './world.ts'

/** How a cluster lasts without power. The old cell collapses under load at once; it shuts itself off at `shutsAt` percent. */
function batteryOf(seed: number, code: string) {
  const kind = chance(seed, code, 'battery')
  const share = chance(seed, code, 'hours')
  const isOld = kind < 0.2
  return {
    isOld,
    /** Percent with which it begins to drain; null: with what it holds. */
    beginsAt: isOld ? 12 + 7 * share : null,
    hours: isOld ? 3 : kind < 0.4 ? 8 + 8 * share : 70 + 50 * share,
    shutsAt: isOld || share < 0.8 ? 10.5 : 4,
  }
}

/** Whether a cluster's battery is one that collapses: such a one tells at once that power is gone. */
export const isOldBattery = (seed: number, code: string) => batteryOf(seed, code).isOld

/** Charged by sun and mains: highest in the afternoon, lowest before dawn. */
const chargedAt = (seed: number, code: string, atMs: number) =>
  88 + 9 * Math.cos(((hourOf(atMs) - 15) / 24) * 2 * Math.PI) + 2 * wobble(seed, code, atMs)

/** Hours without power after which the mast of the commune is dead too; null: it has a generator. */
const mastHours = (seed: number, area: string) =>
  chance(seed, area, 'mast') < 0.4 ? 3 + 2 * chance(seed, area, 'mast hours') : null

/** A speaker cluster; null where it is silent: battery empty, or no mast to reach. */
export function saySpeaker({ code, area }: Device, atMs: number, world: World): Values | null {
  const { seed } = world
  const power = powerOf(world, area, atMs)
  const drained = (offH: number, startMs: number) => {
    const { beginsAt, hours } = batteryOf(seed, code)
    const start = beginsAt ?? chargedAt(seed, code, startMs)
    return start * (1 - offH / hours)
  }
  const { shutsAt } = batteryOf(seed, code)
  const masts = mastHours(seed, area)
  let battery = chargedAt(seed, code, atMs)
  let signal = -58 - 36 * chance(seed, code, 'signal') + 3 * wobble(seed, `${code} signal`, atMs)
  if ('offH' in power) {
    battery = drained(power.offH, atMs - power.offH * 3_600_000)
    if (battery <= shutsAt || (masts !== null && power.offH > masts)) return null
    if (power.offH > 1.5) signal -= 10
  } else if (power.backH !== null) {
    const outage = world.outages.get(area)
    const lengthH = outage ? (outage.onMs - outage.offMs) / 3_600_000 : 0
    const left = Math.max(shutsAt, drained(lengthH, atMs - (power.backH + lengthH) * 3_600_000))
    const isShut = left <= shutsAt
    // A drowned one is repaired after days.
    const returnsH = isShut && chance(seed, code, 'drowned') < 0.15 ? 72 : isShut ? 0.4 : 0.1
    if ((isShut || masts !== null) && power.backH < returnsH) return null
    battery = Math.min(battery, left + 12 * power.backH)
  }
  return {
    battery: round(between(0, battery, 100), 1),
    volume: volumeAt(hourOf(atMs), 'offH' in power),
    signal: Math.round(between(-113, signal, -51)),
  }
}

/** Loud while bulletins are read, and by day where the commune is under water. */
function volumeAt(hour: number, isFlooded: boolean): number {
  if (isFlooded && hour >= 6 && hour < 21) return 90
  if ((hour >= 5 && hour < 6.5) || (hour >= 17 && hour < 18.5)) return 75
  return hour >= 6.5 && hour < 21 ? 50 : 0
}
