import type { ReportStep, ReportText } from '../../core/api/reports.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { isReportOpen, type ReportMove, refuseReportMove, reportRules } from '../../core/report-state.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { readTexts, writersOf } from './read-report.ts'

const stepOf: Record<ReportMove, ReportStep['kind']> = {
  send: 'sent',
  withdraw: 'withdrawn',
  return: 'returned',
  approve: 'approved',
}

/** The report, which nobody else moves or writes in until the transaction ends. */
async function holdReport(tx: Db, id: string) {
  const report = await tx.selectFrom('platform.report').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!report) throw notFound(`report ${id}`)
  return report
}

/**
 * Sends a report for approval, takes it back, returns it with a reason, or approves it.
 * @throws {AppError} `report_moved`, `second_person` where the approver made it, sent it or wrote in it
 */
export async function moveReport(tx: Db, actor: Actor, id: string, move: ReportMove, comment = ''): Promise<void> {
  const report = await holdReport(tx, id)
  const writers = writersOf(report, await readTexts(tx, id))
  const refusal = refuseReportMove(move, { state: report.state, writers }, actor)
  if (refusal === 'second_person')
    throw new AppError('second_person', 403, {
      detail: 'you wrote or sent this report; another person must approve it',
    })
  if (refusal === 'not_permitted') throw new AppError('not_permitted', 403, { detail: reportRules[move].permission })
  if (refusal) throw conflict('report_moved', `the report is ${report.state}; open it anew to see what may be done`)
  const now = new Date()
  const { to } = reportRules[move]
  const who = { id: actor.accountId, name: actor.name }
  const sent = {
    sentAt: now,
    sentBy: who.id,
    sentByName: who.name,
    decidedAt: null,
    decidedBy: null,
    decidedByName: null,
  }
  const decided = { decidedAt: now, decidedBy: who.id, decidedByName: who.name }
  await tx
    .updateTable('platform.report')
    .set({ state: to, ...(move === 'send' ? sent : move === 'withdraw' ? {} : decided) })
    .where('id', '=', id)
    .execute()
  const kind = stepOf[move]
  const step = { reportId: id, agencyId: report.agencyId, kind, comment, at: now, byId: who.id, byName: who.name }
  await tx.insertInto('platform.reportStep').values(step).execute()
  await tell(tx, actor, report, kind)
}

/**
 * Writes one of the texts beside the figures; empty takes it out.
 * @throws {AppError} `report_moved` where the report was sent, approved or replaced
 */
export async function writeText(tx: Db, actor: Actor, id: string, { section, text }: ReportText): Promise<void> {
  const report = await holdReport(tx, id)
  if (!isReportOpen(report.state))
    throw conflict(
      'report_moved',
      `the report is ${report.state}: what it says stands; take it back or have it returned`,
    )
  const edited = { text, editedAt: new Date(), editedBy: actor.accountId, editedByName: actor.name }
  await tx
    .insertInto('platform.reportText')
    .values({ reportId: id, agencyId: report.agencyId, section, ...edited })
    .onConflict((conflicting) => conflicting.columns(['reportId', 'section']).doUpdateSet(edited))
    .execute()
  await tell(tx, actor, report, 'written')
}

async function tell(tx: Db, actor: Actor, report: { id: string; agencyId: number }, action: string): Promise<void> {
  const { id, agencyId } = report
  await writeAudit(tx, actor, { agencyId, action: `report.${action}`, subject: { kind: 'report', id } })
  await announce(tx, { kind: 'report', action, ids: [id], agencies: [agencyId] })
}
