import { sql } from 'kysely'
import { type AlertState, type AlertTransition, initialAlertState, stepAlert } from '../../core/alert-state.ts'
import type { RuleCondition } from '../../core/condition.ts'
import type { Db } from '../db/pool.ts'

/** A reading the rules have not looked at. */
export interface FreshReading {
  readonly at: Date
  readonly value: number
  readonly origin: 'device' | 'replayed' | 'simulated'
}

/** A series with its asset, as rules need them. */
export interface WatchedSeries {
  readonly seriesId: number
  readonly assetId: number
  readonly assetType: string
  readonly assetName: string
  readonly seriesKey: string
  readonly unit: string
  readonly agencyId: number
  readonly areaCode: string | null
  readonly attributes: Readonly<Record<string, unknown>>
}

export interface Rule {
  readonly id: number
  readonly titleVi: string
  readonly titleEn: string
  readonly severity: 'crit' | 'major' | 'minor' | 'info'
  readonly assetType: string
  readonly seriesKey: string
  readonly op: '>' | '>=' | '<' | '<='
  readonly threshold: number | null
  readonly thresholdAttribute: string | null
  readonly clearMargin: number
  readonly forS: number
}

/** The rule as a condition over one series; null where the asset lacks the limit: then the rule says nothing of it. */
export function conditionFor(rule: Rule, series: WatchedSeries): RuleCondition | null {
  if (rule.assetType !== series.assetType || rule.seriesKey !== series.seriesKey) return null
  const threshold = rule.threshold ?? series.attributes[rule.thresholdAttribute ?? '']
  if (typeof threshold !== 'number' || !Number.isFinite(threshold)) return null
  const clear = rule.op.startsWith('>') ? threshold - rule.clearMargin : threshold + rule.clearMargin
  return { op: rule.op, threshold, forS: rule.forS, clear }
}

/** What the readings of one series make of one rule, in order of event time. */
export function runRule(
  state: AlertState,
  condition: RuleCondition,
  readings: readonly FreshReading[],
): { state: AlertState; transitions: AlertTransition<FreshReading>[] } {
  let now = state
  const transitions: AlertTransition<FreshReading>[] = []
  for (const reading of readings.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const step = stepAlert(now, condition, reading)
    now = step.state
    if (step.transition) transitions.push(step.transition)
  }
  return { state: now, transitions }
}

const StoredState = {
  read(value: unknown): AlertState {
    // Written by `write` below and by nothing else.
    const stored = value as { [K in keyof AlertState]: string | null } & Pick<AlertState, 'phase'>
    const date = (text: string | null) => (text === null ? null : new Date(text))
    return {
      phase: stored.phase,
      pendingSince: date(stored.pendingSince),
      firedAt: date(stored.firedAt),
      lastAt: date(stored.lastAt),
    }
  },
  write: (state: AlertState): string => JSON.stringify(state),
}

export interface StandingState {
  readonly state: AlertState
  /** The alert that fires now. */
  readonly alertId: string | null
}

/** Where the rules stand on some series, locked until the commit. Keys: `<rule>/<series>`. */
export async function lockStates(tx: Db, seriesIds: readonly number[]): Promise<Map<string, StandingState>> {
  const rows = await tx
    .selectFrom('platform.ruleState')
    .selectAll()
    .where('seriesId', '=', sql<number>`any(${seriesIds}::int[])`)
    .orderBy('seriesId')
    .forUpdate()
    .execute()
  return new Map(
    rows.map((row) => [`${row.ruleId}/${row.seriesId}`, { state: StoredState.read(row.state), alertId: row.alertId }]),
  )
}

export const noState: StandingState = { state: initialAlertState, alertId: null }

export async function saveState(tx: Db, ruleId: number, seriesId: number, standing: StandingState): Promise<void> {
  const values = { state: StoredState.write(standing.state), alertId: standing.alertId }
  await tx
    .insertInto('platform.ruleState')
    .values({ ruleId, seriesId, ...values })
    .onConflict((conflict) => conflict.columns(['ruleId', 'seriesId']).doUpdateSet(values))
    .execute()
}
