import type { z } from 'zod'
import type { LateClock, SayWhyClockLate } from '../../core/api/late-reasons.ts'
import type { ClockState } from '../../core/api/records.ts'
import { notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { readSayings, sayWhyLate } from '../late/sayings.ts'
import { announce } from '../live/events.ts'
import type { RecordKind } from './record-kind.ts'
import type { StoredRecord } from './stored-record.ts'

/** The agency that owes a deadline of a record: that of the field an indicator counts it for, where it is filled; else the owner. */
function owedBy(kind: RecordKind, rule: string, record: StoredRecord): number {
  const field = kind.owedBy.get(rule)
  const given = field === undefined ? null : record.values[field]
  return typeof given === 'number' ? given : record.agencyId
}

/** The deadlines of a record that were not kept, in the order of its clocks. Nothing is asked of what was given up. */
export async function readLateClocks(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  record: StoredRecord,
  clocks: readonly { readonly rule: string; readonly state: ClockState }[],
): Promise<LateClock[]> {
  const late = clocks.filter(({ state }) => state === 'overdue' || state === 'done_late').map(({ rule }) => rule)
  if (late.length === 0) return []
  const rows = await tx
    .selectFrom('platform.recordClock')
    .distinctOn('ruleKey')
    .select(['id', 'ruleKey'])
    .where('recordId', '=', record.id)
    .where('ruleKey', 'in', late)
    .orderBy('ruleKey')
    .orderBy('id', 'desc')
    .execute()
  const sayings = await readSayings(
    tx,
    'clockId',
    rows.map(({ id }) => id),
  )
  const mayWork = actor.permissions.has(kind.record.permissions.attach ?? kind.record.permissions.edit)
  return rows.map(({ id, ruleKey }) => ({
    clock: Number(id),
    rule: ruleKey,
    saying: sayings.get(String(id)) ?? null,
    maySay: mayWork && actor.agencyIds.includes(owedBy(kind, ruleKey, record)),
  }))
}

/** Says why a deadline of a record was not kept. @throws {AppError} as `sayWhyLate`, and `not_found` for a clock of another record */
export async function sayWhyClockLate(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  record: StoredRecord,
  { clock: clockId, ...said }: z.infer<typeof SayWhyClockLate>,
): Promise<void> {
  const clock = await tx
    .selectFrom('platform.recordClock')
    .select(['ruleKey', 'dueAt', 'stoppedAt'])
    .where('id', '=', clockId)
    .where('recordType', '=', kind.key)
    .where('recordId', '=', record.id)
    .executeTakeFirst()
  if (!clock) throw notFound(`clock ${clockId}`)
  const agencyId = owedBy(kind, clock.ruleKey, record)
  const seenBy = [record.agencyId, ...record.sharedWith]
  const term = { dueAt: clock.dueAt, doneAt: clock.stoppedAt }
  await sayWhyLate(tx, actor, { clockId }, { ...term, agencyId, sharedWith: seenBy }, said)
  await writeAudit(tx, actor, {
    agencyId,
    action: 'record.late_explained',
    subject: { kind: kind.key, id: record.id },
    detail: { deadline: clock.ruleKey, ...said },
  })
  await announce(tx, { kind: 'record', action: 'late_explained', ids: [record.id], agencies: [...new Set(seenBy)] })
}
