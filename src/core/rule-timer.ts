/** When a series counts as silent; `openSince`: when the centre began to take in again. Instants of the centre's clock. */
export function silentAt(
  rule: { readonly afterS: number },
  lastReceivedAt: Date,
  openSince: Date,
  graceS: number,
): Date {
  // While the doors were shut nobody could be heard: that time is the centre's own silence.
  const baseMs = Math.max(lastReceivedAt.getTime(), openSince.getTime() + graceS * 1_000)
  return new Date(baseMs + rule.afterS * 1_000)
}

/** Where a rule over happenings stands on one asset. Times in ms since 1970. */
export interface TallyState {
  readonly phase: 'inactive' | 'firing'
  /** When it happened, within the window; the last one is the newest. */
  readonly timesMs: readonly number[]
}
export interface TallyRule {
  readonly count: number
  readonly withinS: number
  readonly quietS: number
}
export interface TallyStep {
  readonly state: TallyState
  readonly transition: { readonly kind: 'firing' | 'resolved'; readonly at: Date; readonly count: number } | null
}

export const initialTally: TallyState = { phase: 'inactive', timesMs: [] }

/** One more happening. It fires with the one that makes `count` within the window. */
export function feedTally(rule: TallyRule, state: TallyState, at: Date): TallyStep {
  const sorted = [...state.timesMs, at.getTime()].sort((a, b) => a - b)
  const newestMs = sorted.at(-1) ?? at.getTime()
  const timesMs = sorted.filter((ms) => ms > newestMs - rule.withinS * 1_000).slice(-rule.count)
  if (state.phase === 'firing' || timesMs.length < rule.count)
    return { state: { phase: state.phase, timesMs }, transition: null }
  return {
    state: { phase: 'firing', timesMs },
    transition: { kind: 'firing', at: new Date(newestMs), count: timesMs.length },
  }
}

/** It is over once it did not happen again for `quietS`. */
export function tickTally(rule: TallyRule, state: TallyState, now: Date): TallyStep {
  const due = tallyDue(rule, state)
  if (!due || due > now) return { state, transition: null }
  return { state: initialTally, transition: { kind: 'resolved', at: due, count: 0 } }
}

export function tallyDue(rule: TallyRule, state: TallyState): Date | null {
  const lastMs = state.timesMs.at(-1)
  return state.phase === 'firing' && lastMs !== undefined ? new Date(lastMs + rule.quietS * 1_000) : null
}
