import type { BulletinMove } from '../../core/bulletin-state.ts'
import { bulletinRules, refuseBulletinMove } from '../../core/bulletin-state.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { readBulletinSetting } from './settings.ts'

export type HeldBulletin = Awaited<ReturnType<typeof holdBulletin>>

/**
 * The bulletin, which nobody else writes in or moves until the transaction ends.
 * @throws {AppError} `not_found`; `bulletin_moved` where it is not as it was when `version` was seen
 */
export async function holdBulletin(tx: Db, id: string, version: number) {
  const bulletin = await tx
    .selectFrom('platform.bulletin')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!bulletin) throw notFound(`bulletin ${id}`)
  if (bulletin.version !== version)
    throw conflict('bulletin_moved', 'somebody changed it meanwhile; look at it anew before you go on')
  return bulletin
}

/** The agency and the incident of a bulletin, which never change. @throws {AppError} `not_found` */
export async function findBulletin(tx: Db, id: string) {
  const bulletin = await tx
    .selectFrom('platform.bulletin')
    .select(['id', 'incidentId', 'agencyId', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!bulletin) throw notFound(`bulletin ${id}`)
  return bulletin
}

/** @returns whether a second person is needed. @throws {AppError} `bulletin_moved`, `second_person`, `not_writer`, `not_permitted` */
export async function allowMove(tx: Db, actor: Actor, move: BulletinMove, bulletin: HeldBulletin): Promise<boolean> {
  const { secondPerson } = await readBulletinSetting(tx)
  const refusal = refuseBulletinMove(move, bulletin, actor, secondPerson)
  if (refusal === 'wrong_state')
    throw conflict('bulletin_moved', `the bulletin is ${bulletin.state}; look at it anew to see what may be done`)
  if (refusal === 'second_person')
    throw new AppError('second_person', 403, { detail: 'a second person must approve what you wrote or asked for' })
  if (refusal === 'not_writer')
    throw new AppError('not_writer', 403, { detail: 'only who wrote it takes it back; return it with a reason' })
  if (refusal) throw new AppError('not_permitted', 403, { detail: bulletinRules[move].permission })
  return secondPerson
}

/** Everyone who wrote in a bulletin, with one more. */
export const withWriter = (writers: readonly number[], { accountId }: Actor): number[] => [
  ...new Set([...writers, accountId]),
]

/** Tells the audit and every open page of the incident what was done with a bulletin. */
export async function tellBulletin(
  tx: Db,
  actor: Actor,
  { id, incidentId, agencyId }: { id: string; incidentId: string; agencyId: number },
  action: `bulletin.${string}`,
  detail: object = {},
): Promise<void> {
  await writeAudit(tx, actor, { agencyId, action, subject: { kind: 'bulletin', id }, detail })
  await announce(tx, { kind: 'incident', action: action.replace('.', '_'), ids: [incidentId], agencies: [agencyId] })
}
