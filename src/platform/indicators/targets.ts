import type { Target } from '../../core/api/indicators.ts'
import { AppError } from '../../core/error.ts'
import { targetPeriods } from '../../core/target.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'

function selectTargets(tx: Db) {
  return tx
    .selectFrom('platform.indicatorTarget as t')
    .leftJoin('platform.agency as ag', 'ag.id', 't.responsible')
    .selectAll('t')
    .select(['ag.code as agencyCode', 'ag.name as agencyName'])
}

type TargetRow = Awaited<ReturnType<ReturnType<typeof selectTargets>['execute']>>[number]

const presentTarget = (row: TargetRow): Target => ({
  id: row.id,
  period: row.period,
  value: row.value,
  responsible:
    row.responsible === null || row.agencyCode === null || row.agencyName === null
      ? null
      : { id: row.responsible, code: row.agencyCode, name: row.agencyName },
  why: row.why,
  setAt: iso(row.setAt),
  setBy: { id: row.setBy, name: row.setByName },
})

/** What was set as target of an indicator for whatever period, newest first; at most 200. */
export async function readTargets(tx: Db, indicator: string): Promise<Target[]> {
  const rows = await selectTargets(tx).where('t.indicator', '=', indicator).orderBy('t.id', 'desc').limit(200).execute()
  return rows.map(presentTarget)
}

/** The target that holds for an indicator in a period: its own, else that of the quarter or year it lies in; null where none is set. */
export async function findTarget(tx: Db, indicator: string, period: string): Promise<Target | null> {
  const periods = targetPeriods(period)
  const rows = await selectTargets(tx)
    .distinctOn('t.period')
    .where('t.indicator', '=', indicator)
    .where('t.period', 'in', periods)
    .orderBy('t.period')
    .orderBy('t.id', 'desc')
    .execute()
  const [found] = periods.flatMap((each) => rows.filter((row) => row.period === each && row.value !== null))
  return found ? presentTarget(found) : null
}

/**
 * Sets what an indicator should be in a period, or takes it back. What was set before stays as history.
 * @throws {AppError} `unknown_agency`, `no_target` where there is none to take back
 */
export async function setTarget(
  tx: Db,
  actor: Actor,
  indicator: string,
  wanted: { period: string; value: number | null; responsibleId: number | null; why: string },
): Promise<void> {
  const { period, value, responsibleId, why } = wanted
  if (responsibleId !== null) {
    const agency = await tx
      .selectFrom('platform.agency')
      .select('id')
      .where('id', '=', responsibleId)
      .executeTakeFirst()
    const message = 'no such agency'
    if (!agency)
      throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'responsibleId', message }] })
  }
  if (value === null) {
    const last = await tx
      .selectFrom('platform.indicatorTarget')
      .select('value')
      .where('indicator', '=', indicator)
      .where('period', '=', period)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if ((last?.value ?? null) === null)
      throw new AppError('no_target', 409, { detail: `no target of ${indicator} is set for ${period} itself` })
  }
  await tx
    .insertInto('platform.indicatorTarget')
    .values({
      indicator,
      period,
      value,
      responsible: responsibleId,
      why,
      setAt: new Date(),
      setBy: actor.accountId,
      setByName: actor.name,
    })
    .execute()
  await writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action: value === null ? 'target.taken_back' : 'target.set',
    subject: { kind: 'indicator', id: indicator },
    detail: { period, value, responsibleId },
  })
}
