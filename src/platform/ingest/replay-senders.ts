import type { ModuleDefinition } from '../../core/module.ts'
import type { Wall } from '../db/wall.ts'
import type { Sender } from './incoming.ts'

/**
 * Who the senders of letters are now: credentials in use, with the rights that they have by now, and connectors, which speak for the
 * assets of their module. A name that is not in the answer belongs to nobody any more.
 */
export async function findLetterSenders(
  wall: Wall,
  modules: readonly ModuleDefinition[],
  names: readonly string[],
): Promise<Map<string, Sender>> {
  const senders = new Map<string, Sender>()
  if (names.length === 0) return senders
  await wall.lookUp(async (tx) => {
    const rows = await tx
      .selectFrom('platform.credential')
      .select(['name', 'agencyId', 'assetCodes'])
      .where('name', 'in', [...names])
      .where('disabledAt', 'is', null)
      .execute()
    for (const { name, agencyId, assetCodes } of rows)
      senders.set(name, { name, agencyId, assetCodes: assetCodes && new Set(assetCodes) })
    for (const { id, assets = [], connectors = [] } of modules) {
      const own = connectors.map(({ key }) => `connector ${id}/${key}`).filter((name) => names.includes(name))
      if (own.length === 0 || assets.length === 0) continue
      const types = assets.map(({ type }) => type)
      const codes = await tx.selectFrom('platform.asset').select('code').where('type', 'in', types).execute()
      const assetCodes = new Set(codes.map(({ code }) => code))
      for (const name of own) senders.set(name, { name, agencyId: null, assetCodes })
    }
  })
  return senders
}
