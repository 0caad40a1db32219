import { flood, readFloodRows, shownWindow } from '../flood-rows.ts'
import type { ReplayState } from '../replay-state.ts'
import { findOutages } from './exposure.ts'
import { type FieldClock, makeFieldClock } from './field-clock.ts'
import { openWater } from './water.ts'
import type { World } from './world.ts'

/** The world around a replay that began, and its clock. @throws {Error} when the measured flood cannot be read */
export async function openWorld(
  replay: Pick<ReplayState, 'startedAt' | 'offsetMs'>,
  { speed, seed }: { readonly speed: number; readonly seed: number },
): Promise<{ world: World; clock: FieldClock }> {
  const cut = new Date(shownWindow.cut)
  const last = new Date(shownWindow.to)
  const rows = await readFloodRows(flood)
  const water = openWater(rows, rows.at(-1)?.sourceAt ?? last)
  const { offsetMs } = replay
  return {
    world: { seed, water, outages: findOutages(water, cut.getTime(), last.getTime()), offsetMs },
    clock: makeFieldClock({ startedAt: new Date(replay.startedAt), offsetMs, cut, last, speed }),
  }
}
