import { isHeld, isRaised, type RuleCondition } from '../../src/core/condition.ts'
import type { BoundRule } from '../../src/core/rule-state.ts'

/** A reading of event minute `at` that came in at minute `received`. */
export interface Arrival {
  readonly at: number
  readonly received: number
  readonly value: number
  readonly series: string
}

/**
 * What a rule makes of readings, slowly and in the most obvious way: which readings count at all is asked of each by itself, and for each
 * minute everything is looked up anew among all readings; no state is carried. @returns `firing <minute>` and `resolved <minute>` in turn
 */
export function slowRule(rule: BoundRule, arrivals: readonly Arrival[]): string[] {
  const lateness = rule.latenessS / 60
  const kept = arrivals.filter((reading, index) => isInTime(arrivals.slice(0, index), reading, lateness))
  const minutes = [...new Set([...kept.map(({ at }) => at), ...expiries(rule, kept)])].sort((a, b) => a - b)
  const forS = rule.kind === 'combination' ? rule.forS : rule.limit.forS
  const found: string[] = []
  let after = -Infinity
  for (;;) {
    const from = after
    const fires = minutes.find((end) =>
      minutes.some((start) => {
        const between = minutes.filter((minute) => minute >= start && minute <= end)
        const isLong = start >= from && start <= end && (end - start) * 60 >= forS
        return isLong && between.every((minute) => truthAt(rule, kept, minute, isRaised) === true)
      }),
    )
    if (fires === undefined) return found
    const resolves = minutes.find((minute) => minute > fires && truthAt(rule, kept, minute, isHeld) === false)
    found.push(`firing ${fires}`)
    if (resolves === undefined) return found
    found.push(`resolved ${resolves}`)
    after = resolves
  }
}

/** Neither sent twice, nor later behind its series than allowed, nor older than one whose waiting was over when it came. */
function isInTime(before: readonly Arrival[], { at, received, series }: Arrival, lateness: number): boolean {
  const own = before.filter((other) => other.series === series)
  return (
    own.every((other) => other.at !== at) &&
    own.every((other) => other.at <= at + lateness) &&
    own.every((other) => other.at < at || other.received + lateness >= received)
  )
}

/** Minutes at which a value that nothing newer replaced becomes too old. */
function expiries(rule: BoundRule, kept: readonly Arrival[]): number[] {
  if (rule.kind !== 'combination') return []
  const age = rule.maxAgeS / 60
  return kept
    .filter((one) => !kept.some(({ at, series }) => series === one.series && at > one.at && at <= one.at + age))
    .map(({ at }) => at + age)
}

type Test = (limit: RuleCondition, value: number) => boolean

/** Null: nothing can be said. */
function truthAt(rule: BoundRule, kept: readonly Arrival[], minute: number, test: Test): boolean | null {
  const latestOf = (series: string, from: number) =>
    kept
      .filter((reading) => reading.series === series && reading.at <= minute && reading.at > from)
      .reduce<Arrival | null>((best, each) => (best === null || each.at > best.at ? each : best), null)
  if (rule.kind === 'combination') {
    const holds = rule.parts.map(({ series, limit }) => {
      const latest = latestOf(series, minute - rule.maxAgeS / 60)
      return latest !== null && test(limit, latest.value)
    })
    return rule.match === 'all' ? !holds.includes(false) : holds.includes(true)
  }
  const now = kept.find(({ at }) => at === minute)
  if (!now) return null
  if (rule.kind === 'threshold') return test(rule.limit, now.value)
  const window = rule.windowS / 60
  const first = kept.filter(({ at }) => at >= minute - window && at < minute).sort((a, b) => a.at - b.at)[0]
  if (!first || minute - first.at < window / 2) return null
  return test(rule.limit, ((now.value - first.value) * 60) / (minute - first.at))
}
