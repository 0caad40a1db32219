import type { Series } from '../../core/api/assets.ts'
import { hastenedBeatS } from '../../core/hastened-beat.ts'
import { chartEndMs } from './chart-end.ts'

/** What a chart must know of a series besides its course. */
export type ChartSeries = Pick<Series, 'key' | 'name' | 'cadenceS' | 'words' | 'origin' | 'lastAt' | 'lastReceivedAt'>

/** The stretch of a chart, milliseconds since 1970. */
export interface ChartWindow {
  readonly fromMs: number
  readonly toMs: number
}

const beatsShown = 96
const shortestHours = 1
const longestHours = 48

/** Hours in which a series reports about a hundred times, within an hour and two days. */
export const beatHours = ({ cadenceS }: Pick<ChartSeries, 'cadenceS'>) =>
  Math.min(longestHours, Math.max(shortestHours, Math.ceil((beatsShown * cadenceS) / 3_600)))

const windows = { hour: 1, day: 24, week: 168, month: 30 * 24, year: 365 * 24 } as const
export type WindowName = keyof typeof windows

/** The stretches that may be chosen, shortest first, and how long each is in hours. */
export const windowNames: readonly WindowName[] = ['hour', 'day', 'week', 'month', 'year']
export const hoursOf = (name: WindowName): number => windows[name]

const fewestBeats = 12

/** The shortest stretch in which a series reports often enough to have a course; `speed` as of {@link chartWindow}. */
export function windowFor(
  { cadenceS, origin }: Pick<ChartSeries, 'cadenceS' | 'origin'>,
  speed: number | null,
): WindowName {
  const beatS = origin === 'simulated' ? hastenedBeatS(cadenceS, speed ?? 1) : cadenceS
  return windowNames.find((name) => hoursOf(name) * 3_600 >= fewestBeats * beatS) ?? 'year'
}

/** The last `hours` of a series as it stands at `nowMs`; `speed` of the replay that runs, null where none does. */
export function chartWindow(series: ChartSeries, hours: number, nowMs: number, speed: number | null): ChartWindow {
  const lastAt = series.lastAt === null ? nowMs : Date.parse(series.lastAt)
  const toMs = chartEndMs(series, nowMs, speed)
  return { fromMs: Math.min(lastAt, toMs) - hours * 3_600_000, toMs }
}
