import { sql } from 'kysely'
import type { AlertState } from '../../core/alert-state.ts'
import { initialRuleState, type RuleState } from '../../core/rule-state.ts'
import type { Db } from '../db/pool.ts'
import type { AlertWriter } from './alert-writer.ts'

/** Where a rule stands on an asset, with what is kept beside it. */
export interface Standing<S> {
  readonly state: S
  /** The alert that fires now. */
  readonly alertId: string | null
  /** When the clock next has something to do with it. */
  readonly dueAt: Date | null
  readonly lateCount: number
  readonly lastLateAt: Date | null
}

/** A row that is locked until the commit. */
export interface LockedState extends Standing<unknown> {
  readonly ruleId: number
  readonly seriesId: number
  readonly silence: boolean
}

export const stateKey = (ruleId: number, seriesId: number): string => `${ruleId}/${seriesId}`

/** Where the rules stand on some series, locked until the commit, by {@link stateKey}. */
export async function lockStates(tx: Db, seriesIds: readonly number[]): Promise<Map<string, LockedState>> {
  const rows = await tx
    .selectFrom('platform.ruleState')
    .selectAll()
    .where('seriesId', '=', sql<number>`any(${seriesIds}::int[])`)
    .orderBy('seriesId')
    .orderBy('ruleId')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [stateKey(row.ruleId, row.seriesId), row]))
}

/** A locked row as the state of a rule that judges values; without one, that of a rule that has seen nothing. */
export function stateOf(row: LockedState | undefined): Standing<RuleState> {
  if (!row) return { state: initialRuleState, alertId: null, dueAt: null, lateCount: 0, lastLateAt: null }
  // Written below and by nothing else.
  const stored = row.state as RuleState & { alert: { [K in keyof AlertState]: string | null } }
  const date = (text: string | null) => (text === null ? null : new Date(text))
  const { phase, pendingSince, firedAt, lastAt } = stored.alert
  const alert = { phase, pendingSince: date(pendingSince), firedAt: date(firedAt), lastAt: date(lastAt) }
  return { ...row, state: { ...stored, alert } }
}

export interface SavedState extends Standing<unknown> {
  readonly ruleId: number
  readonly seriesId: number
}

/** Writes states of rules that judge values or count happenings. @param alerts which wrote the alerts that they name */
export async function saveStates(tx: Db, states: readonly SavedState[], alerts: AlertWriter): Promise<void> {
  if (states.length === 0) return
  await sql`
    insert into platform.rule_state (rule_id, series_id, state, alert_id, due_at, late_count, last_late_at)
    select * from unnest(${states.map(({ ruleId }) => ruleId)}::int[], ${states.map(({ seriesId }) => seriesId)}::int[],
      ${states.map(({ state }) => JSON.stringify(state))}::jsonb[], ${states.map(({ alertId }) => alerts.idOf(alertId))}::uuid[],
      ${states.map(({ dueAt }) => dueAt)}::timestamptz[], ${states.map(({ lateCount }) => lateCount)}::int[],
      ${states.map(({ lastLateAt }) => lastLateAt)}::timestamptz[])
    on conflict (rule_id, series_id) do update set state = excluded.state, alert_id = excluded.alert_id,
      due_at = excluded.due_at, late_count = excluded.late_count, last_late_at = excluded.last_late_at`.execute(tx)
}
