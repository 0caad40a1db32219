import { sql } from 'kysely'
import type { z } from 'zod'
import type { Delivery, Message, MessageState } from '../../core/api/messages.ts'
import type { Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'

/** Which messages are wanted; without a word all that the actor sees. */
export interface MessageFilter {
  readonly agencyId?: number | undefined
  readonly state?: z.infer<typeof MessageState> | undefined
}

/** Words for what a message came from and goes by. */
export interface MessageWords {
  readonly sources: ReadonlyMap<string, Text>
  readonly channels: ReadonlyMap<string, Text>
}

/** Messages of the actor's agencies, newest first, with how far each came. `after`: id of the last one of the page before. */
export async function readMessages(
  tx: Db,
  words: MessageWords,
  filter: MessageFilter,
  page: { limit: number; after?: string | undefined; isMasked: boolean },
): Promise<Message[]> {
  let query = tx
    .selectFrom('platform.message as m')
    .innerJoin('platform.agency as a', 'a.id', 'm.agencyId')
    .select(['m.id', 'm.at', 'm.source', 'm.titleVi', 'm.titleEn', 'm.bodyVi', 'm.bodyEn'])
    .select(['a.id as agencyId', 'a.code as agencyCode', 'a.name as agencyName'])
    .select(
      sql<
        string | null
      >`(select t.address from platform.thing t where t.id = m.about_id and t.kind in (m.about_type, 'alert'))`.as(
        'page',
      ),
    )
    .orderBy('m.id', 'desc')
    .limit(page.limit)
  if (filter.agencyId !== undefined) query = query.where('m.agencyId', '=', filter.agencyId)
  if (filter.state === 'none')
    query = query.where(sql<boolean>`not exists (select from platform.delivery d where d.message_id = m.id)`)
  else if (filter.state)
    query = query.where(
      sql<boolean>`exists (select from platform.delivery d where d.message_id = m.id and d.state = ${filter.state})`,
    )
  // Ids are in order of time (UUIDv7).
  if (page.after !== undefined) query = query.where('m.id', '<', page.after)
  const rows = await query.execute()
  const deliveries = await readDeliveries(
    tx,
    words,
    rows.map(({ id }) => id),
    page.isMasked,
  )
  return rows.map((row) => ({
    id: row.id,
    at: iso(row.at),
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    title: { vi: row.titleVi, en: row.titleEn },
    body: { vi: row.bodyVi, en: row.bodyEn },
    source: { id: row.source, name: words.sources.get(row.source) ?? null },
    page: row.page,
    deliveries: deliveries.get(row.id) ?? [],
  }))
}

/** The deliveries of messages that the actor sees, by message. */
export async function readDeliveries(
  tx: Db,
  words: Pick<MessageWords, 'channels'>,
  messageIds: readonly string[],
  isMasked: boolean,
): Promise<Map<string, Delivery[]>> {
  if (messageIds.length === 0) return new Map<string, Delivery[]>()
  const rows = await tx
    .selectFrom('platform.delivery')
    .selectAll()
    .where('messageId', '=', sql<string>`any(${[...messageIds]}::uuid[])`)
    .orderBy('module')
    .orderBy('key')
    .orderBy('address')
    .execute()
  const groups = Map.groupBy(rows, ({ messageId }) => messageId)
  return new Map(
    [...groups].map(([id, found]) => [
      id,
      found.map(
        ({ module, key, ...row }): Delivery => ({
          id: row.id,
          channel: { module, key, name: words.channels.get(`${module}/${key}`) ?? { vi: key, en: key } },
          address: isMasked ? maskAddress(row.address) : row.address,
          state: row.state,
          attempts: row.attempts,
          triedAt: isoOrNull(row.triedAt),
          nextAt: row.state === 'waiting' ? iso(row.nextAt) : null,
          endedAt: isoOrNull(row.endedAt),
          receipt: row.receipt,
          fault: row.fault,
        }),
      ),
    ]),
  )
}

/** An address as others see it: its first character, and the host behind `@`. */
export function maskAddress(address: string): string {
  const [name = '', ...host] = address.split('@')
  return `${name.slice(0, 1)}•••${host.length > 0 ? `@${host.join('@')}` : ''}`
}
