import type { Outage } from './exposure.ts'
import type { Water } from './water.ts'

/** What a device says, by series. */
export type Values = Readonly<Record<string, number>>

/** What the devices stand in. */
export interface World {
  /** Another seed is another field: other batteries, other towers. */
  readonly seed: number
  readonly water: Water
  /** By commune. */
  readonly outages: ReadonlyMap<string, Outage>
  /** From the time of the source to the time that readings carry, in milliseconds. */
  readonly offsetMs: number
}

const hourMs = 3_600_000

/** The hour of the day in Viet Nam, with its fraction. */
export const hourOf = (atMs: number) => ((atMs + 7 * hourMs) / hourMs) % 24

/** How the power of a commune is at an instant: since when it is off, or since when it is back after a cut; hours. */
export type Power = { readonly offH: number } | { readonly backH: number | null }

export function powerOf({ outages, offsetMs }: World, area: string, atMs: number): Power {
  const outage = outages.get(area)
  const sourceMs = atMs - offsetMs
  if (!outage || sourceMs < outage.offMs) return { backH: null }
  if (sourceMs < outage.onMs) return { offH: (sourceMs - outage.offMs) / hourMs }
  return { backH: (sourceMs - outage.onMs) / hourMs }
}

export const round = (value: number, digits: number) => Number(value.toFixed(digits))
export const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

/** A bell of height 1 at `centre`. */
export const bell = (x: number, centre: number, width: number) => Math.exp(-(((x - centre) / width) ** 2))

/** How busy a day is at an hour, 0 to 1: highest in the morning and when people go home. */
export const bustle = (hour: number) =>
  between(0, 0.12 + 0.85 * bell(hour, 7, 1.6) + 0.4 * bell(hour, 12, 3) + 0.9 * bell(hour, 17.3, 2), 1)
