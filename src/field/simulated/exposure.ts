import type { River, Water } from './water.ts'

/** Where the water comes from, and the level at which power is cut for safety, in metres at that river's gauge. */
export interface Exposure {
  readonly river: River
  readonly cutM: number
}

/**
 * Low-lying communes by code: a choice of ours that makes the demonstration, no plan of anybody's. Communes that are not named keep
 * their power.
 */
export const exposures: ReadonlyMap<string, Exposure> = new Map([
  ['20014', { river: 'phu-oc', cutM: 4 }],
  ['19867', { river: 'phu-oc', cutM: 4.2 }],
  ['19885', { river: 'phu-oc', cutM: 4.3 }],
  ['20017', { river: 'phu-oc', cutM: 4.4 }],
  ['19831', { river: 'phu-oc', cutM: 4.55 }],
  ['19858', { river: 'phu-oc', cutM: 4.65 }],
  ['19996', { river: 'phu-oc', cutM: 4.75 }],
  ['19909', { river: 'kim-long', cutM: 2.3 }],
  ['19930', { river: 'kim-long', cutM: 2.4 }],
  ['19918', { river: 'kim-long', cutM: 2.5 }],
  ['19777', { river: 'kim-long', cutM: 2.6 }],
  ['19969', { river: 'kim-long', cutM: 2.7 }],
  ['19753', { river: 'kim-long', cutM: 2.85 }],
  ['19774', { river: 'kim-long', cutM: 2.95 }],
])

/** A power cut of one commune, in source time: from `offMs` on there is none, from `onMs` on there is again. */
export interface Outage {
  readonly offMs: number
  readonly onMs: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** How far the water falls below the level of the cut before the line is tried again, and how long that takes. */
const fallM = 0.35
const repairMs = 90 * minuteMs

/** The power cut of each commune that has one while the rivers rise and fall between two instants of source time. */
export function findOutages(water: Water, fromMs: number, toMs: number): Map<string, Outage> {
  const outages = new Map<string, Outage>()
  for (const [area, { river, cutM }] of exposures) {
    const offMs = firstMinute(fromMs, toMs, (ms) => water.levelM(river, ms) >= cutM)
    if (offMs === null) continue
    const lowMs = firstMinute(offMs, toMs, (ms) => water.levelM(river, ms) <= cutM - fallM)
    outages.set(area, { offMs, onMs: (lowMs ?? toMs - 2 * hourMs) + repairMs })
  }
  return outages
}

function firstMinute(fromMs: number, toMs: number, isTrue: (ms: number) => boolean): number | null {
  for (let ms = fromMs; ms <= toMs; ms += minuteMs) if (isTrue(ms)) return ms
  return null
}
