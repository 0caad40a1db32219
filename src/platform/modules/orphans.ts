import type { ModuleDefinition } from '../../core/module.ts'
import type { Db } from '../db/pool.ts'
import { indexAssetTypes } from './load.ts'

/**
 * What is left of modules whose folder is gone, one sentence a kind; empty when nothing is. The rows stay and are shown; nothing
 * new of that kind can be made, and its rules run on.
 */
export async function findOrphans(tx: Db, modules: readonly ModuleDefinition[]): Promise<string[]> {
  const types = indexAssetTypes(modules)
  const assets = await tx
    .selectFrom('platform.asset')
    .select((eb) => ['type', eb.fn.countAll<number>().as('count')])
    .groupBy('type')
    .orderBy('type')
    .execute()
  const rules = await tx.selectFrom('platform.alertRule').select(['key', 'assetType']).orderBy('key').execute()
  return [
    ...assets
      .filter(({ type }) => !types.has(type))
      .map(
        ({ type, count }) => `${count} assets of type «${type}» belong to no module any more; they stay as they are`,
      ),
    ...rules
      .filter(({ assetType }) => !types.has(assetType))
      .map(({ key, assetType }) => `rule «${key}» watches type «${assetType}», which no module declares any more`),
  ]
}
