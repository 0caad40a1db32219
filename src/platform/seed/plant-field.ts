import { sql } from 'kysely'
import type { AssetType } from '../../core/module.ts'
import { loadAreaShapes } from '../areas/areas.ts'
import { insertAssets } from '../assets/insert-asset.ts'
import type { Db } from '../db/pool.ts'
import { referenceFiles } from './files.ts'

/**
 * Puts the devices of the simulated field in, with what hangs on what, once, where the demonstration's agencies stand: all of them or,
 * where one of the codes is taken, none.
 */
export async function plantField(tx: Db, assetTypes: ReadonlyMap<string, AssetType>): Promise<void> {
  const { devices } = await referenceFiles.field()
  const codes = devices.map(({ code }) => code)
  const taken = await tx
    .selectFrom('platform.asset')
    .select('id')
    .where('code', 'in', codes)
    .limit(1)
    .executeTakeFirst()
  if (taken) return
  const agencies = await tx
    .selectFrom('platform.agency')
    .select(['id', 'code'])
    .where('code', 'in', [...new Set(devices.map(({ agency }) => agency))])
    .where('demonstration', '=', true)
    .where('closedAt', 'is', null)
    .execute()
  const owners = new Map(agencies.map(({ id, code }) => [code, id]))
  if (!devices.every(({ agency }) => owners.has(agency))) return

  const shapes = await loadAreaShapes(tx)
  for (const [name, those] of Map.groupBy(devices, ({ type }) => type)) {
    const type = assetTypes.get(name)
    if (!type) throw new Error(`data/demo-hue/field.json: no module declares the type «${name}»`)
    await insertAssets(
      tx,
      type,
      shapes,
      those.map(({ agency, ...device }) => ({ ...device, agencyId: owners.get(agency) ?? 0, demonstration: true })),
    )
  }
  const ownerOf = new Map(devices.map(({ code, agency }) => [code, owners.get(agency)]))
  const links = devices.flatMap(({ code, poweredBy }) => (poweredBy === undefined ? [] : [{ code, poweredBy }]))
  await sql`insert into platform.link (from_kind, from_id, relation, to_kind, to_id, agency_id, to_agency_id)
    select 'asset', code, 'powered_by', 'asset', cause, agency, cause_agency
    from unnest(${links.map(({ code }) => code)}::text[], ${links.map(({ poweredBy }) => poweredBy)}::text[],
      ${links.map(({ code }) => ownerOf.get(code))}::int[], ${links.map(({ poweredBy }) => ownerOf.get(poweredBy))}::int[])
      as hung (code, cause, agency, cause_agency)`.execute(tx)
}
