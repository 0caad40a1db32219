import { sql } from 'kysely'
import type { ModuleDefinition } from '../../core/module.ts'
import type { Db } from '../db/pool.ts'

/**
 * Gives the assets that stand what their types report by now: a series that a module declares since is made for each, one that stands is
 * left as it is.
 * @returns how many were made
 */
export async function seedSeries(tx: Db, modules: readonly ModuleDefinition[]): Promise<number> {
  const declared = modules.flatMap(({ assets = [] }) =>
    assets.flatMap(({ type, series }) =>
      series.map(({ key, name, unit, cadenceS, sporadic = false }) => ({ type, key, name, unit, cadenceS, sporadic })),
    ),
  )
  const { numAffectedRows } = await sql`
    insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s, sporadic)
    select a.id, a.agency_id, d.key, d.name ->> 'vi', d.name ->> 'en', d.unit, d."cadenceS", d.sporadic
    from jsonb_to_recordset(${JSON.stringify(declared)}::jsonb)
      as d (type text, key text, name jsonb, unit text, "cadenceS" integer, sporadic boolean)
    join platform.asset a on a.type = d.type
    where not exists (select from platform.series s where s.asset_id = a.id and s.key = d.key)
    on conflict (asset_id, key) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
