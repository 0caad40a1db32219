import { type AlertState, initialAlertState, stepAlert, stepPhase } from './alert-state.ts'
import { isHeld, isRaised, type RuleCondition } from './condition.ts'

/** A reading as rules see it: event time, and which series of the asset it belongs to. */
export interface RuleReading {
  readonly at: Date
  readonly value: number
  readonly series: string
  readonly origin: 'device' | 'replayed' | 'simulated'
}

/** A rule with the limits of one asset filled in. */
export type BoundRule =
  | { readonly kind: 'threshold'; readonly latenessS: number; readonly limit: RuleCondition }
  | { readonly kind: 'rate'; readonly latenessS: number; readonly limit: RuleCondition; readonly windowS: number }
  | {
      readonly kind: 'combination'
      readonly latenessS: number
      readonly match: 'all' | 'any'
      readonly parts: readonly { readonly series: string; readonly limit: RuleCondition }[]
      readonly maxAgeS: number
      readonly forS: number
    }

interface Point {
  readonly atMs: number
  readonly value: number
}
type Held = Point & { readonly series: string; readonly origin: RuleReading['origin']; readonly heldMs: number }

/** Where a rule stands on one asset; plain values, kept as JSON. Times in ms since 1970. */
export interface RuleState {
  readonly alert: AlertState
  /** Readings that wait for earlier ones, in order of event time. */
  readonly held: readonly Held[]
  /** Greatest event time seen, and last one evaluated, by series. */
  readonly seen: Readonly<Record<string, number>>
  readonly done: Readonly<Record<string, number>>
  /** What a rate is measured from; the latest values of a combination. */
  readonly recent: readonly Point[]
  readonly latest: Readonly<Record<string, Point>>
  /** Readings that came later than the bound and were not looked at. */
  readonly lateCount: number
  readonly lateMs: number | null
}

export const initialRuleState: RuleState = {
  alert: initialAlertState,
  held: [],
  seen: {},
  done: {},
  recent: [],
  latest: {},
  lateCount: 0,
  lateMs: null,
}

export interface RuleTransition {
  readonly kind: 'firing' | 'resolved'
  /** `value` is what was judged: of a rate the change an hour. */
  readonly reading: RuleReading
}
export interface RuleStep {
  readonly state: RuleState
  readonly transitions: readonly RuleTransition[]
}

/** A rule holds back no more than this; then the earliest is evaluated before its time. */
const mostHeld = 1_000
/** A rate's window is kept as that many points at most. */
const pointsOfWindow = 500

/**
 * Takes readings in, in the order they were received, at `now`. Each waits until a reading that is `latenessS` newer was seen,
 * or it has waited for that long; then it is evaluated in order of event time. One that comes later than that, or twice,
 * changes nothing; those too late are counted.
 */
export function feedRule(rule: BoundRule, before: RuleState, readings: readonly RuleReading[], now: Date): RuleStep {
  const latenessMs = rule.latenessS * 1_000
  // Whose waiting was over is not overtaken, however late the clock looks.
  const waited = release(rule, before, new Date(now.getTime() - 1))
  const { state } = waited
  const held = [...state.held]
  const seen = { ...state.seen }
  let { lateCount, lateMs } = state
  for (const { at, value, series, origin } of readings) {
    const atMs = at.getTime()
    const doneMs = state.done[series]
    if (atMs === doneMs || held.some((other) => other.atMs === atMs && other.series === series)) continue
    if ((doneMs !== undefined && atMs < doneMs) || atMs + latenessMs < (seen[series] ?? atMs)) {
      lateCount += 1
      lateMs = now.getTime()
      continue
    }
    held.push({ atMs, value, series, origin, heldMs: now.getTime() })
    seen[series] = Math.max(seen[series] ?? atMs, atMs)
  }
  return join(waited, release(rule, { ...state, held, seen, lateCount, lateMs }, now))
}

/** What the clock does to a rule when no reading comes: held readings are evaluated, values of a combination grow too old. */
export function tickRule(rule: BoundRule, state: RuleState, now: Date): RuleStep {
  const step = release(rule, state, now)
  const untilMs = now.getTime() - rule.latenessS * 1_000
  const firstHeldMs = Math.min(...step.state.held.map(({ atMs }) => atMs))
  return thenExpire(rule, step, Math.min(untilMs + 1, firstHeldMs))
}

/** When the clock next does something to a rule; null: never, unless a reading comes. */
export function dueOf(rule: BoundRule, state: RuleState): Date | null {
  const latenessMs = rule.latenessS * 1_000
  const expiryMs = expiryOf(rule, state)
  const dues = state.held.map(({ heldMs }) => heldMs + latenessMs)
  if (expiryMs !== null) dues.push(expiryMs + latenessMs)
  return dues.length === 0 ? null : new Date(Math.min(...dues))
}

function release(rule: BoundRule, state: RuleState, now: Date): RuleStep {
  const latenessMs = rule.latenessS * 1_000
  const held = state.held.toSorted((a, b) => a.atMs - b.atMs)
  let cutMs = Math.max(...Object.values(state.seen)) - latenessMs
  for (const [index, { atMs, heldMs }] of held.entries()) {
    if (heldMs + latenessMs <= now.getTime() || held.length - index > mostHeld) cutMs = Math.max(cutMs, atMs)
  }
  const ready = held.filter(({ atMs }) => atMs <= cutMs)
  let step: RuleStep = { state: { ...state, held: held.slice(ready.length) }, transitions: [] }
  // Values of one instant are one look at the asset, however many messages brought them.
  for (const [atMs, together] of Map.groupBy(ready, (reading) => reading.atMs)) {
    step = thenExpire(rule, step, atMs)
    const done = { ...step.state.done }
    for (const { series } of together) done[series] = atMs
    step = join(step, judge(rule, { ...step.state, done }, together))
  }
  return step
}

const join = (before: RuleStep, after: RuleStep): RuleStep => ({
  state: after.state,
  transitions: [...before.transitions, ...after.transitions],
})

/** Looks at a combination anew at each instant before `beforeMs` at which a value it rests on grows too old. */
function thenExpire(rule: BoundRule, step: RuleStep, beforeMs: number): RuleStep {
  let now = step
  for (;;) {
    const expiryMs = expiryOf(rule, now.state)
    if (rule.kind !== 'combination' || expiryMs === null || expiryMs >= beforeMs) return now
    const series = rule.parts[0]?.series ?? ''
    const reading: RuleReading = { at: new Date(expiryMs), value: 0, series, origin: 'device' }
    now = join(now, judgeCombination(rule, now.state, reading))
  }
}

const readingOf = ({ atMs, value, series, origin }: Held, judged = value): RuleReading => ({
  at: new Date(atMs),
  value: judged,
  series,
  origin,
})

function judge(rule: BoundRule, state: RuleState, together: readonly Held[]): RuleStep {
  const [first] = together
  if (!first) return { state, transitions: [] }
  if (rule.kind === 'threshold') return stepped(state, stepAlert(state.alert, rule.limit, readingOf(first)))
  if (rule.kind === 'rate') return judgeRate(rule, state, first)
  const latest = { ...state.latest }
  for (const { series, atMs, value } of together) latest[series] = { atMs, value }
  const at = new Date(Math.max(first.atMs, state.alert.lastAt?.getTime() ?? first.atMs))
  return judgeCombination(rule, { ...state, latest }, { ...readingOf(first), at })
}

/** From the oldest reading within the window, when that reaches back half of it at least; else nothing can be said. */
function judgeRate(rule: BoundRule & { kind: 'rate' }, state: RuleState, last: Held): RuleStep {
  const windowMs = rule.windowS * 1_000
  const within = state.recent.filter(({ atMs }) => atMs >= last.atMs - windowMs)
  const [oldest] = within
  const isKept = last.atMs - (within.at(-1)?.atMs ?? -Infinity) >= windowMs / pointsOfWindow
  const recent = isKept ? [...within, { atMs: last.atMs, value: last.value }] : within
  const next = { ...state, recent }
  const spanMs = oldest ? last.atMs - oldest.atMs : 0
  if (!oldest || spanMs * 2 < windowMs) {
    // A gap: what was pending begins anew, what fires is held until something can be said.
    const { alert } = state
    const lastAt = new Date(last.atMs)
    return {
      state: { ...next, alert: alert.phase === 'firing' ? { ...alert, lastAt } : { ...initialAlertState, lastAt } },
      transitions: [],
    }
  }
  const perHour = ((last.value - oldest.value) * 3_600_000) / spanMs
  return stepped(next, stepAlert(next.alert, rule.limit, readingOf(last, perHour)))
}

function judgeCombination(rule: BoundRule & { kind: 'combination' }, state: RuleState, reading: RuleReading): RuleStep {
  const test = state.alert.phase === 'firing' ? isHeld : isRaised
  const holds = rule.parts.map(({ series, limit }) => {
    const point = state.latest[series]
    return point !== undefined && reading.at.getTime() - point.atMs < rule.maxAgeS * 1_000 && test(limit, point.value)
  })
  const isTrue = rule.match === 'all' ? holds.every(Boolean) : holds.some(Boolean)
  const shown = state.latest[rule.parts[Math.max(0, holds.indexOf(true))]?.series ?? '']?.value ?? reading.value
  return stepped(state, stepPhase(state.alert, isTrue, rule.forS, { ...reading, value: shown }))
}

function stepped(state: RuleState, { state: alert, transition }: ReturnType<typeof stepAlert<RuleReading>>): RuleStep {
  return { state: { ...state, alert }, transitions: transition ? [transition] : [] }
}

/** When the value of a part that a standing combination rests on becomes too old. */
function expiryOf(rule: BoundRule, state: RuleState): number | null {
  if (rule.kind !== 'combination' || state.alert.phase === 'inactive') return null
  const lastMs = state.alert.lastAt?.getTime() ?? 0
  const ends = rule.parts
    .map(({ series }) => (state.latest[series]?.atMs ?? 0) + rule.maxAgeS * 1_000)
    .filter((endMs) => endMs > lastMs)
  return ends.length === 0 ? null : Math.min(...ends)
}
