import { isHeld, isRaised, type RuleCondition } from './condition.ts'

/** Prometheus' phases: the condition is false; true, but not yet for long enough; true for long enough. */
export type AlertPhase = 'inactive' | 'pending' | 'firing'

/** Where one rule stands with one series. Kept with the cursor over readings, so a crash neither forgets nor repeats. */
export interface AlertState {
  readonly phase: AlertPhase
  /** Event time of the first reading of the run that is pending or firing now. */
  readonly pendingSince: Date | null
  /** Event time of the reading that made it fire; null unless firing. */
  readonly firedAt: Date | null
  /** Event time of the last reading that was evaluated. */
  readonly lastAt: Date | null
}

/** `at` is event time. */
export interface StateReading {
  readonly at: Date
  readonly value: number
}

/** What a reading changed: it made the alert fire, or resolved it. */
export interface AlertTransition<R extends StateReading> {
  readonly kind: 'firing' | 'resolved'
  readonly reading: R
}

/** A rule that has seen no reading yet. */
export const initialAlertState: AlertState = { phase: 'inactive', pendingSince: null, firedAt: null, lastAt: null }

/** What one step leaves behind. */
export interface AlertStep<R extends StateReading> {
  readonly state: AlertState
  readonly transition: AlertTransition<R> | null
}

/**
 * One step over one reading. Readings are meant in order of event time; one that is not later than the last evaluated (late,
 * or sent twice) changes nothing. A reading makes at most one transition. Between two readings the older one's value holds.
 */
export function stepAlert<R extends StateReading>(
  state: AlertState,
  condition: RuleCondition,
  reading: R,
): AlertStep<R> {
  if (state.lastAt && reading.at <= state.lastAt) return { state, transition: null }
  const test = state.phase === 'firing' ? isHeld : isRaised
  return stepPhase(state, test(condition, reading.value), condition.forS, reading)
}

/** The same where the condition was judged already; in the phase `firing` against its milder limits. */
export function stepPhase<R extends StateReading>(
  state: AlertState,
  isTrue: boolean,
  forS: number,
  reading: R,
): AlertStep<R> {
  const { at } = reading
  if (state.phase === 'firing') {
    if (isTrue) return { state: { ...state, lastAt: at }, transition: null }
    return { state: { ...initialAlertState, lastAt: at }, transition: { kind: 'resolved', reading } }
  }
  if (!isTrue) return { state: { ...initialAlertState, lastAt: at }, transition: null }

  const since = state.pendingSince ?? at
  if (at.getTime() - since.getTime() < forS * 1_000) {
    return { state: { phase: 'pending', pendingSince: since, firedAt: null, lastAt: at }, transition: null }
  }
  return {
    state: { phase: 'firing', pendingSince: since, firedAt: at, lastAt: at },
    transition: { kind: 'firing', reading },
  }
}
