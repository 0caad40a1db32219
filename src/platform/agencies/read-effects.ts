import { sql } from 'kysely'
import type { AgencyEffects } from '../../core/api/places.ts'
import { notFound } from '../../core/error.ts'
import { localDateOf } from '../../core/local-time.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

/**
 * What a change of one of the actor's agencies reaches: who goes along, and who sees it only afterwards or no more when it lies below
 * `parentId`. Runs behind the wall; both places lie among the actor's own, so nobody between them is out of sight. @throws {AppError} `not_found`
 */
export async function readEffects(tx: Db, actor: Actor, code: string, parentId: number | null): Promise<AgencyEffects> {
  const agency = await tx
    .selectFrom('platform.agency')
    .select(['id', 'parentId'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!agency || !actor.agencyIds.includes(agency.id)) throw notFound(`agency ${code}`)
  const { rows } = await sql<{ n: number }>`
    with recursive below as (
      select id from platform.agency where parent_id = ${agency.id} and closed_at is null
      union select a.id from platform.agency a join below b on a.parent_id = b.id where a.closed_at is null
    ) select count(*)::int as n from below`.execute(tx)
  const accounts = await tx
    .selectFrom('platform.account')
    .select((row) => row.fn.countAll<string>().as('n'))
    .where('agencyId', '=', agency.id)
    .where('disabledAt', 'is', null)
    .executeTakeFirstOrThrow()
  const posts = await tx
    .selectFrom('platform.agencyPost')
    .select((row) => row.fn.countAll<string>().as('n'))
    .where('agencyId', '=', agency.id)
    .where((test) => test.or([test('validTo', 'is', null), test('validTo', '>', localDateOf(new Date()))]))
    .executeTakeFirstOrThrow()
  const [before, after] = [await upwards(tx, agency.parentId), await upwards(tx, parentId ?? agency.parentId)]
  return {
    below: rows[0]?.n ?? 0,
    accounts: Number(accounts.n),
    posts: Number(posts.n),
    gain: await watchers(tx, after, before),
    lose: await watchers(tx, before, after),
  }
}

/** An agency and all it lies below. */
async function upwards(tx: Db, id: number | null): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive up as (
      select id, parent_id from platform.agency where id = ${id}
      union select a.id, a.parent_id from platform.agency a join up on a.id = up.parent_id
    ) select id from up`.execute(tx)
  return rows.map((row) => row.id)
}

/** Who sees what lies below `agencies`, beyond those who see it through one of `others`. */
async function watchers(tx: Db, agencies: readonly number[], others: readonly number[]) {
  const rows = await tx
    .selectFrom('platform.account as a')
    .innerJoin('platform.agency as ag', 'ag.id', 'a.agencyId')
    .select(['a.id', 'a.name', 'ag.id as agencyId', 'ag.code as agencyCode', 'ag.name as agencyName'])
    .where('a.reach', '=', 'subtree')
    .where('a.disabledAt', 'is', null)
    .where('a.agencyId', 'in', [0, ...agencies.filter((id) => !others.includes(id))])
    .orderBy('ag.code')
    .orderBy('a.name')
    .execute()
  return rows.map(({ id, name, agencyId, agencyCode, agencyName }) => ({
    id,
    name,
    agency: { id: agencyId, code: agencyCode, name: agencyName },
  }))
}
