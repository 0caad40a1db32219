import { parsePeriod, periodAt, periodKinds } from './period.ts'

export type Better = 'higher' | 'lower'

/** What a value is beside its target. */
export type Verdict = 'met' | 'missed'

/** The periods whose target holds for one, the nearest first: of a month its own, that of its quarter, that of its year; of a day that of its month and so on. */
export function targetPeriods(period: string): string[] {
  const { kind, from } = parsePeriod(period)
  const longer = periodKinds.slice(Math.max(periodKinds.indexOf(kind), periodKinds.indexOf('month')))
  return longer.map((each) => periodAt(from, each))
}

/** Whether a value reaches its target; the very target is reached. Null where there is nothing to compare. */
export function judge(value: number | null, target: number | null, better: Better): Verdict | null {
  if (value === null || target === null) return null
  return (better === 'higher' ? value >= target : value <= target) ? 'met' : 'missed'
}
