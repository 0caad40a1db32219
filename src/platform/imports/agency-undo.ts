import { sql } from 'kysely'
import { conflict } from '../../core/error.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Against, MadeRow } from './target.ts'

interface Found {
  readonly code: string
  readonly name: string
  readonly isUsed: boolean
}

/** Agencies that were made and have people, things or other agencies by now, were renamed, or are gone. */
export async function findAgenciesAgainst(tx: Db, rows: readonly MadeRow[]): Promise<Against[]> {
  const codes = rows.map(({ rowId }) => rowId)
  const { rows: found } = await sql<Found>`
    select a.code, a.name, exists (select from platform.account c where c.agency_id = a.id)
      or exists (select from platform.asset s where s.agency_id = a.id)
      or exists (select from platform.thing t where t.agency_id = a.id)
      or exists (select from platform.agency_post p where p.agency_id = a.id)
      or exists (select from platform.agency b where b.parent_id = a.id and b.code <> all(${codes}::text[])) as is_used
    from platform.agency a where a.code = any(${codes}::text[]) order by a.id for update of a`.execute(tx)
  const standing = new Map(found.map((one) => [one.code, one]))
  return rows.flatMap(({ rowId, after }): Against[] => {
    const one = standing.get(rowId)
    const against = (reason: string) => [
      { name: `${one?.name ?? ''} (${rowId})`, reason, page: `/cai-dat/don-vi?ma=${rowId}` },
    ]
    if (!one) return against('gone')
    if (one.name !== (after as { name: string }).name) return against('changed') // Written by the apply.
    return one.isUsed ? against('linked') : []
  })
}

/**
 * Removes agencies that were made, those below before those above.
 * @throws {AppError} `agency_in_use` where something refers to one all the same
 */
export async function takeAgenciesBack(tx: Db, actor: Actor, rows: readonly MadeRow[]): Promise<void> {
  const codes = rows.map(({ rowId }) => rowId)
  await sql`select platform.remove_agencies(${codes}::text[])`.execute(tx).catch((error: unknown) => {
    const { code, table } = error as { code?: string; table?: string }
    if (code !== '23503') throw error
    throw conflict('agency_in_use', `an agency of this import is referred to by ${table ?? 'something'}`)
  })
  await writeAudits(
    tx,
    actor,
    codes.map((code) => ({
      agencyId: actor.agencyId,
      action: 'agency.removed',
      subject: { kind: 'agency', id: code },
      detail: {},
    })),
  )
}
