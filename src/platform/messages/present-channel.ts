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

async function readFigures(tx: Db): Promise<Map<string, Figures>> {
  const { rows } = await sql<Figures & { name: string }>`
    select module || '/' || key as name,
      coalesce(a.addresses, 0)::int as addresses, coalesce(a.reached, 0)::int as reached,
      coalesce(d.waiting, 0)::int as waiting, coalesce(d.sent, 0)::int as sent, coalesce(d.failed, 0)::int as failed, d.last_sent_at
    from (select module, key, count(*) as addresses, count(distinct agency_id) as reached
      from platform.channel_address group by module, key) a
    full join (select module, key, count(*) filter (where state = 'waiting') as waiting,
        count(*) filter (where state in ('sent', 'delivered') and ended_at > now() - interval '7 days') as sent,
        count(*) filter (where state = 'failed' and ended_at > now() - interval '7 days') as failed,
        max(ended_at) filter (where state in ('sent', 'delivered')) as last_sent_at
      from platform.delivery group by module, key) d using (module, key)`.execute(tx)
  return new Map(rows.map(({ name, ...figures }) => [name, figures]))
}
