import type { HistoryEntry } from '../../core/api/records.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'

/** What was done to a record, newest first. */
export async function readHistory(
  tx: Db,
  recordId: string,
  page: { readonly limit: number; readonly after?: number | undefined },
): Promise<HistoryEntry[]> {
  const rows = await tx
    .selectFrom('platform.recordHistory')
    .selectAll()
    .where('recordId', '=', recordId)
    .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: iso(row.at),
    by: { id: row.byId, name: row.byName },
    kind: row.kind,
    move: row.move,
    fromState: row.fromState,
    toState: row.toState,
    comment: row.comment,
    // Written by keepRecord in this very form.
    changes: row.changes as HistoryEntry['changes'],
    version: row.version,
  }))
}
