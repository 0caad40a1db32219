import { sql } from 'kysely'
import type { AlertState } from '../../core/alert-state.ts'
import type { RuleState } from '../../core/rule-state.ts'
import type { Db } from '../db/pool.ts'
import type { AlertWriter } from './alert-writer.ts'

/** Where a rule stands on an asset, with what is kept beside it. */
export interface Standing<S> {
  readonly state: S
  /** The alert that fires now. */
  readonly alertId: string | null
  /** When the clock next has something to do with it. */
  readonly dueAt: Date | null
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

/** A locked row as the state of a rule that judges values. */
export function stateOf(row: LockedState): Standing<RuleState> {
  // Written below and by nothing else.
  const stored = row.state as RuleState & { alert: { [K in keyof AlertState]: string | null } }
  const date = (text: string | null) => (text === null ? null : new Date(text))
  const { phase, pendingSince, firedAt, lastAt } = stored.alert
  const alert = { phase, pendingSince: date(pendingSince), firedAt: date(firedAt), lastAt: date(lastAt) }
  return { ...row, state: { ...stored, alert } }
}

/** A state of null is kept no longer: the rule is quiet there, and its series tells how far. */
export interface SavedState extends Standing<unknown> {
  readonly ruleId: number
  readonly seriesId: number
}

/** Writes states of rules that judge values or count happenings. @param alerts which wrote the alerts that they name */
export async function saveStates(tx: Db, states: readonly SavedState[], alerts: AlertWriter): Promise<void> {
  const [kept, gone] = [states.filter(({ state }) => state !== null), states.filter(({ state }) => state === null)]
  if (gone.length > 0)
    await sql`delete from platform.rule_state where (rule_id, series_id) in (
      select * from unnest(${gone.map(({ ruleId }) => ruleId)}::int[], ${gone.map(({ seriesId }) => seriesId)}::int[]))`.execute(
      tx,
    )
  if (kept.length === 0) return
  await sql`
    insert into platform.rule_state (rule_id, series_id, state, alert_id, due_at)
    select * from unnest(${kept.map(({ ruleId }) => ruleId)}::int[], ${kept.map(({ seriesId }) => seriesId)}::int[],
      ${kept.map(({ state }) => JSON.stringify(state))}::jsonb[], ${kept.map(({ alertId }) => alerts.idOf(alertId))}::uuid[],
      ${kept.map(({ dueAt }) => dueAt)}::timestamptz[])
    on conflict (rule_id, series_id) do update set state = excluded.state, alert_id = excluded.alert_id,
      due_at = excluded.due_at`.execute(tx)
}

/**
 * Notes up to when series are looked at, by event time in ms since 1970.
 * @returns up to when they were before, of those that were
 */
export async function moveSeen(tx: Db, until: ReadonlyMap<number, number>): Promise<Map<number, number>> {
  const { rows } = await sql<{ seriesId: number; seenMs: number }>`
    with before as (
      select series_id, extract(epoch from seen_at) * 1000 as seen_ms from platform.rule_seen where series_id = any(${[...until.keys()]}::int[])
    ), moved as (
      insert into platform.rule_seen as s (series_id, seen_at)
      select id, to_timestamp(ms / 1000) from unnest(${[...until.keys()]}::int[], ${[...until.values()]}::float8[]) u (id, ms)
      on conflict (series_id) do update set seen_at = excluded.seen_at where excluded.seen_at > s.seen_at
    ) select series_id, seen_ms::float8 from before`.execute(tx)
  return new Map(rows.map(({ seriesId, seenMs }) => [seriesId, Math.round(seenMs)]))
}

/** Counts readings, by rule, that came too late to be looked at. */
export async function countLate(tx: Db, late: ReadonlyMap<number, number>, now: Date): Promise<void> {
  if (late.size === 0) return
  await sql`
    insert into platform.rule_late as l (rule_id, late_count, last_late_at)
    select id, count, ${now}::timestamptz from unnest(${[...late.keys()]}::int[], ${[...late.values()]}::int[]) u (id, count)
    on conflict (rule_id) do update set late_count = l.late_count + excluded.late_count, last_late_at = excluded.last_late_at`.execute(
    tx,
  )
}
