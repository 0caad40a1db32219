import { type RawBuilder, sql } from 'kysely'
import type { AreaCounts } from '../../core/api/situation.ts'
import { isFiringAt } from '../alerts/read-lines.ts'
import type { Db } from '../db/pool.ts'

/** Whose communes are counted: which assets `a` are in use, and alerts `al` with the columns that say how they stand, and when. */
export interface AreaSource {
  readonly inUse: RawBuilder<unknown>
  readonly rows: RawBuilder<unknown>
  readonly moment: RawBuilder<unknown>
}

const now: AreaSource = { inUse: sql`a.retired_at is null`, rows: sql`platform.alert`, moment: sql`now()` }

/** How many assets are in use and how many alerts fire in each commune that has one of either, by code; as they are now, or as they were. */
export async function countAreas(tx: Db, { inUse, rows, moment }: AreaSource = now): Promise<AreaCounts['areas']> {
  const { rows: areas } = await sql<AreaCounts['areas'][number]>`
    with assets as (
      select a.area_code as code, count(*)::int as assets from platform.asset a
      where ${inUse} and a.area_code is not null group by a.area_code
    ),
    alerts as (
      select a.area_code as code, count(*)::int as alerts from ${rows} al join platform.asset a on a.id = al.asset_id
      where ${isFiringAt(moment)} and a.area_code is not null group by a.area_code
    )
    select code, coalesce(assets, 0) as assets, coalesce(alerts, 0) as alerts
    from assets full join alerts using (code) order by code`.execute(tx)
  return areas
}
