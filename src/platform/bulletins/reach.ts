import { sql } from 'kysely'
import type { Reach } from '../../core/api/bulletins.ts'
import type { Db } from '../db/pool.ts'
import { channelName, type DeclaredChannel } from '../messages/rows.ts'
import type { Told } from './audience.ts'

interface Counted {
  readonly agencyId: number
  readonly module: string
  readonly key: string
  readonly addresses: number
}

/** Whom a bulletin would reach now, by the channels there are, and whom it would not. */
export async function readReach(tx: Db, channels: readonly DeclaredChannel[], told: readonly Told[]): Promise<Reach> {
  const names = channels.map(channelName)
  const { rows } = await sql<Counted>`
    select * from platform.count_addresses(${told.map(({ id }) => id)}::int[], ${names}::text[])`.execute(tx)
  const on = await tx.selectFrom('platform.channel').select(['module', 'key']).where('enabled', '=', true).execute()
  const enabled = new Set(on.map(({ module, key }) => `${module}/${key}`))
  const byChannel = Map.groupBy(rows, ({ module, key }) => `${module}/${key}`)
  const reached = new Set(rows.map(({ agencyId }) => agencyId))
  return {
    agencies: told.length,
    addresses: sumOf(rows),
    channels: channels.map((one) => {
      const found = byChannel.get(channelName(one)) ?? []
      return {
        module: one.module.id,
        key: one.channel.key,
        name: one.channel.name,
        enabled: enabled.has(channelName(one)),
        agencies: found.length,
        addresses: sumOf(found),
      }
    }),
    without: told.filter(({ id }) => !reached.has(id)).map(({ phone, ...agency }) => ({ agency, phone })),
  }
}

const sumOf = (rows: readonly Counted[]) => rows.reduce((sum, { addresses }) => sum + addresses, 0)
