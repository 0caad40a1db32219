import { hastenedBeatS } from '../../core/hastened-beat.ts'
import { chance } from './chance.ts'
import type { Device } from './devices.ts'
import type { FieldClock } from './field-clock.ts'
import { say } from './say.ts'
import { isOldBattery } from './say-speaker.ts'
import type { World } from './world.ts'

/** One reading of a simulated device. */
export interface Report {
  readonly asset: string
  readonly series: string
  readonly atMs: number
  readonly value: number
}

/** Seconds between two reports of each type: the cadence that its module declares. */
const cadenceS: Readonly<Record<Device['type'], number>> = {
  speaker_cluster: 300,
  power_feeder: 300,
  transformer: 300,
  road_water_gauge: 300,
  traffic_counter: 900,
  rain_gauge: 3_600,
  air_station: 3_600,
}
const hourS = 3_600

/** Seconds of the time that readings carry between two reports. */
export function stepS(type: Device['type'], speed: number): number {
  const cadence = cadenceS[type]
  // What fell in an hour that is not told of is missing from every sum.
  if (type === 'rain_gauge') return cadence
  return hastenedBeatS(cadence, speed)
}

/** What all devices say after one instant and up to another, in order of time. The same question has the same answer for ever. */
export function reportsBetween(
  devices: readonly Device[],
  world: World,
  clock: FieldClock,
  afterMs: number,
  untilMs: number,
): Report[] {
  const reports = devices.flatMap((device) =>
    instantsOf(device, world, clock, afterMs, untilMs).flatMap((atMs) =>
      Object.entries(say(device, atMs, world) ?? {}).map(([series, value]) => ({
        asset: device.code,
        series,
        atMs,
        value,
      })),
    ),
  )
  return reports.sort((a, b) => a.atMs - b.atMs)
}

/** When a device reports: at its own moments of a regular beat, and when its power goes or comes back. */
function instantsOf(device: Device, world: World, clock: FieldClock, afterMs: number, untilMs: number): number[] {
  const hastened = beats(device, world, stepS(device.type, clock.speed), afterMs, Math.min(untilMs, clock.endMs))
  const plain = beats(device, world, stepS(device.type, 1), Math.max(afterMs, clock.endMs), untilMs)
  const turns = turnsOf(device, world).filter((ms) => ms > afterMs && ms <= untilMs)
  return [...new Set([...hastened, ...plain, ...turns])]
}

/** Counted in the time of the source, so that another run of the replay has other instants: no value meets one of the last run. */
function beats(
  { code, type }: Device,
  { seed, offsetMs }: World,
  stepSeconds: number,
  afterMs: number,
  untilMs: number,
) {
  const stepMs = stepSeconds * 1_000
  // Weather is told at the full hour.
  const phaseMs = cadenceS[type] === hourS ? 0 : Math.floor(chance(seed, code, 'beat') * stepMs)
  const first = Math.floor((afterMs - offsetMs - phaseMs) / stepMs) + 1
  const instants: number[] = []
  for (let ms = first * stepMs + phaseMs + offsetMs; ms <= untilMs; ms += stepMs) instants.push(ms)
  return instants
}

function turnsOf({ code, type, area }: Device, { seed, outages, offsetMs }: World): number[] {
  const outage = outages.get(area)
  if (!outage) return []
  const offMs = outage.offMs + offsetMs
  const onMs = outage.onMs + offsetMs
  const lateMs = Math.floor(2_000 + 8_000 * chance(seed, code, 'turn'))
  if (type === 'power_feeder') return [offMs, onMs]
  if (type === 'transformer') return [offMs + lateMs, onMs + lateMs]
  if (type === 'speaker_cluster' && isOldBattery(seed, code)) return [offMs + lateMs * 20]
  return []
}
