import type { ChannelAddress, NewAddress } from '../../core/api/messages.ts'
import { conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import type { DeclaredChannel } from './rows.ts'

const select = (tx: Db, { module, channel }: DeclaredChannel) =>
  tx
    .selectFrom('platform.channelAddress as c')
    .innerJoin('platform.agency as a', 'a.id', 'c.agencyId')
    .select(['c.id', 'c.address', 'c.note', 'c.addedAt', 'c.addedBy', 'a.id as agencyId', 'a.code', 'a.name'])
    .where('c.module', '=', module.id)
    .where('c.key', '=', channel.key)

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const present = ({ id, address, note, addedAt, addedBy, agencyId, code, name }: Row): ChannelAddress => ({
  id,
  address,
  note,
  addedAt: iso(addedAt),
  addedBy,
  agency: { id: agencyId, code, name },
})

/** Addresses of one channel, by name of the agency. */
export async function readAddresses(tx: Db, one: DeclaredChannel): Promise<ChannelAddress[]> {
  const rows = await select(tx, one).orderBy('a.name').orderBy('c.address').execute()
  return rows.map(present)
}

/** Gives an agency an address. @throws {AppError} `not_found`: no such agency to be seen; `address_stands`: it has that one */
export async function addAddress(
  tx: Db,
  actor: Actor,
  one: DeclaredChannel,
  { agencyId, address, note = '' }: NewAddress,
): Promise<ChannelAddress> {
  const agency = await tx.selectFrom('platform.agency').select('id').where('id', '=', agencyId).executeTakeFirst()
  if (!agency || !actor.agencyIds.includes(agencyId)) throw notFound(`agency ${agencyId}`)
  const made = await tx
    .insertInto('platform.channelAddress')
    .values({ module: one.module.id, key: one.channel.key, agencyId, address, note, addedBy: actor.name })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw conflict('address_stands', 'the agency has this address on this channel')
  await audit(tx, actor, agencyId, 'channel.address_added', made.id)
  return present(await select(tx, one).where('c.id', '=', made.id).executeTakeFirstOrThrow())
}

/** @throws {AppError} `not_found` */
export async function removeAddress(tx: Db, actor: Actor, id: number): Promise<void> {
  const gone = await tx
    .deleteFrom('platform.channelAddress')
    .where('id', '=', id)
    .returning(['agencyId', 'module', 'key'])
    .executeTakeFirst()
  if (!gone) throw notFound(`address ${id}`)
  await audit(tx, actor, gone.agencyId, 'channel.address_removed', id)
}

// The address itself may be a person's number: its id is enough.
const audit = (tx: Db, actor: Actor, agencyId: number, action: string, id: number) =>
  writeAudit(tx, actor, { agencyId, action, subject: { kind: 'channel_address', id: String(id) } })
