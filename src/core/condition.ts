export const operators = ['>=', '>', '<=', '<'] as const
export type Operator = (typeof operators)[number]

/**
 * What makes an alert fire, in Prometheus' words: the value stands on the wrong side of `threshold` for `forS` seconds of
 * event time (0: at once). `clear` (hysteresis) is the milder limit that must be left before the alert resolves.
 */
export interface RuleCondition {
  readonly op: Operator
  readonly threshold: number
  readonly forS: number
  readonly clear?: number
}

const compare: Record<Operator, (value: number, limit: number) => boolean> = {
  '>=': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
  '<=': (value, limit) => value <= limit,
  '<': (value, limit) => value < limit,
}

/** Whether a value raises the alert. */
export function isRaised(condition: RuleCondition, value: number): boolean {
  return compare[condition.op](value, condition.threshold)
}

/** Whether a value keeps an alert firing that already does: until the clear limit is left, where there is one. */
export function isHeld(condition: RuleCondition, value: number): boolean {
  return compare[condition.op](value, condition.clear ?? condition.threshold)
}

/** What is wrong with a condition, as one sentence that says how to mend it; null when nothing is. */
export function conditionFault(condition: RuleCondition): string | null {
  const { op, threshold, forS, clear } = condition
  if (!Number.isFinite(threshold)) return 'threshold: write a number'
  if (!Number.isFinite(forS) || forS < 0)
    return `forS ${forS}: write the seconds the condition must hold, 0 for at once`
  if (clear === undefined) return null
  if (!Number.isFinite(clear)) return 'clear: write a number or leave it out'
  const milder = op === '>=' || op === '>' ? clear <= threshold : clear >= threshold
  return milder ? null : `clear ${clear} is harder than threshold ${op} ${threshold}: write a limit on its milder side`
}
