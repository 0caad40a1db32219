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
  const [id] = await insertAssets(tx, type, shapes, [asset])
  if (id === undefined) throw new TypeError('one asset given makes one')
  return id
}

/** {@link insertAsset} of many of one type. @returns their ids, in order */
export async function insertAssets(
  tx: Db,
  type: AssetType,
  shapes: readonly AreaShape<string>[],
  assets: readonly AssetValues[],
): Promise<number[]> {
  if (assets.length === 0) return []
  const rows = assets.map((asset) => ({
    code: asset.code,
    type: asset.type,
    name: asset.name,
    agencyId: asset.agencyId,
    ...placeOf(shapes, asset.position),
    attributes: JSON.stringify(parseAttributes(type, asset.attributes)),
    demonstration: asset.demonstration,
  }))
  const made = await tx
    .insertInto('platform.asset')
    .values(rows)
    .onConflict((on) => on.column('code').doNothing())
    .returning(['id', 'code'])
    .execute()
  const ids = new Map(made.map(({ id, code }) => [code, id]))
  const series = assets.flatMap(({ code, agencyId }) => {
    const assetId = ids.get(code)
    if (assetId === undefined) throw conflict('code_in_use', `code: «${code}» is another asset's; choose another code`)
    return type.series.map(({ key, name, unit, cadenceS, sporadic = false }) => ({
      assetId,
      agencyId,
      key,
      nameVi: name.vi,
      nameEn: name.en,
      unit,
      cadenceS,
      sporadic,
    }))
  })
  if (series.length > 0) await tx.insertInto('platform.series').values(series).execute()
  return assets.map(({ code }) => ids.get(code) ?? 0)
}

/** Columns of a position: the commune is the one that holds it. */
export function placeOf(shapes: readonly AreaShape<string>[], position: readonly [number, number] | null) {
  const [lon, lat] = position ?? [null, null]
  return { areaCode: lon === null || lat === null ? null : findArea(shapes, lon, lat), lon, lat }
}

/** Attributes as the type declares them. @throws {AppError} `bad_attributes` naming each */
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
