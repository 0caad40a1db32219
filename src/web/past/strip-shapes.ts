import type { DayStrip } from '../../core/api/past.ts'

/** A bar of the strip: where it stands from 0 to 1 along it, and its parts from 0 to 1 of the height. */
export interface Bar {
  readonly at: string
  readonly left: number
  readonly width: number
  readonly crit: number
  readonly major: number
  readonly rest: number
  readonly count: number
}

export interface Stretch {
  readonly left: number
  readonly width: number
}

export interface StripShapes {
  readonly bars: Bar[]
  /** Path of how many alerts were open, in a box of 1000 by 100. */
  readonly open: string
  readonly mostOpen: number
  readonly silences: Stretch[]
  /** Before the past is known. */
  readonly unknown: Stretch | null
}

/** Few alerts in a day must not look like a storm. */
const leastFull = 5

/** Draws the strip into a box of one by one; the present is its right edge. */
export function shapesOf(strip: DayStrip): StripShapes {
  const fromMs = Date.parse(strip.from)
  const lengthMs = Date.parse(strip.to) - fromMs
  const place = (ms: number) => Math.min(1, Math.max(0, (ms - fromMs) / lengthMs))
  const between = (from: number, to: number): Stretch => ({ left: place(from), width: place(to) - place(from) })
  const sums = strip.slices.map(({ begun }) => begun.crit + begun.major + begun.minor + begun.info)
  const full = Math.max(leastFull, ...sums)
  const opens = strip.slices.map(({ open }) => open ?? 0)
  const mostOpen = Math.max(0, ...opens)
  const points = strip.slices.flatMap(({ at, open }) => {
    if (open === null) return []
    const x = place(Date.parse(at) + strip.sliceS * 1_000) * 1_000
    return [`${x.toFixed(1)} ${(100 - (open / Math.max(leastFull, mostOpen)) * 100).toFixed(1)}`]
  })
  const known = Date.parse(strip.knownFrom)
  return {
    bars: strip.slices.map(({ at, begun }, index) => ({
      at,
      ...between(Date.parse(at), Date.parse(at) + strip.sliceS * 1_000),
      crit: begun.crit / full,
      major: begun.major / full,
      rest: (begun.minor + begun.info) / full,
      count: sums[index] ?? 0,
    })),
    open: points.length > 1 ? `M${points.join('L')}` : '',
    mostOpen,
    silences: strip.silences.map(({ from, to }) => between(Date.parse(from), Date.parse(to))),
    unknown: known > fromMs ? between(fromMs, known) : null,
  }
}

/** Times to be written below the strip: round ones by the clock of Viet Nam, about six, none at the very edges. */
export function ticksOf(fromMs: number, toMs: number): number[] {
  const rounds = [1, 2, 5, 10, 30, 60, 120, 240].map((minutes) => minutes * 60_000)
  const stepMs = rounds.find((each) => (toMs - fromMs) / each <= 7) ?? 240 * 60_000
  const offsetMs = 7 * 3_600_000
  const first = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs
  const ticks: number[] = []
  for (let ms = first; ms < toMs; ms += stepMs) {
    const share = (ms - fromMs) / (toMs - fromMs)
    // Half of its words stands on either side of a tick; on a phone that is a twentieth of the strip.
    if (share > 0.06 && share < 0.93) ticks.push(ms)
  }
  return ticks
}
