import type { Severity } from './severity.ts'

/**
 * What an alarm list may ask of one officer (EEMUA Publication 191, the figures also in IEC 62682 annex; `bad` is above them): lines in
 * ten minutes in calm and at the height of an upset, and lines that stand over a day.
 */
export const loadGoals = { calm: 1, upset: 10, standing: 5 } as const
/** About how lines shall be shared out among severities, in percent; the same source. Information is no alarm and has none. */
export const shareGoals: Readonly<Record<Exclude<Severity, 'info'>, number>> = { crit: 5, major: 15, minor: 80 }

/** What the list asked of all officers together. */
export interface Load {
  /** Ten-minute slots of the period. */
  readonly slots: number
  /** New lines of the period, and the most of them in one slot. */
  readonly lines: number
  readonly most: number
  /** Lines that nobody laid aside and that stand for over a day. */
  readonly standing: number
}

/** How many lines a slot asked of each officer, on average and at most, and whether that is within the goals. */
export function judgeLoad({ slots, lines, most, standing }: Load, officers: number) {
  const [calm, upset] = [slots === 0 ? 0 : lines / slots / officers, most / officers]
  return {
    calm: { value: calm, isWithin: calm <= loadGoals.calm },
    upset: { value: upset, isWithin: upset <= loadGoals.upset },
    standing: { value: standing, isWithin: standing < loadGoals.standing },
  }
}

/** Over how many hours the average is taken, and whether these are the whole period: it begins with the first alert. */
export function spanOfAverage({ slots, from, to }: { slots: number; from: string; to: string }) {
  return { hours: slots / 6, isWhole: slots * 600_000 >= Date.parse(to) - Date.parse(from) }
}

/** Shares of the lines that are alarms, in whole percent that add up to a hundred; null where there are none. */
export function shareOut(lines: Readonly<Record<Severity, number>>): typeof shareGoals | null {
  const all = lines.crit + lines.major + lines.minor
  if (all === 0) return null
  const [crit, major] = [Math.round((lines.crit * 100) / all), Math.round((lines.major * 100) / all)]
  return { crit, major, minor: 100 - crit - major }
}
