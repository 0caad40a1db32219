import type { HandlingLimit } from '../../core/api/alerts.ts'
import type { Term } from '../../core/api/term.ts'
import { type Severity, severities } from '../../core/severity.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import { termColumns, termOf } from '../calendar/term-columns.ts'
import type { Db } from '../db/pool.ts'

/** Until when alerts must be done, the worst severity first. */
export async function readHandlingLimits(tx: Db): Promise<HandlingLimit[]> {
  const rows = await tx.selectFrom('platform.handlingLimit').selectAll().execute()
  return severities.flatMap((severity) =>
    rows
      .filter((row) => row.severity === severity)
      .map((row) => ({ severity, term: termOf(row), confirmed: row.confirmed })),
  )
}

/** Sets the term of alerts that begin from now on; those that stand keep their deadline. What a person sets is confirmed. */
export async function setHandlingLimit(tx: Db, actor: Actor, severity: Severity, term: Term): Promise<void> {
  await tx
    .updateTable('platform.handlingLimit')
    .set({ ...termColumns(term), confirmed: true })
    .where('severity', '=', severity)
    .execute()
  await writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action: 'handling_limit.edited',
    subject: { kind: 'handling_limit', id: severity },
    detail: { ...term },
  })
}
