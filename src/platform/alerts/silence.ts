import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { definitionOfRow } from '../rules/rows.ts'
import type { AlertWriter } from './alert-writer.ts'
import { apart, type Look, type RulePlace } from './apart.ts'

const pushedAtOnce = 20_000
const firedAtOnce = 2_000

/** Since when the centre takes in, and the seconds it gives devices to come back after that. */
export interface OpenDoors {
  readonly openSince: Date
  readonly graceS: number
}

/** Something of these series is being evaluated: silences that fire there are looked at next, by when it was received. */
export async function wakeSilences(tx: Db, seriesIds: readonly number[]): Promise<void> {
  await sql`update platform.rule_state set due_at = to_timestamp(0)
    where silence and alert_id is not null and series_id = any(${seriesIds}::int[])`.execute(tx)
}

/**
 * Gives each series that a silence rule is about its place, and takes those away whose asset is retired. A place's `due_at` is the
 * earliest moment at which it can be silent, at first the next look; it is moved on when that comes and something was received, not with each reading.
 */
export async function enrolForSilence(tx: Db): Promise<void> {
  await sql`
    insert into platform.rule_state (rule_id, series_id, state, silence, due_at)
    select r.id, s.id, '{}', true, to_timestamp(0)
    from platform.alert_rule r
      join platform.asset a on a.type = r.asset_type and a.retired_at is null
      join platform.agency ag on ag.id = a.agency_id
      join platform.series s on s.asset_id = a.id and s.key = r.condition->>'series'
    where r.enabled and r.condition->>'kind' = 'silence'
      and (r.scope_agencies = '{}' or ag.code = any(r.scope_agencies))
      and (r.scope_assets = '{}' or a.code = any(r.scope_assets))
      and not exists (select from platform.rule_state st where st.rule_id = r.id and st.series_id = s.id)
    on conflict do nothing`.execute(tx)
  await sql`delete from platform.rule_state st using platform.series s, platform.asset a
    where st.silence and st.alert_id is null and s.id = st.series_id and a.id = s.asset_id and a.retired_at is not null`.execute(
    tx,
  )
}

/**
 * Fires for what has been silent for too long, by the time of receiving. One query over an index finds what is due, however many series
 * there are, moves on those that were heard meanwhile, and skips what another look holds.
 * @returns how many fired; as many as one look takes when there may be more
 */
export async function sweepSilence(look: Look, doors: OpenDoors, now: Date): Promise<number> {
  const { tx, alerts } = look
  const openS = doors.openSince.getTime() / 1_000 + doors.graceS
  const { rows } = await sql<Silent>`
    with due as (
      select rule_id, series_id, alert_id from platform.rule_state
      where silence and due_at <= ${now} order by due_at limit ${pushedAtOnce} for update skip locked
    ), judged as materialized (
      select due.rule_id, due.series_id, due.alert_id, coalesce(l.received_at, a.created_at) as heard_at, l.origin,
        -- core/rule-timer.ts, silentAt
        greatest(coalesce(l.received_at, a.created_at), to_timestamp(${openS}))
          + make_interval(secs => (r.condition->>'afterS')::integer) as silent_at,
        s.asset_id
      from due
        join platform.alert_rule r on r.id = due.rule_id
        join platform.series s on s.id = due.series_id
        join platform.asset a on a.id = s.asset_id
        left join platform.last_value l on l.series_id = due.series_id
      where r.enabled and a.retired_at is null
    ), moved as (
      update platform.rule_state st set due_at = judged.silent_at, alert_id = null from judged
      where st.rule_id = judged.rule_id and st.series_id = judged.series_id and judged.silent_at > ${now}
    )
    select r.*, j.series_id, j.alert_id, j.heard_at, j.silent_at, coalesce(j.origin, 'device') as origin, j.asset_id,
      a.name as asset_name, a.agency_id, a.area_code, al.fired_at
    from judged j join platform.alert_rule r on r.id = j.rule_id join platform.asset a on a.id = j.asset_id
      left join platform.alert al on al.id = j.alert_id
    where j.silent_at <= ${now} or j.alert_id is not null order by j.silent_at limit ${firedAtOnce}`.execute(tx)
  const fired: Fired[] = []
  for (const row of rows) {
    const place = { ruleId: row.id, seriesId: row.seriesId }
    const alertId = await apart(look, place, () => judge(alerts, row, now))
    if (alertId !== null) fired.push({ ...place, alertId })
  }
  await alerts.write()
  await keepFired(tx, fired, alerts)
  return rows.length
}

interface Fired extends RulePlace {
  readonly alertId: string
}

async function keepFired(tx: Db, fired: readonly Fired[], alerts: AlertWriter): Promise<void> {
  if (fired.length === 0) return
  await sql`update platform.rule_state st set alert_id = fired.alert_id, due_at = null
    from unnest(${fired.map(({ ruleId }) => ruleId)}::int[], ${fired.map(({ seriesId }) => seriesId)}::int[],
      ${fired.map(({ alertId }) => alerts.idOf(alertId))}::uuid[]) fired (rule_id, series_id, alert_id)
    where st.rule_id = fired.rule_id and st.series_id = fired.series_id`.execute(tx)
}

type Silent = Parameters<typeof definitionOfRow>[0] & {
  readonly id: number
  readonly version: number
  readonly seriesId: number
  readonly alertId: string | null
  readonly assetId: number
  readonly assetName: string
  readonly agencyId: number
  readonly areaCode: string | null
  readonly heardAt: Date
  readonly silentAt: Date
  /** Of the alert that fires. */
  readonly firedAt: Date | null
  readonly origin: 'device' | 'replayed' | 'simulated'
}

/** @returns the alert that begins */
function judge(alerts: AlertWriter, row: Silent, now: Date): string | null {
  const definition = definitionOfRow(row)
  if (definition.condition.kind !== 'silence') return null
  if (row.silentAt > now) {
    // Nothing was heard, yet it is no silence: it fired by a shorter limit than the rule has now.
    if (row.alertId && row.firedAt && row.heardAt < row.firedAt) alerts.resolve(row.alertId, now, 'rule.edited')
    else if (row.alertId && row.firedAt) alerts.resolve(row.alertId, row.heardAt)
    return null
  }
  return alerts.raise({
    rule: { id: row.id, version: row.version, definition },
    asset: row,
    at: row.silentAt,
    value: (now.getTime() - row.heardAt.getTime()) / 3_600_000,
    threshold: definition.condition.afterS / 3_600,
    unit: 'h',
    origin: row.origin,
  })
}
