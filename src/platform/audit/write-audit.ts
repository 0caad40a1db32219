import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

export interface AuditEntry {
  /** Whose row was changed. */
  readonly agencyId: number
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  /** What changed. Never personal data, never a secret. */
  readonly detail?: object
}

/** Writes who did what, in the transaction that does it; null: the centre by itself. */
export const writeAudit = (tx: Db, actor: Actor | null, entry: AuditEntry): Promise<void> =>
  writeAudits(tx, actor, [entry])

/** Writes of many things who did what, in the transaction that does it. */
export async function writeAudits(tx: Db, actor: Actor | null, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({
    actorId: actor?.accountId ?? null,
    actorName: actor?.name ?? null,
    agencyId: entry.agencyId,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    detail: JSON.stringify(entry.detail ?? {}),
  }))
  await tx.insertInto('platform.audit').values(rows).execute()
}
