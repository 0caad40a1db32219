import { sql } from 'kysely'
import { localDateOf } from '../../core/local-time.ts'
import type { Db } from '../db/pool.ts'

/** The next gapless number of a kind in the year of `at`, Asia/Ho_Chi_Minh: `SC-2026-0001`. Given back when `tx` rolls back. */
export async function nextNumber(tx: Db, prefix: string, at: Date): Promise<string> {
  const year = Number(localDateOf(at).slice(0, 4))
  const { rows } = await sql<{ number: number }>`select platform.next_number(${prefix}, ${year}) as number`.execute(tx)
  return `${prefix}-${year}-${String(rows[0]?.number).padStart(4, '0')}`
}
