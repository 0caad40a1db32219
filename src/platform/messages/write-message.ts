import { sql } from 'kysely'
import type { NewMessage } from '../../core/reaction.ts'
import { uuidv7 } from '../../core/uuid.ts'
import type { Db } from '../db/pool.ts'
import type { KeptHappening } from '../happenings/rows.ts'
import { announce } from '../live/events.ts'

/**
 * Writes a message of a reaction, with a delivery for each address that the agency has on a channel that is on. The second for the same
 * agency and happening is passed over. In place of an agency that was closed its successor is told.
 * @throws {Error} when no agency has the code
 */
export async function writeMessage(
  tx: Db,
  { source, happening, agency, title, body }: NewMessage & { source: string; happening: KeptHappening },
): Promise<void> {
  const found = await findTold(tx, agency)
  if (!found) throw new Error(`no agency has the code ${agency}`)
  const now = new Date()
  const id = uuidv7(now)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('platform.message')
    .values({
      id,
      agencyId: found.id,
      source,
      happeningId: happening.happeningId,
      titleVi: title.vi,
      titleEn: title.en,
      bodyVi: body.vi,
      bodyEn: body.en,
      aboutType: happening.aboutType,
      aboutId: happening.aboutId,
      at: now,
    })
    .onConflict((conflict) => conflict.columns(['agencyId', 'source', 'happeningId']).doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return
  await sql`insert into platform.delivery (id, message_id, agency_id, module, key, address, next_at)
    select gen_random_uuid(), ${id}, a.agency_id, a.module, a.key, a.address, ${now}
    from platform.channel_address a join platform.channel c on c.module = a.module and c.key = a.key
    where a.agency_id = ${found.id} and c.enabled`.execute(tx)
  await announce(tx, { kind: 'message', action: 'written', ids: [id], agencies: [found.id] })
}

/** The agency of a code, or who follows it; a successor was open when it was named, so there is no way round in a circle. */
async function findTold(tx: Db, code: string): Promise<{ id: number } | undefined> {
  const { rows } = await sql<{ id: number }>`
    with recursive told as (
      select id, closed_at, successor_id, 1 as step from platform.agency where code = ${code}
      union all
      select a.id, a.closed_at, a.successor_id, t.step + 1 from told t join platform.agency a on a.id = t.successor_id
      where t.closed_at is not null
    ) select id from told order by step desc limit 1`.execute(tx)
  return rows[0]
}
