import { sql } from 'kysely'
import type { Channel } from '../../core/api/messages.ts'
import { formFieldsOf } from '../../core/form-field.ts'
import { parseSettings } from '../connectors/rows.ts'
import type { Db } from '../db/pool.ts'
import { isoOrNull } from '../http/present.ts'
import { channelName, type DeclaredChannel, hideSecrets } from './rows.ts'

interface Figures {
  readonly addresses: number
  readonly reached: number
  readonly waiting: number
  readonly sent: number
  readonly failed: number
  readonly lastSentAt: Date | null
}
const none: Figures = { addresses: 0, reached: 0, waiting: 0, sent: 0, failed: 0, lastSentAt: null }

/** Channels with their settings but for the secrets, and figures of what the actor sees. */
export async function presentChannels(tx: Db, wanted: readonly DeclaredChannel[]): Promise<Channel[]> {
  const rows = await tx.selectFrom('platform.channel').selectAll().execute()
  const rowOf = new Map(rows.map((row) => [`${row.module}/${row.key}`, row]))
  const figures = await readFigures(tx)
  const { all } = await tx
    .selectFrom('platform.agency')
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .where('closedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return wanted.map((one) => {
    const row = rowOf.get(channelName(one))
    // Written by change-channel.ts alone, from an object.
    const given = (row?.config ?? {}) as Record<string, unknown>
    const settings = parseSettings(one.channel, given)
    const { reached, lastSentAt, ...counts } = figures.get(channelName(one)) ?? none
    const shown = hideSecrets(one, given)
    return {
      module: one.module.id,
      moduleName: one.module.name,
      key: one.channel.key,
      name: one.channel.name,
      addressName: one.channel.addressName,
      enabled: row?.enabled ?? false,
      config: 'config' in settings ? hideSecrets(one, settings.config) : shown,
      secretsSet: Object.keys(given).filter((key) => !(key in shown)),
      faults: 'faults' in settings ? [...settings.faults] : [],
      // Declarations are plain data; the contract leaves them as JSON.
      fields: formFieldsOf(one.channel.config) as unknown as Channel['fields'],
      agencies: { reached, all },
      lastSentAt: isoOrNull(lastSentAt),
      ...counts,
    }
  })
}

/** Counted over what waits and the last week by their indexes: deliveries are kept for a year. */
async function readFigures(tx: Db): Promise<Map<string, Figures>> {
  const addresses = sql`from platform.channel_address a join platform.agency g on g.id = a.agency_id
    where a.module = c.module and a.key = c.key`
  const deliveries = sql`from platform.delivery d where d.module = c.module and d.key = c.key`
  const lastWeek = sql`d.ended_at > now() - interval '7 days'`
  const last = (state: string) => sql`(select max(d.ended_at) ${deliveries} and d.state = ${state})`
  const { rows } = await sql<Figures & { name: string }>`
    select c.module || '/' || c.key as name,
      (select count(*)::int ${addresses}) as addresses,
      (select count(distinct g.id)::int ${addresses} and g.closed_at is null) as reached,
      (select count(*)::int ${deliveries} and d.state = 'waiting') as waiting,
      (select count(*)::int ${deliveries} and d.state in ('sent', 'delivered') and ${lastWeek}) as sent,
      (select count(*)::int ${deliveries} and d.state = 'failed' and ${lastWeek}) as failed,
      greatest(${last('sent')}, ${last('delivered')}) as last_sent_at
    from platform.channel c`.execute(tx)
  return new Map(rows.map(({ name, ...figures }) => [name, figures]))
}
