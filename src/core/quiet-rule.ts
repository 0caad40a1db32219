import { initialAlertState } from './alert-state.ts'
import { isRaised } from './condition.ts'
import { type BoundRule, initialRuleState, type RuleReading, type RuleState } from './rule-state.ts'

/*
 * Most of what rules look at is nothing: a threshold rule that is inactive and waits for nothing. All there is to know of it is how far
 * its series was looked at, which is the same for every rule on the series; so it keeps no state of its own.
 */

/** Whether `state` is {@link quietState} of its series. Readings that were late are counted elsewhere. */
export const isQuiet = (rule: BoundRule, { alert, held, lateCount }: RuleState): boolean =>
  rule.kind === 'threshold' &&
  rule.latenessS === 0 &&
  alert.phase === 'inactive' &&
  alert.lastAt !== null &&
  held.length === 0 &&
  lateCount === 0

/** Where a rule stands that is quiet on a series which was looked at up to `seenMs`, by event time in ms since 1970. */
export const quietState = (series: string, seenMs: number): RuleState => ({
  ...initialRuleState,
  seen: { [series]: seenMs },
  done: { [series]: seenMs },
  alert: { ...initialAlertState, lastAt: new Date(seenMs) },
})

/** Where a rule stands whose kept state is `kept`, on a series that was looked at up to `seenMs`; null: nothing is kept, or was looked at. */
export function standOf(rule: BoundRule, series: string, kept: RuleState | null, seenMs: number | null): RuleState {
  if (kept) return kept
  const wasQuiet = seenMs !== null && rule.kind === 'threshold' && rule.latenessS === 0
  return wasQuiet ? quietState(series, seenMs) : initialRuleState
}

/** What readings of one series, in order, are to a rule that looked at it up to some time. */
export interface Course {
  /** Readings before that time. */
  readonly late: number
  /** The ends of the values after it; null where there are none. */
  readonly range: { readonly least: number; readonly most: number } | null
}

/** Null where readings are of several series, or not in order. @param seenMs null: the series was not looked at yet */
export function courseOf(readings: readonly RuleReading[], seenMs: number | null): Course | null {
  let late = 0
  let lastMs = Number.NEGATIVE_INFINITY
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { at, value, series } of readings) {
    const atMs = at.getTime()
    if (atMs <= lastMs || series !== readings[0]?.series) return null
    lastMs = atMs
    if (seenMs !== null && atMs <= seenMs) {
      if (atMs < seenMs) late++
      continue
    }
    if (value < least) least = value
    if (value > most) most = value
  }
  return { late, range: least > most ? null : { least, most } }
}

/** Whether a rule that is quiet, or has seen nothing, stays so over a course: nothing in it passes the limit. */
export function staysQuiet(rule: BoundRule, { range }: Course): boolean {
  if (rule.kind !== 'threshold' || rule.latenessS !== 0) return false
  // Every operator compares with one limit: where neither end passes it, nothing between them does.
  return range === null || !(isRaised(rule.limit, range.least) || isRaised(rule.limit, range.most))
}
