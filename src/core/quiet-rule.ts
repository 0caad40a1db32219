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

/** Readings of one series, each later than the one before. */
export interface Course {
  readonly firstMs: number
  readonly least: number
  readonly most: number
}

/** Null where readings are none, of several series, or not in order. */
export function courseOf(readings: readonly RuleReading[]): Course | null {
  const [first] = readings
  if (!first) return null
  const firstMs = first.at.getTime()
  let lastMs = Number.NEGATIVE_INFINITY
  let [least, most] = [first.value, first.value]
  for (const { at, value, series } of readings) {
    const atMs = at.getTime()
    if (atMs <= lastMs || series !== first.series) return null
    lastMs = atMs
    if (value < least) least = value
    if (value > most) most = value
  }
  return { firstMs, least, most }
}

/** Whether a rule that is quiet, or has seen nothing (`seenMs` null), stays so over a course: nothing in it is late or passes the limit. */
export function staysQuiet(rule: BoundRule, seenMs: number | null, course: Course): boolean {
  if (rule.kind !== 'threshold' || rule.latenessS !== 0) return false
  if (seenMs !== null && course.firstMs <= seenMs) return false
  // Every operator compares with one limit: where neither end passes it, nothing between them does.
  return !isRaised(rule.limit, course.least) && !isRaised(rule.limit, course.most)
}
