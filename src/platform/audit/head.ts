import { sql } from 'kysely'
import type { OutsideHead } from '../../core/api/audit.ts'
import type { Db } from '../db/pool.ts'
import type { Head } from './head-file.ts'

/** Where the chain ends, what waits for it, and whether the head that is kept outside is part of it. */
export interface Standing {
  readonly head: Head
  /** Rows that wait; at most {@link countedTo}. */
  readonly unsealed: number
  readonly oldestUnsealedAt: Date | null
  readonly outside: Exclude<OutsideHead, 'not_kept'>
}

export const countedTo = 10_000

/** @param kept the head outside; null: there is none */
export async function readStanding(tx: Db, kept: Head | null): Promise<Standing> {
  const { rows } = await sql<{
    no: number | null
    seal: string | null
    sealedAt: Date | null
    unsealed: number
    oldestUnsealedAt: Date | null
    sealOfKept: string | null
  }>`
    select head.no, head.seal, head.sealed_at as "sealedAt", queue.count as unsealed, queue.oldest as "oldestUnsealedAt",
      (select encode(s.seal, 'hex') from platform.audit_seal s where s.no = ${kept?.no ?? 0}) as "sealOfKept"
    from (select count(*)::int as count, min(u.queued_at) as oldest
        from (select queued_at from platform.audit_unsealed limit ${countedTo}) u) queue
      left join lateral (select s.no, encode(s.seal, 'hex') as seal, s.sealed_at from platform.audit_seal s
        order by s.no desc limit 1) head on true`.execute(tx)
  const [row] = rows
  const no = row?.no ?? 0
  return {
    head: { no, seal: row?.seal ?? '', sealedAt: row?.sealedAt?.toISOString() ?? null },
    unsealed: row?.unsealed ?? 0,
    oldestUnsealedAt: row?.oldestUnsealedAt ?? null,
    outside: compare(kept, no, row?.sealOfKept ?? null),
  }
}

function compare(kept: Head | null, lastNo: number, sealOfKept: string | null): Standing['outside'] {
  // Nothing was ever sealed: there is nothing that a head could have been lost of.
  if (kept === null) return lastNo === 0 ? 'same' : 'missing'
  if (kept.no === 0) return 'same'
  if (sealOfKept === null) return 'ahead'
  return sealOfKept === kept.seal ? 'same' : 'differs'
}

/** Heads among `heads` that the chain does not have, or has with another seal. */
export async function findForeignHeads(tx: Db, heads: readonly Head[]): Promise<Head[]> {
  const wanted = heads.filter(({ no }) => no > 0)
  if (wanted.length === 0) return []
  const { rows } = await sql<{
    no: number
    seal: string
  }>`select no, encode(seal, 'hex') as seal from platform.audit_seal
    where no = any(${wanted.map(({ no }) => no)})`.execute(tx)
  const seals = new Map(rows.map(({ no, seal }) => [no, seal]))
  return wanted.filter(({ no, seal }) => seals.get(no) !== seal)
}
