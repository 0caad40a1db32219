/** What one asks of data, in the order in which it is said: right, complete, clean, alive (đúng, đủ, sạch, sống). */
export const qualityWords = ['right', 'complete', 'clean', 'alive'] as const
export type QualityWord = (typeof qualityWords)[number]

/** How many of what was looked at are as they should be; null: nothing is known. */
export type QualityTally = { readonly good: number; readonly of: number } | null

export type QualityState = 'yes' | 'partly' | 'no' | 'unknown'

/** A tick for all, a cross for less than half, a dash for what lies between. Of nothing nothing is known: never a tick by default. */
export function qualityState(tally: QualityTally): QualityState {
  if (tally === null || tally.of === 0) return 'unknown'
  if (tally.good >= tally.of) return 'yes'
  return tally.good * 2 < tally.of ? 'no' : 'partly'
}
