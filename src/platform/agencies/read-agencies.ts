import { sql } from 'kysely'
import type { Agency, AgencyDetail } from '../../core/api/places.ts'
import { notFound } from '../../core/error.ts'
import { fold } from '../../core/fold.ts'
import { areasInForce } from '../areas/in-force.ts'
import type { Db } from '../db/pool.ts'
import { isoOrNull } from '../http/present.ts'

/** Agencies by code; the closed ones too when asked for. `q` is looked for in name and code without diacritics. */
export async function listAgencies(tx: Db, wanted: { closed: boolean; q: string }): Promise<Agency[]> {
  const rows = await selectAgencies(tx)
    .$if(!wanted.closed, (query) => query.where('closedAt', 'is', null))
    .orderBy('code')
    .execute()
  const words = fold(wanted.q).split(' ')
  return rows
    .filter(({ code, name }) => words.every((word) => fold(`${code} ${name}`).includes(word)))
    .map(presentAgency)
}

/** One agency, open or closed. Its posts are those the asker may see. @throws {AppError} `not_found` */
export async function readAgency(tx: Db, code: string): Promise<AgencyDetail> {
  const row = await selectAgencies(tx)
    .select(['closedReason', 'successorId'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw notFound(`agency ${code}`)
  const { id, parentId, successorId, areaCode, closedReason } = row
  const refs = await tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name', 'parentId', 'closedAt'])
    .where((test) =>
      test.or([
        test('id', 'in', [parentId ?? 0, successorId ?? 0]),
        test.and([test('parentId', '=', id), test('closedAt', 'is', null)]),
      ]),
    )
    .orderBy('code')
    .execute()
  const ref = (wanted: number | null) => {
    const found = refs.find((each) => each.id === wanted)
    return found ? { id: found.id, code: found.code, name: found.name } : null
  }
  const area = areaCode
    ? await areasInForce(tx).select(['code', 'name']).where('code', '=', areaCode).executeTakeFirst()
    : undefined
  const names = await tx
    .selectFrom('platform.agencyName')
    .select(['name', 'validFrom', 'validTo'])
    .where('agencyId', '=', id)
    .orderBy(sql`valid_from desc nulls last`)
    .execute()
  const posts = await tx
    .selectFrom('platform.agencyPost')
    .select(['id', 'title', 'accountId', 'accountName', 'validFrom', 'validTo'])
    .where('agencyId', '=', id)
    .orderBy('validFrom', 'desc')
    .orderBy('id')
    .execute()
  return {
    ...presentAgency(row),
    parent: ref(parentId),
    children: refs
      .filter((each) => each.parentId === id && each.closedAt === null)
      .flatMap(({ id: child }) => ref(child) ?? []),
    area: area ?? null,
    names: names.length > 0 ? names : [{ name: row.name, validFrom: null, validTo: null }],
    posts: posts.map(({ accountId, accountName, ...post }) => ({
      ...post,
      account: { id: accountId, name: accountName },
    })),
    closedReason,
    successor: ref(successorId),
  }
}

function selectAgencies(tx: Db) {
  return tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name', 'kind', 'parentId', 'areaCode', 'demonstration', 'dutyPhone', 'closedAt'])
}

function presentAgency(row: Awaited<ReturnType<ReturnType<typeof selectAgencies>['execute']>>[number]): Agency {
  const { id, code, name, kind, parentId, areaCode, demonstration, dutyPhone, closedAt } = row
  return { id, code, name, kind, parentId, areaCode, demonstration, dutyPhone, closedAt: isoOrNull(closedAt) }
}
