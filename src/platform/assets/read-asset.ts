import type { Asset } from '../../core/api/assets.ts'
import { notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import type { AssetKind } from '../modules/load.ts'
import { readAssets } from './read-assets.ts'
import { selectAssets } from './select-assets.ts'

/** One asset by code. @throws {AppError} `not_found` */
export async function readAsset(tx: Db, types: ReadonlyMap<string, AssetKind>, code: string): Promise<Asset> {
  const { ids } = await selectAssets(tx, { codes: [code], sort: 'code' }, { limit: 1 })
  const [asset] = await readAssets(tx, types, ids)
  if (!asset) throw notFound(`asset ${code}`)
  return asset
}
