import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { AlertWriter } from './alert-writer.ts'

/**
 * Ends the alerts that fire by a rule which is no longer about their asset, each with the reason, and forgets where it stood there.
 * @param ruleId only those of one rule
 */
export async function endUncovered(tx: Db, now: Date, ruleId: number | null = null): Promise<void> {
  const covered = sql<boolean>`r.enabled and a.retired_at is null
    and (r.scope_agencies = '{}' or ag.code = any(r.scope_agencies)) and (r.scope_assets = '{}' or a.code = any(r.scope_assets))`
  const { rows } = await sql<{ id: string; enabled: boolean; isRetired: boolean }>`
    select al.id, r.enabled, a.retired_at is not null as is_retired
    from platform.alert al join platform.alert_rule r on r.id = al.rule_id
      join platform.asset a on a.id = al.asset_id join platform.agency ag on ag.id = a.agency_id
    where al.condition = 'firing' and (${ruleId}::int is null or al.rule_id = ${ruleId}) and not (${covered})
    order by al.id`.execute(tx)
  const alerts = new AlertWriter(tx)
  for (const { id, enabled, isRetired } of rows)
    alerts.resolve(id, now, enabled ? (isRetired ? 'asset.retired' : 'rule.scope_left') : 'rule.off')
  await alerts.write()
  if (ruleId === null && rows.length === 0) return
  await sql`delete from platform.rule_state st
    using platform.alert_rule r, platform.series s, platform.asset a, platform.agency ag
    where r.id = st.rule_id and s.id = st.series_id and a.id = s.asset_id and ag.id = a.agency_id
      and (${ruleId}::int is null or st.rule_id = ${ruleId}) and not (${covered})`.execute(tx)
}
