import { chance, wobble } from './chance.ts'
import type { Device } from './devices.ts'
import { exposures } from './exposure.ts'
import { between, bustle, hourOf, powerOf, type Values, type World } from './world.ts'

/** Water on the road begins below the level at which power is cut; it rises less than the river, and at high places little. */
export function sayRoadWater({ code, area }: Device, atMs: number, world: World): Values {
  const exposure = exposures.get(area)
  if (!exposure) return { depth: 0 }
  const beginsM = exposure.cutM - 0.2 - 0.4 * chance(world.seed, code, 'begins')
  const overM = world.water.levelM(exposure.river, atMs - world.offsetMs) - beginsM
  const share = code.endsWith('-1') ? 42 : 16
  return { depth: Math.round(between(0, overM * share, 200)) }
}

/** Vehicles of all kinds in an hour; a counter hangs on the mains and is silent without. */
export function sayTraffic({ code, area }: Device, atMs: number, world: World): Values | null {
  if ('offH' in powerOf(world, area, atMs)) return null
  const exposure = exposures.get(area)
  const overM = exposure
    ? world.water.levelM(exposure.river, atMs - world.offsetMs) - (exposure.cutM - 0.6)
    : world.water.levelM('kim-long', atMs - world.offsetMs) - 2.4
  const open = 1 - between(0, overM * 1.2, 0.85)
  const most = 900 + 2_100 * chance(world.seed, code, 'road')
  return { flow: Math.round(most * bustle(hourOf(atMs)) * open * (1 + 0.1 * wobble(world.seed, code, atMs))) }
}
