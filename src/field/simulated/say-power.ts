import { chance, wobble } from './chance.ts'
import type { Device } from './devices.ts'
import { bustle, hourOf, powerOf, round, type Values, type World } from './world.ts'

/** Hours for which the modem of a transformer tells that power is gone; a line's is on the battery of its substation. */
const lastGaspH = 2

export function sayFeeder({ code, area }: Device, atMs: number, world: World): Values {
  if ('offH' in powerOf(world, area, atMs)) return { voltage: 0 }
  return { voltage: round(22.6 - 0.7 * bustle(hourOf(atMs)) + 0.15 * wobble(world.seed, code, atMs), 2) }
}

export function sayTransformer({ code, area }: Device, atMs: number, world: World): Values | null {
  const power = powerOf(world, area, atMs)
  if ('offH' in power) return power.offH > lastGaspH ? null : { voltage: 0, load: 0 }
  const load =
    25 + 50 * bustle(hourOf(atMs)) + 12 * chance(world.seed, code, 'load') + 4 * wobble(world.seed, code, atMs)
  return { voltage: round(235 - 0.12 * load + wobble(world.seed, `${code} voltage`, atMs), 1), load: round(load, 1) }
}
