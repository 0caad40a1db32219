import type { RuleKind } from '../../core/rule.ts'
import {
  type BoundRule,
  dueOf,
  feedRule,
  initialRuleState,
  type RuleReading,
  type RuleStep,
  tickRule,
} from '../../core/rule-state.ts'
import { feedTally, initialTally, silentAt, tickTally } from '../../core/rule-timer.ts'

/** A reading of the past with when it came in. */
export interface PastReading extends RuleReading {
  readonly receivedAt: Date
}

/** One time that a rule fired. `unit`: where it is not the series'. */
export interface Run {
  readonly series: string
  readonly value: number
  readonly unit?: string
  readonly firedAt: Date
  readonly resolvedAt: Date | null
}

/** What a rule over values makes of readings given in the order they came in, with the clock in between, until `now`. */
export function pastValues(
  rule: BoundRule,
  readings: readonly PastReading[],
  now: Date,
): { runs: Run[]; lateCount: number } {
  const runs: Run[] = []
  let state = initialRuleState
  const take = (step: RuleStep) => {
    state = step.state
    for (const { kind, reading } of step.transitions) {
      const open = runs.at(-1)
      const unit = rule.kind === 'rate' ? { unit: '/h' } : {}
      if (kind === 'firing')
        runs.push({ series: reading.series, value: reading.value, ...unit, firedAt: reading.at, resolvedAt: null })
      else if (open) runs[runs.length - 1] = { ...open, resolvedAt: reading.at }
    }
  }
  const runClock = (until: Date) => {
    for (let due = dueOf(rule, state); due && due < until; due = dueOf(rule, state)) take(tickRule(rule, state, due))
  }
  for (const [receivedMs, together] of Map.groupBy(readings, (reading) => reading.receivedAt.getTime())) {
    const received = new Date(receivedMs)
    runClock(received)
    take(feedRule(rule, state, together, received))
  }
  runClock(now)
  return { runs, lateCount: state.lateCount }
}

/** Gaps between what was received that are longer than the rule allows. When the centre itself was down is not known here. */
export function pastSilence(
  { series, afterS }: RuleKind & { kind: 'silence' },
  readings: readonly PastReading[],
  now: Date,
): Run[] {
  return readings.flatMap(({ receivedAt }, index): Run[] => {
    const next = readings[index + 1]?.receivedAt ?? null
    const firedAt = silentAt({ afterS }, receivedAt, receivedAt, 0)
    const value = ((next ?? now).getTime() - receivedAt.getTime()) / 3_600_000
    return firedAt <= (next ?? now) ? [{ series, value, unit: 'h', firedAt, resolvedAt: next }] : []
  })
}

/** Runs of a rule that counts what happened, given in order. */
export function pastCounts(
  rule: RuleKind & { kind: 'happening' },
  happenings: readonly { readonly at: Date }[],
  now: Date,
): Run[] {
  const runs: Run[] = []
  let state = initialTally
  const take = (step: ReturnType<typeof feedTally>) => {
    state = step.state
    const open = runs.at(-1)
    if (step.transition?.kind === 'firing')
      runs.push({ series: '', value: step.transition.count, firedAt: step.transition.at, resolvedAt: null })
    else if (step.transition && open) runs[runs.length - 1] = { ...open, resolvedAt: step.transition.at }
  }
  for (const { at } of happenings) {
    take(tickTally(rule, state, at))
    take(feedTally(rule, state, at))
  }
  take(tickTally(rule, state, now))
  return runs
}
