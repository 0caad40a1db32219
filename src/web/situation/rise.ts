interface Reading {
  readonly at: string
  readonly value: number
}

const hourMs = 3_600_000
/** Nearer than this two values tell of waves, further apart of another hour. */
const nearestMs = 50 * 60_000
const furthestMs = 2.2 * hourMs

/**
 * By how much an hour a series rises (falls, where negative), from its last reading and the newest one that is about an hour or two
 * older; null where there is none.
 */
export function risePerHour(readings: readonly Reading[]): number | null {
  const [last, ...before] = readings.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
  if (!last) return null
  const ageMs = ({ at }: Reading) => Date.parse(last.at) - Date.parse(at)
  const old = before.find((each) => ageMs(each) >= nearestMs)
  if (!old || ageMs(old) > furthestMs) return null
  return ((last.value - old.value) * hourMs) / ageMs(old)
}

/** Less than a metre is told in centimetres, as people on a river do. */
export function riverLength(metres: number): { value: number; unit: 'm' | 'cm' } {
  const centimetres = Math.round(metres * 100)
  return Math.abs(centimetres) < 100 ? { value: centimetres, unit: 'cm' } : { value: centimetres / 100, unit: 'm' }
}
