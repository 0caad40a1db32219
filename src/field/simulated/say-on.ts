import type { Device } from './devices.ts'
import type { Door } from './doors.ts'
import type { FieldClock } from './field-clock.ts'
import { reportsBetween } from './reports.ts'
import type { World } from './world.ts'

const hourMs = 3_600_000
/** What devices had to say before the cut, so that charts do not begin with a wall. */
const historyMs = 6 * hourMs
/** What is said in one go at most, and made up for when the field was away while nothing was hastened. */
const chunkMs = hourMs
const madeUpForMs = 6 * hourMs

/** Up to where the field has spoken when nothing is kept. */
export const firstWord = ({ beginMs }: FieldClock) => beginMs - historyMs

/**
 * Says what is due and has not been said, until the signal fires; then rejects with its reason.
 * @param said up to where everything was acknowledged, in milliseconds of the time that readings carry
 * @param doors which way each device goes
 * @param keep called with the new `said` when all of a go was acknowledged, and never before
 */
export async function sayOn(options: {
  readonly devices: readonly Device[]
  readonly world: World
  readonly clock: FieldClock
  readonly said: number
  readonly doors: (type: Device['type']) => Door
  readonly keep: (said: number) => Promise<void>
  readonly now: () => number
  readonly wait: () => Promise<void>
  readonly signal: AbortSignal
}): Promise<never> {
  const { devices, world, clock, doors, keep, now, wait, signal } = options
  const ways = [...Map.groupBy(devices, ({ type }) => doors(type))]
  let { said } = options
  for (;;) {
    signal.throwIfAborted()
    const atMs = clock.atNow(now())
    // Away for days: nobody sends again what nobody asked for.
    if (said >= clock.endMs) said = Math.max(said, atMs - madeUpForMs)
    if (atMs <= said) {
      await wait()
      continue
    }
    const until = Math.min(atMs, said + chunkMs)
    await Promise.all(ways.map(([door, those]) => door(reportsBetween(those, world, clock, said, until))))
    said = until
    await keep(said)
    if (until === atMs) await wait()
  }
}
