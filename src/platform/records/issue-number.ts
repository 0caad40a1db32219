import { sql } from 'kysely'
import { localDateOf } from '../../core/local-time.ts'
import type { Db } from '../db/pool.ts'
import type { RecordKind } from './record-kind.ts'

/**
 * The next number of a type within agency and year (Asia/Ho_Chi_Minh), as its pattern writes it. The counter stays locked until the
 * commit, so numbers have no gaps: who rolls back gives the number back.
 */
export async function issueNumber(tx: Db, kind: RecordKind, agencyId: number, at: Date): Promise<string> {
  const year = Number(localDateOf(at).slice(0, 4))
  const agency = await tx
    .selectFrom('platform.agency')
    .select('code')
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ number: number }>`
    select platform.next_number(${`${kind.key}:${agencyId}`}, ${year}) as number`.execute(tx)
  return writeNumber(kind.record.numberPattern ?? '{####}', {
    agency: agency.code,
    year,
    number: Number(rows[0]?.number),
  })
}

/** `{agency}-{yyyy}-{####}` with its places filled; more digits than `#` are written out. */
export function writeNumber(pattern: string, of: { agency: string; year: number; number: number }): string {
  return pattern
    .replaceAll('{agency}', of.agency)
    .replaceAll('{yyyy}', String(of.year))
    .replaceAll(/\{(#+)\}/g, (_, places: string) => String(of.number).padStart(places.length, '0'))
}
