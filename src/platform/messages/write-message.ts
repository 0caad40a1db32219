import { sql } from 'kysely'
import type { NewMessage } from '../../core/reaction.ts'
import { uuidv7 } from '../../core/uuid.ts'
import type { Db } from '../db/pool.ts'
import type { KeptHappening } from '../happenings/rows.ts'
import { announce } from '../live/events.ts'

/**
 * Writes a message of a reaction, with a delivery for each address that the agency has on a channel that is on. The second for the same
 * agency and happening is passed over.
 * @throws {Error} when no agency has the code
 */
export async function writeMessage(
  tx: Db,
  { source, happening, agency, title, body }: NewMessage & { source: string; happening: KeptHappening },
): Promise<void> {
  const found = await tx.selectFrom('platform.agency').select('id').where('code', '=', agency).executeTakeFirst()
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
