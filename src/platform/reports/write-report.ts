import { sql } from 'kysely'
import type { AgencyRef } from '../../core/api/common.ts'
import type { NewReport } from '../../core/api/reports.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { periodKind, periodLabel } from '../../core/period.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import { agenciesInReach } from '../auth/sessions.ts'
import type { Db } from '../db/pool.ts'
import { type Counted, indicatorsFor } from '../indicators/counted.ts'
import { windowOf } from '../indicators/window.ts'
import { announce } from '../live/events.ts'
import { nextNumber } from '../work/numbers.ts'
import { freezeLines } from './freeze-report.ts'

interface Version {
  readonly number: string
  readonly version: number
  readonly period: string
  readonly agency: AgencyRef & { demonstration: boolean }
  /** All that it counts; null: the agency alone. */
  readonly covers: readonly number[] | null
}

/**
 * Writes a report of an agency for a period and freezes it: its sentences, its figures and the rows each figure was counted from. One
 * line for alerts, and one for each further indicator that the actor may see and that counted anything.
 * @returns its id
 * @throws {AppError} `unknown_agency` for one the actor may not see, `scope_too_wide` where some below it are so, `period_not_begun`
 */
export async function createReport(
  tx: Db,
  actor: Actor,
  { scope, ...wanted }: NewReport,
  indicators: ReadonlyMap<string, Counted>,
): Promise<string> {
  const agency = actor.agencyIds.includes(wanted.agencyId) ? await findAgency(tx, wanted.agencyId) : undefined
  if (!agency) {
    const message = 'choose one of your own agencies'
    throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'agencyId', message }] })
  }
  const now = new Date()
  if (windowOf(wanted.period, now).from > now) {
    const message = 'this period has not begun; choose an earlier one'
    throw new AppError('period_not_begun', 400, { detail: message, errors: [{ path: 'period', message }] })
  }
  const number = await nextNumber(tx, 'BC', now)
  const covers = scope === 'below' ? await agenciesBelow(tx, actor, agency.id) : null
  return freezeVersion(tx, actor, { number, version: 1, period: wanted.period, agency, covers }, now, indicators)
}

/**
 * Counts a report anew as the next version of its number; what people wrote in it is taken along. One that was approved stands beside
 * it, any other is replaced.
 * @returns the id of the new version
 * @throws {AppError} `not_newest` where there is a newer version already, `scope_too_wide`
 */
export async function countAnew(
  tx: Db,
  actor: Actor,
  id: string,
  indicators: ReadonlyMap<string, Counted>,
): Promise<string> {
  const old = await tx.selectFrom('platform.report').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const agency = old && (await findAgency(tx, old.agencyId))
  if (!old || !agency) throw notFound(`report ${id}`)
  const newer = await tx
    .selectFrom('platform.report')
    .select('id')
    .where('number', '=', old.number)
    .where('version', '>', old.version)
    .executeTakeFirst()
  if (newer) throw conflict('not_newest', `${old.number} has a newer version: count that one anew`)
  const now = new Date()
  if (old.state !== 'approved') {
    await tx.updateTable('platform.report').set({ state: 'replaced' }).where('id', '=', id).execute()
    const who = { byId: actor.accountId, byName: actor.name }
    await tx
      .insertInto('platform.reportStep')
      .values({ reportId: id, agencyId: agency.id, kind: 'replaced', at: now, ...who })
      .execute()
    await announce(tx, { kind: 'report', action: 'replaced', ids: [id], agencies: [agency.id] })
  }
  const { number, period } = old
  const covers = old.covers && (await agenciesBelow(tx, actor, agency.id))
  const version = { number, version: old.version + 1, period, agency, covers }
  const next = await freezeVersion(tx, actor, version, now, indicators)
  await sql`insert into platform.report_text (report_id, agency_id, section, text, edited_at, edited_by, edited_by_name)
    select ${next}, agency_id, section, text, edited_at, edited_by, edited_by_name from platform.report_text
    where report_id = ${id}`.execute(tx)
  return next
}

/** An agency and all under it; null where there is none under it. @throws {AppError} `scope_too_wide` */
async function agenciesBelow(tx: Db, actor: Actor, agencyId: number): Promise<number[] | null> {
  const ids = await agenciesInReach(tx, agencyId, 'subtree')
  const unseen = ids.filter((id) => !actor.agencyIds.includes(id)).length
  if (unseen > 0) {
    const message = `you do not see ${unseen} of the agencies below this one; report of it alone, or ask who sees them`
    throw new AppError('scope_too_wide', 400, { detail: message, errors: [{ path: 'scope', message }] })
  }
  return ids.length > 1 ? ids : null
}

const findAgency = (tx: Db, id: number) =>
  tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name', 'demonstration'])
    .where('id', '=', id)
    .executeTakeFirst()

/** What is sent in the course of a day says first how things stand. */
function titleOf(period: string): string {
  const what = periodKind(period) === 'day' ? 'Tình hình, kết quả công tác trong' : 'Kết quả công tác'
  return `${what} ${periodLabel(period, 'vi')}`
}

async function freezeVersion(
  tx: Db,
  actor: Actor,
  { number, version, period, covers, agency: { demonstration, ...agency } }: Version,
  now: Date,
  indicators: ReadonlyMap<string, Counted>,
): Promise<string> {
  const id = uuidv7(now)
  await tx
    .insertInto('platform.report')
    .values({
      ...{ id, number, version, period, demonstration },
      title: titleOf(period),
      agencyId: agency.id,
      covers: covers && [...covers],
      cutOffAt: now,
      createdAt: now,
      createdBy: actor.accountId,
      createdByName: actor.name,
    })
    .execute()
  const frozen = { reportId: id, agency, covers: covers ?? [agency.id], period, cutOffAt: now }
  await freezeLines(tx, frozen, indicatorsFor(indicators, actor.permissions))
  await writeAudit(tx, actor, {
    agencyId: agency.id,
    action: 'report.created',
    subject: { kind: 'report', id },
    detail: { number, version },
  })
  await announce(tx, { kind: 'report', action: 'created', ids: [id], agencies: [agency.id] })
  return id
}
