import { sql } from 'kysely'
import { localDateOf } from '../../core/local-time.ts'
import type { Db } from '../db/pool.ts'

/** The versions in force on a day in Asia/Ho_Chi_Minh, today unless given. */
export function areasInForce(tx: Db, on = localDateOf(new Date())) {
  return tx
    .selectFrom('platform.area')
    .where('validFrom', '<=', sql<string>`${on}::date`)
    .where((test) => test.or([test('validTo', 'is', null), test('validTo', '>', sql<string>`${on}::date`)]))
}
