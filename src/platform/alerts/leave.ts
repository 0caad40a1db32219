import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { AlertWriter } from './alert-writer.ts'

/** Attributes of the asset that a rule compares with; without one of them the rule says nothing about the asset. */
const limits = sql`limits as materialized (
    select distinct r.id as rule_id, found #>> '{}' as attribute
    from platform.alert_rule r, jsonb_path_query(r.condition, 'lax $.**.threshold.attribute') found
  )`
const hasLimits = sql<boolean>`not exists (
    select from limits l where l.rule_id = r.id and jsonb_typeof(a.attributes -> l.attribute) is distinct from 'number')`
const isAbout = sql<boolean>`r.enabled and a.retired_at is null
    and (r.scope_agencies = '{}' or ag.code = any(r.scope_agencies)) and (r.scope_assets = '{}' or a.code = any(r.scope_assets))`

interface Row {
  readonly id: string
  readonly enabled: boolean
  readonly isRetired: boolean
  readonly isAbout: boolean
}

/** Why an alert ends whose rule is no longer about its asset. */
function reasonOf({ enabled, isRetired, isAbout: stillAbout }: Row): string {
  if (!enabled) return 'rule.off'
  if (isRetired) return 'asset.retired'
  return stillAbout ? 'asset.limit_gone' : 'rule.scope_left'
}

/**
 * Ends the alerts that fire by a rule which is no longer about their asset, or compares with a limit that the asset has lost, each
 * with the reason, and forgets where it stood there.
 * @param ruleId only those of one rule
 */
export async function endUncovered(tx: Db, now: Date, ruleId: number | null = null): Promise<void> {
  const { rows } = await sql<Row>`
    with ${limits}
    select al.id, r.enabled, a.retired_at is not null as is_retired, ${isAbout} as is_about
    from platform.alert al join platform.alert_rule r on r.id = al.rule_id
      join platform.asset a on a.id = al.asset_id join platform.agency ag on ag.id = a.agency_id
    where al.condition = 'firing' and (${ruleId}::int is null or al.rule_id = ${ruleId}) and not (${isAbout} and ${hasLimits})
    order by al.id`.execute(tx)
  const alerts = new AlertWriter(tx)
  for (const row of rows) alerts.resolve(row.id, now, reasonOf(row))
  await alerts.write()
  if (ruleId === null && rows.length === 0) return
  await sql`with ${limits}
    delete from platform.rule_state st
    using platform.alert_rule r, platform.series s, platform.asset a, platform.agency ag
    where r.id = st.rule_id and s.id = st.series_id and a.id = s.asset_id and ag.id = a.agency_id
      and (${ruleId}::int is null or st.rule_id = ${ruleId}) and not (${isAbout} and ${hasLimits})`.execute(tx)
}
