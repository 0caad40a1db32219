import type { z } from 'zod'
import type { EndAgencyPost, NewAgencyPost } from '../../core/api/places.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

function wrongField(path: string, message: string): AppError {
  return new AppError('bad_post', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
}

/** Gives a person a post in one of the actor's agencies. Runs behind the wall. @throws {AppError} `bad_post` naming the field */
export async function addPost(tx: Db, actor: Actor, code: string, wanted: z.infer<typeof NewAgencyPost>) {
  const agency = await ownAgency(tx, actor, code)
  if (agency.closedAt) throw conflict('agency_closed', `${code} is closed; nobody takes a post in it`)
  const account = await tx
    .selectFrom('platform.account')
    .select(['id', 'name', 'disabledAt'])
    .where('id', '=', wanted.accountId)
    .executeTakeFirst()
  if (!account || account.disabledAt) throw wrongField('accountId', 'choose an active account of your own agencies')
  const same = await tx
    .selectFrom('platform.agencyPost')
    .select('validFrom')
    .where('agencyId', '=', agency.id)
    .where('accountId', '=', account.id)
    .where('title', '=', wanted.title)
    .where((test) => test.or([test('validTo', 'is', null), test('validTo', '>', wanted.from)]))
    .executeTakeFirst()
  if (same) throw wrongField('title', `${account.name} holds this post since ${same.validFrom}; end that one first`)
  const { id } = await tx
    .insertInto('platform.agencyPost')
    .values({
      agencyId: agency.id,
      accountId: account.id,
      accountName: account.name,
      title: wanted.title,
      validFrom: wanted.from,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, actor, agency.id, 'agency_post.given', id, { accountId: account.id, title: wanted.title })
}

/** Ends a post on a day. @throws {AppError} `bad_post` when it is over already or had not begun */
export async function endPost(
  tx: Db,
  actor: Actor,
  { code, post: id }: { code: string; post: number },
  { until }: z.infer<typeof EndAgencyPost>,
) {
  const agency = await ownAgency(tx, actor, code)
  const post = await tx
    .selectFrom('platform.agencyPost')
    .select(['validFrom', 'validTo'])
    .where('id', '=', id)
    .where('agencyId', '=', agency.id)
    .executeTakeFirst()
  if (!post) throw notFound(`post ${id}`)
  if (post.validTo) throw conflict('post_ended', `this post ended on ${post.validTo}`)
  if (until <= post.validFrom) throw wrongField('until', `it began on ${post.validFrom}; choose a later day`)
  await tx.updateTable('platform.agencyPost').set({ validTo: until }).where('id', '=', id).execute()
  await audit(tx, actor, agency.id, 'agency_post.ended', id, { until })
}

async function ownAgency(tx: Db, actor: Actor, code: string) {
  const row = await tx
    .selectFrom('platform.agency')
    .select(['id', 'closedAt'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row || !actor.agencyIds.includes(row.id)) throw notFound(`agency ${code}`)
  return row
}

function audit(tx: Db, actor: Actor, agencyId: number, action: string, id: number, detail: object): Promise<void> {
  return writeAudit(tx, actor, { agencyId, action, subject: { kind: 'agency_post', id: String(id) }, detail })
}
