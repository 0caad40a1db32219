import type { ModuleDefinition } from '../../core/module.ts'
import { connectorName, listConnectors } from '../connectors/rows.ts'
import type { Db } from '../db/pool.ts'
import { listReactions, reactionName } from '../happenings/rows.ts'
import { channelName, listChannels } from '../messages/rows.ts'
import { indexRecordKinds } from '../records/record-kind.ts'
import { indexAssetTypes } from './load.ts'

/**
 * What is left of modules whose folder is gone, one sentence a kind; empty when nothing is. The rows stay and are found by search;
 * nothing new of that kind can be made, and its rules run on.
 */
export async function findOrphans(tx: Db, modules: readonly ModuleDefinition[]): Promise<string[]> {
  const types = indexAssetTypes(modules)
  const kinds = indexRecordKinds(modules)
  const connectors = new Set(listConnectors(modules).map(connectorName))
  const assets = await tx
    .selectFrom('platform.asset')
    .select((eb) => ['type', eb.fn.countAll<number>().as('count')])
    .groupBy('type')
    .orderBy('type')
    .execute()
  const rules = await tx.selectFrom('platform.alertRule').select(['key', 'assetType']).orderBy('key').execute()
  const records = await tx
    .selectFrom('platform.thing')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
    // Kinds of records alone have a dot: <module>.<type>.
    .where('kind', 'like', '%.%')
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  const reactions = new Set(listReactions(modules).map(reactionName))
  const channels = new Set(listChannels(modules).map(channelName))
  const reacting = await tx.selectFrom('platform.reaction').select(['module', 'key']).orderBy('module').execute()
  const reaching = await tx.selectFrom('platform.channel').select(['module', 'key']).orderBy('module').execute()
  const rows = await tx.selectFrom('platform.connector').select(['module', 'key']).orderBy('module').execute()
  return [
    ...assets
      .filter(({ type }) => !types.has(type))
      .map(
        ({ type, count }) => `${count} assets of type «${type}» belong to no module any more; they stay as they are`,
      ),
    ...rules
      .filter(({ assetType }) => !types.has(assetType))
      .map(({ key, assetType }) => `rule «${key}» watches type «${assetType}», which no module declares any more`),
    ...records
      .filter(({ kind }) => !kinds.has(kind))
      .map(({ kind, count }) => `${count} records «${kind}» belong to no module any more; their table stays as it is`),
    ...rows
      .filter(({ module, key }) => !connectors.has(`${module}/${key}`))
      .map(({ module, key }) => `connector «${module}/${key}» has settings, and no module declares it any more`),
    ...reacting
      .filter(({ module, key }) => !reactions.has(`${module}/${key}`))
      .map(({ module, key }) => `reaction «${module}/${key}» keeps its place, and no module declares it any more`),
    ...reaching
      .filter(({ module, key }) => !channels.has(`${module}/${key}`))
      .map(
        ({ module, key }) =>
          `channel «${module}/${key}» has settings and addresses, and no module declares it any more`,
      ),
  ]
}
