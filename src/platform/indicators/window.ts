import { parsePeriod } from '../../core/period.ts'

/** What began from `from` up to, not including, `to`, as it stood at `cutOffAt`. */
export interface Window {
  readonly from: Date
  readonly to: Date
  readonly cutOffAt: Date
}

/** The window of a period as it stood at `cutOffAt`. */
export function windowOf(period: string, cutOffAt: Date): Window {
  const { from, to } = parsePeriod(period)
  return { from, to, cutOffAt }
}
