import { sql } from 'kysely'
import type { AreaDifference } from '../../core/api/places.ts'
import { conflict } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'

/** Refuses to take units back that rows stand in by now, in whichever table. @throws {AppError} `areas_in_use` */
export async function refuseReferred(tx: Db, differences: readonly AreaDifference[]): Promise<void> {
  const added = differences.filter(({ before }) => before === null).map(({ code }) => code)
  if (added.length === 0) return
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.columns
    where column_name = 'area_code' and data_type = 'text' order by 1, 2`.execute(tx)
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ code: string }>`
      select area_code as code from ${sql.id(schema, name)} where area_code = any(${added}::text[]) limit 1`.execute(tx)
    if (rows[0]) {
      const detail = `${rows[0].code} is in use (${name}): nothing may be taken back while rows stand in it`
      throw conflict('areas_in_use', detail)
    }
  }
  const child = await tx
    .selectFrom('platform.area')
    .select(['code', 'parentCode'])
    .where('parentCode', 'in', added)
    .where(
      'code',
      'not in',
      differences.map(({ code }) => code),
    )
    .executeTakeFirst()
  if (child) throw conflict('areas_in_use', `${child.code} lies in ${child.parentCode} by now`)
}
