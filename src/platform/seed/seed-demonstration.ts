import type { AssetType } from '../../core/module.ts'
import { loadAreaShapes } from '../areas/areas.ts'
import { readProvince } from '../areas/province.ts'
import { insertAsset } from '../assets/insert-asset.ts'
import type { Db } from '../db/pool.ts'
import { referenceFiles } from './files.ts'
import { nameOfRoot } from './root-agency.ts'

/** Who answers for what in the demonstration: a choice of ours, marked so (data/demo-hue/SOURCE.md). */
const stationOwner = 'H57.907'
const reservoirs = [
  { code: 'ho-binh-dien', name: 'Hồ Bình Điền', owner: 'H57.909', river: 'Hữu Trạch' },
  { code: 'ho-huong-dien', name: 'Hồ Hương Điền', owner: 'H57.909', river: 'Bồ' },
  { code: 'ho-ta-trach', name: 'Hồ Tả Trạch', owner: 'H57.907', river: 'Tả Trạch' },
]

/** The agency that stands alone where the demonstration is not wanted, by the name of its province; its name is edited by the operator. */
export async function seedRootAgency(tx: Db, isProvinceChosen = false): Promise<void> {
  const known = await tx.selectFrom('platform.agency').select('id').limit(1).executeTakeFirst()
  if (known) return
  const province = await readProvince(tx)
  const values = { ...nameOfRoot(province), kind: 'province_committee', areaCode: province.code }
  const { id } = await tx.insertInto('platform.agency').values(values).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('platform.agencyName').values({ agencyId: id, name: values.name }).execute()
  await tx
    .insertInto('platform.setting')
    .values({
      key: 'first_hour',
      value: JSON.stringify({ province: isProvinceChosen, skipped: [] }),
      note: 'the first hour of a centre that was started empty',
    })
    .execute()
}

/**
 * Agencies, river stations and reservoirs of Thành phố Huế, once, into an installation that has no agency yet. Agency codes lie
 * outside the official range; who owns which asset is invented.
 */
export async function seedDemonstration(tx: Db, assetTypes: ReadonlyMap<string, AssetType>): Promise<void> {
  const known = await tx.selectFrom('platform.agency').select('id').limit(1).executeTakeFirst()
  if (known) return
  const ids = await seedAgencies(tx)
  const shapes = await loadAreaShapes(tx)
  const { stations } = await referenceFiles.stations()
  const owner = (code: string) => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`data/demo-hue/agencies.json has no agency ${code}`)
    return id
  }
  for (const station of stations) {
    await insertAsset(tx, assetTypes, shapes, {
      code: station.code,
      type: 'river_station',
      name: `Trạm thuỷ văn ${station.name}`,
      agencyId: owner(stationOwner),
      position: station.position,
      demonstration: true,
      attributes: {
        river: station.river,
        basin: station.basin,
        official_code: station.stationCode,
        alert_level_1_m: station.alertLevel1M,
        alert_level_2_m: station.alertLevel2M,
        alert_level_3_m: station.alertLevel3M,
        record_flood_m: station.recordFloodM,
        record_flood_year: station.recordFloodYear,
        position_note: station.positionNote.vi,
      },
    })
  }
  for (const { code, name, owner: agency, river } of reservoirs) {
    const asset = { code, type: 'reservoir', name, agencyId: owner(agency), position: null, demonstration: true }
    await insertAsset(tx, assetTypes, shapes, { ...asset, attributes: { river } })
  }
}

async function seedAgencies(tx: Db): Promise<Map<string, number>> {
  const { agencies } = await referenceFiles.agencies()
  const ids = new Map<string, number>()
  // Parents stand before their children in the file.
  for (const { code, name, kind, parentCode, areaCode } of agencies) {
    const parentId = parentCode === null ? null : (ids.get(parentCode) ?? null)
    const { id } = await tx
      .insertInto('platform.agency')
      .values({ code, name, kind, parentId, areaCode, demonstration: true })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx.insertInto('platform.agencyName').values({ agencyId: id, name }).execute()
    ids.set(code, id)
  }
  return ids
}
