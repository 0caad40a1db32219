import { z } from 'zod'
import { AppError, conflict } from '../../core/error.ts'
import { type AreaShape, findArea } from '../../core/geo.ts'
import type { AssetType } from '../../core/module.ts'
import type { Db } from '../db/pool.ts'

export interface AssetValues {
  readonly code: string
  readonly type: string
  readonly name: string
  readonly agencyId: number
  readonly position: readonly [number, number] | null
  readonly attributes: Readonly<Record<string, unknown>>
  readonly demonstration: boolean
}

/**
 * Writes an asset and the series of its type; the commune is found from the position.
 * @returns the asset's id
 * @throws {AppError} `unknown_asset_type`, `bad_attributes` naming each, `code_in_use`
 */
export async function insertAsset(
  tx: Db,
  assetTypes: ReadonlyMap<string, AssetType>,
  shapes: readonly AreaShape<string>[],
  asset: AssetValues,
): Promise<number> {
  const type = assetTypes.get(asset.type)
  if (!type) {
    const detail = `type: no module declares «${asset.type}»; known are ${[...assetTypes.keys()].join(', ')}`
    throw new AppError('unknown_asset_type', 400, { detail, errors: [{ path: 'type', message: detail }] })
  }
  const [lon, lat] = asset.position ?? [null, null]
  const row = await tx
    .insertInto('platform.asset')
    .values({
      code: asset.code,
      type: asset.type,
      name: asset.name,
      agencyId: asset.agencyId,
      areaCode: lon === null || lat === null ? null : findArea(shapes, lon, lat),
      lon,
      lat,
      attributes: JSON.stringify(parseAttributes(type, asset.attributes)),
      demonstration: asset.demonstration,
    })
    .onConflict((on) => on.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw conflict('code_in_use', `code: «${asset.code}» is another asset's; choose another code`)
  for (const { key, name, unit, cadenceS, sporadic = false } of type.series) {
    const values = {
      assetId: row.id,
      agencyId: asset.agencyId,
      key,
      nameVi: name.vi,
      nameEn: name.en,
      unit,
      cadenceS,
      sporadic,
    }
    await tx.insertInto('platform.series').values(values).execute()
  }
  return row.id
}

/** Attributes as the type's schema takes them. @throws {AppError} `bad_attributes` naming each that does not fit */
export function parseAttributes(type: AssetType, attributes: Readonly<Record<string, unknown>>): object {
  const parsed = z.strictObject(type.attributes.shape).safeParse(attributes)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map((issue) => ({
    path: ['attributes', ...issue.path].join('.'),
    message: issue.message,
  }))
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new AppError('bad_attributes', 400, { detail, errors })
}
