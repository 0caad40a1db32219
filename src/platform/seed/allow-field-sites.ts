import { z } from 'zod'
import type { Db } from '../db/pool.ts'
import { referenceFiles } from './files.ts'

const Config = z.looseObject({ allowedNetworks: z.array(z.string()).default([]) })
const place = { module: 'websites', key: 'poll' }

/**
 * Lets the check of websites ask the one loopback address on which the simulated field serves its own, while there is a field; takes
 * that back when there is none, or they would all seem down.
 */
export async function allowFieldSites(tx: Db, isServed: boolean): Promise<void> {
  const networks = await fieldNetworks()
  const row = await tx
    .selectFrom('platform.connector')
    .select('config')
    .where('module', '=', place.module)
    .where('key', '=', place.key)
    .executeTakeFirst()
  const config = Config.parse(row?.config ?? {})
  const others = config.allowedNetworks.filter((network) => !networks.includes(network))
  const allowedNetworks = isServed ? [...others, ...networks] : others
  if (allowedNetworks.join() === config.allowedNetworks.join()) return
  const kept = JSON.stringify({ ...config, allowedNetworks })
  await tx
    .insertInto('platform.connector')
    .values({ ...place, config: kept })
    .onConflict((conflict) => conflict.columns(['module', 'key']).doUpdateSet({ config: kept }))
    .execute()
}

async function fieldNetworks(): Promise<string[]> {
  const { devices } = await referenceFiles.field()
  const hosts = devices.flatMap(({ attributes: { address } }) =>
    typeof address === 'string' ? [new URL(address).hostname] : [],
  )
  return [...new Set(hosts)].map((host) => `${host}/32`)
}
