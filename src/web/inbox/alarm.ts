import type { AlertLines } from '../../core/api/alerts.ts'

export const alarmLevels = ['off', 'crit', 'major'] as const
/** From which severity on a sound is made. */
export type AlarmLevel = (typeof alarmLevels)[number]

const restMs = 10_000
const againMs = 60_000
const louderMs = 180_000

/** What was heard so far; instants in milliseconds. */
export interface Heard {
  /** When the centre knew of the newest alert that was sounded for. */
  readonly newestMs: number
  readonly lastMs: number
  /** Since when something sounded for is without anyone; null: nothing is. */
  readonly sinceMs: number | null
}

export const heardNothing: Heard = { newestMs: 0, lastMs: 0, sinceMs: null }

/**
 * Whether to make a sound now: once for what is new, at most every ten seconds however many come; where it is to be repeated, again
 * each minute while critical ones are nobody's, louder after three minutes.
 */
export function stepAlarm(
  heard: Heard,
  untaken: AlertLines['untaken'],
  wish: { level: AlarmLevel; repeat: boolean; mutedUntilMs: number },
  nowMs: number,
): { heard: Heard; sound: 'none' | 'soft' | 'loud'; isNew: boolean } {
  const counted = wish.level === 'off' ? [] : wish.level === 'crit' ? [untaken.crit] : [untaken.crit, untaken.major]
  const lines = counted.reduce((sum, each) => sum + each.lines, 0)
  const newestMs = Math.max(0, ...counted.map(({ newestAt }) => (newestAt ? Date.parse(newestAt) : 0)))
  const silent = { sound: 'none', isNew: false } as const
  if (lines === 0) return { heard: { ...heard, sinceMs: null }, ...silent }
  const sinceMs = heard.sinceMs ?? nowMs
  if (nowMs < wish.mutedUntilMs || nowMs - heard.lastMs < restMs) return { heard: { ...heard, sinceMs }, ...silent }
  const isNew = newestMs > heard.newestMs
  const isAgain = wish.repeat && untaken.crit.lines > 0 && nowMs - heard.lastMs >= againMs
  if (!isNew && !isAgain) return { heard: { ...heard, sinceMs }, ...silent }
  const sound = nowMs - sinceMs >= louderMs ? 'loud' : 'soft'
  return { heard: { newestMs: Math.max(newestMs, heard.newestMs), lastMs: nowMs, sinceMs }, sound, isNew }
}
