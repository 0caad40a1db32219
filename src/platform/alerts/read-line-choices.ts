import { sql } from 'kysely'
import type { LineChoices } from '../../core/api/alerts.ts'
import type { Db } from '../db/pool.ts'
import type { AssetKind } from '../modules/load.ts'
import { isOpen } from './read-alerts.ts'

interface Counted {
  readonly areas: LineChoices['areas'] | null
  readonly agencies: LineChoices['agencies'] | null
  readonly types: { type: string; alerts: number }[] | null
}

/** The communes, agencies and modules that open alerts in sight are of, the most alerts first. A type that no module declares any more is left out. */
export async function readLineChoices(tx: Db, kinds: ReadonlyMap<string, AssetKind>): Promise<LineChoices> {
  const { rows } = await sql<Counted>`
    with counted as materialized (
      select al.area_code, al.agency_id, ast.type, count(*)::int as alerts
      from platform.alert al join platform.asset ast on ast.id = al.asset_id
      where ${isOpen} group by 1, 2, 3
    ),
    areas as (
      select ar.code, ar.name, sum(alerts)::int as alerts from counted join platform.core_area ar on ar.code = area_code group by 1, 2
    ),
    agencies as (
      select ag.id, ag.code, ag.name, sum(alerts)::int as alerts from counted join platform.agency ag on ag.id = agency_id group by 1, 2, 3
    ),
    types as (select type, sum(alerts)::int as alerts from counted group by 1)
    select (select jsonb_agg(areas order by alerts desc, name) from areas) as areas,
      (select jsonb_agg(agencies order by alerts desc, name) from agencies) as agencies,
      (select jsonb_agg(types) from types) as types`.execute(tx)
  const modules = new Map<string, LineChoices['modules'][number]>()
  for (const { type, alerts } of rows[0]?.types ?? []) {
    const module = kinds.get(type)?.module
    if (!module) continue
    modules.set(module.id, { ...module, alerts: (modules.get(module.id)?.alerts ?? 0) + alerts })
  }
  return {
    areas: rows[0]?.areas ?? [],
    agencies: rows[0]?.agencies ?? [],
    modules: [...modules.values()].toSorted((a, b) => b.alerts - a.alerts),
  }
}
