import { sql } from 'kysely'
import type { LateReason, LateReasonEdit, NewLateReason } from '../../core/api/late-reasons.ts'
import { AppError, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { isoOrNull } from '../http/present.ts'

/** Every reason in its order, those not offered any more included. */
export async function listLateReasons(tx: Db): Promise<LateReason[]> {
  const rows = await tx.selectFrom('platform.lateReason').selectAll().orderBy('position').orderBy('key').execute()
  return rows.map((row) => ({
    key: row.key,
    name: { vi: row.nameVi, en: row.nameEn },
    countsAs: row.countsAs,
    needsWords: row.needsWords,
    retiredAt: isoOrNull(row.retiredAt),
  }))
}

/** Adds a reason at the end. @throws {AppError} `bad_late_reason` when the key is or was in use */
export async function addLateReason(tx: Db, actor: Actor, wanted: NewLateReason): Promise<void> {
  const { key, name, countsAs, needsWords } = wanted
  const made = await tx
    .insertInto('platform.lateReason')
    .values({
      ...{ key, nameVi: name.vi, nameEn: name.en, countsAs, needsWords },
      position: sql<number>`(select coalesce(max(position), 0) + 1 from platform.late_reason)`,
    })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  const message = 'is or was in use; choose another'
  if (!made)
    throw new AppError('bad_late_reason', 400, { detail: `key: ${message}`, errors: [{ path: 'key', message }] })
  await audit(tx, actor, 'late_reason.added', key, { name, countsAs, needsWords })
}

/** Changes the words of a reason, what it counts as, or whether it is offered. What was said stays. @throws {AppError} `not_found` */
export async function changeLateReason(tx: Db, actor: Actor, key: string, wanted: LateReasonEdit): Promise<void> {
  const { name, countsAs, retired } = wanted
  const changed = await tx
    .updateTable('platform.lateReason')
    .set({ nameVi: name.vi, nameEn: name.en, countsAs, retiredAt: retired ? sql`coalesce(retired_at, now())` : null })
    .where('key', '=', key)
    .returning('key')
    .executeTakeFirst()
  if (!changed) throw notFound(`reason ${key}`)
  await audit(tx, actor, 'late_reason.changed', key, wanted)
}

function audit(tx: Db, actor: Actor, action: string, key: string, detail: object): Promise<void> {
  return writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action,
    subject: { kind: 'late_reason', id: key },
    detail,
  })
}
