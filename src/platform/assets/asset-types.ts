import type { AssetCounts, AssetTypeInfo } from '../../core/api/assets.ts'
import { formFieldsOf } from '../../core/form-field.ts'
import type { Db } from '../db/pool.ts'
import type { AssetKind } from '../modules/load.ts'
import { wordsOf } from './read-assets.ts'
import { countAssets } from './select-assets.ts'

export const noAssets: AssetCounts = { total: 0, alert: 0, silent: 0, never: 0, fine: 0, retired: 0 }

/** Every asset type the modules declare, with how its assets in sight stand. */
export async function readAssetTypes(tx: Db, kinds: ReadonlyMap<string, AssetKind>): Promise<AssetTypeInfo[]> {
  const counts = await countAssets(tx, {})
  return [...kinds.values()].map((kind) => ({
    type: kind.type,
    name: kind.name,
    plural: kind.plural ?? kind.name,
    module: kind.module,
    fetched: kind.fetched,
    // Declarations are plain data; the contract leaves them as JSON.
    fields: formFieldsOf(kind.attributes) as unknown as AssetTypeInfo['fields'],
    series: kind.series.map(({ key, name, unit, cadenceS }) => ({
      key,
      name,
      unit,
      cadenceS,
      words: wordsOf(kind, key),
    })),
    counts: counts.get(kind.type) ?? noAssets,
  }))
}

/** The filter's module as the types it declares. */
export const typesOf = (types: ReadonlyMap<string, AssetKind>, module: string | undefined) =>
  module === undefined ? undefined : [...types.values()].flatMap((kind) => (kind.module.id === module ? kind.type : []))
