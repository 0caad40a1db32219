import type { WorkCalendar } from '../../core/calendar.ts'
import { addWorkingDays } from '../../core/deadline.ts'
import { uuidv7 } from '../../core/uuid.ts'
import type { Db } from '../db/pool.ts'
import { tellAlert } from '../happenings/tell.ts'
import { announce } from '../live/events.ts'
import type { FreshReading, Rule, WatchedSeries } from './evaluate.ts'

/**
 * Writes an alert that fires, with its deadline in working days from when the centre knew.
 * @returns its id; that of the one which fires already where there is one
 */
export async function raiseAlert(
  tx: Db,
  firing: { rule: Rule; series: WatchedSeries; reading: FreshReading; threshold: number; calendar: WorkCalendar },
): Promise<string> {
  const { rule, series, reading, threshold, calendar } = firing
  const now = new Date()
  const limit = await tx
    .selectFrom('platform.handlingLimit')
    .select('workingDays')
    .where('severity', '=', rule.severity)
    .executeTakeFirstOrThrow()
  const id = uuidv7(now)
  const fill = (title: string, language: string) =>
    title
      .replaceAll('{asset}', series.assetName)
      .replaceAll('{unit}', series.unit)
      .replaceAll('{value}', formatNumber(reading.value, language))
      .replaceAll('{threshold}', formatNumber(threshold, language))
  const inserted = await tx
    .insertInto('platform.alert')
    .values({
      id,
      ruleId: rule.id,
      assetId: series.assetId,
      seriesId: series.seriesId,
      agencyId: series.agencyId,
      areaCode: series.areaCode,
      severity: rule.severity,
      titleVi: fill(rule.titleVi, 'vi-VN'),
      titleEn: fill(rule.titleEn, 'en-GB'),
      value: reading.value,
      threshold,
      origin: reading.origin,
      condition: 'firing',
      handling: 'new',
      firedAt: reading.at,
      raisedAt: now,
      dueAt: addWorkingDays(calendar, now, limit.workingDays),
    })
    // Without this a rule whose place was lost would stop the rules of the whole province for ever.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return findFiring(tx, rule.id, series.seriesId)
  await addStep(tx, { alertId: id, agencyId: series.agencyId, at: now, action: 'firing' })
  await tellAlert(tx, 'alert.firing', id, reading.at)
  await announce(tx, { kind: 'alert', action: 'firing', ids: [id], agencies: [series.agencyId] })
  return id
}

async function findFiring(tx: Db, ruleId: number, seriesId: number): Promise<string> {
  const { id } = await tx
    .selectFrom('platform.alert')
    .select('id')
    .where('ruleId', '=', ruleId)
    .where('seriesId', '=', seriesId)
    .where('condition', '=', 'firing')
    .executeTakeFirstOrThrow()
  return id
}

/** The condition is no longer true; what people do about it goes on. */
export async function resolveAlert(tx: Db, id: string, reading: FreshReading): Promise<void> {
  const alert = await tx
    .updateTable('platform.alert')
    .set({ condition: 'resolved', resolvedAt: reading.at })
    .where('id', '=', id)
    .where('condition', '=', 'firing')
    .returning(['agencyId', 'incidentId', 'titleVi'])
    .executeTakeFirst()
  if (!alert) return
  const at = new Date()
  await addStep(tx, { alertId: id, agencyId: alert.agencyId, at, action: 'resolved' })
  if (alert.incidentId) {
    await tx
      .insertInto('platform.timelineEntry')
      .values({
        id: uuidv7(at),
        incidentId: alert.incidentId,
        agencyId: alert.agencyId,
        authorAgencyId: alert.agencyId,
        at,
        kind: 'alert.resolved',
        text: alert.titleVi,
        subject: id,
      })
      .execute()
  }
  await tellAlert(tx, 'alert.resolved', id, reading.at)
  await announce(tx, { kind: 'alert', action: 'resolved', ids: [id], agencies: [alert.agencyId] })
}

/** One line in the life of an alert. `by` is left out for what the centre did itself. */
export async function addStep(
  tx: Db,
  step: {
    alertId: string
    agencyId: number
    at: Date
    action: string
    by?: { accountId: number; name: string }
    comment?: string | undefined
  },
): Promise<void> {
  await tx
    .insertInto('platform.alertStep')
    .values({
      alertId: step.alertId,
      agencyId: step.agencyId,
      at: step.at,
      action: step.action,
      byId: step.by?.accountId ?? null,
      byName: step.by?.name ?? null,
      comment: step.comment ?? null,
    })
    .execute()
}

const formatNumber = (value: number, language: string) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value)
