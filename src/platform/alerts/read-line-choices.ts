import { sql } from 'kysely'
import type { LineChoices } from '../../core/api/alerts.ts'
import type { Db } from '../db/pool.ts'
import type { AssetKind } from '../modules/load.ts'
import { isOpen } from './read-alerts.ts'

interface Counted {
  readonly areas: LineChoices['areas'] | null
  readonly agencies: LineChoices['agencies'] | null
  readonly rules: LineChoices['rules'] | null
  readonly types: { type: string; alerts: number }[] | null
}

/** The communes, agencies, modules and rules that alerts in sight are of, those open or all; the most alerts first. A type that no module declares any more is left out. */
export async function readLineChoices(
  tx: Db,
  kinds: ReadonlyMap<string, AssetKind>,
  state: 'open' | 'all',
): Promise<LineChoices> {
  const { rows } = await sql<Counted>`
    with counted as materialized (
      select al.area_code, al.agency_id, al.rule_id, ast.type, count(*)::int as alerts
      from platform.alert al join platform.asset ast on ast.id = al.asset_id
      where ${state === 'open' ? isOpen : sql`true`} group by 1, 2, 3, 4
    ),
    areas as (
      select ar.code, ar.name, sum(alerts)::int as alerts from counted join platform.core_area ar on ar.code = area_code group by 1, 2
    ),
    agencies as (
      select ag.id, ag.code, ag.name, sum(alerts)::int as alerts from counted join platform.agency ag on ag.id = agency_id group by 1, 2, 3
    ),
    rules as (
      select ru.key, jsonb_build_object('vi', ru.name_vi, 'en', ru.name_en) as name, sum(alerts)::int as alerts
      from counted join platform.alert_rule ru on ru.id = rule_id group by 1, 2
    ),
    types as (select type, sum(alerts)::int as alerts from counted group by 1)
    select (select jsonb_agg(areas order by alerts desc, name) from areas) as areas,
      (select jsonb_agg(agencies order by alerts desc, name) from agencies) as agencies,
      (select jsonb_agg(rules order by alerts desc, key) from rules) as rules, (select jsonb_agg(types) from types) as types`.execute(
    tx,
  )
  const modules = new Map<string, LineChoices['modules'][number]>()
  for (const { type, alerts } of rows[0]?.types ?? []) {
    const module = kinds.get(type)?.module
    if (!module) continue
    modules.set(module.id, { ...module, alerts: (modules.get(module.id)?.alerts ?? 0) + alerts })
  }
  return {
    areas: rows[0]?.areas ?? [],
    agencies: rows[0]?.agencies ?? [],
    rules: rows[0]?.rules ?? [],
    modules: [...modules.values()].toSorted((a, b) => b.alerts - a.alerts),
  }
}
