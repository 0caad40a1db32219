import { addWorkingDays } from '../../core/deadline.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import { tellAlert } from '../happenings/tell.ts'
import { announce } from '../live/events.ts'
import type { Rule } from '../rules/rows.ts'

/** What an alert begins with. */
export interface Raising {
  readonly rule: Pick<Rule, 'id' | 'version' | 'definition'>
  readonly asset: {
    readonly assetId: number
    readonly assetName: string
    readonly seriesId: number
    readonly agencyId: number
    readonly areaCode: string | null
  }
  /** When its condition became true: event time of a value, the centre's clock for silence. */
  readonly at: Date
  readonly value: number
  readonly threshold: number
  /** Of value and threshold: that of a rate or a silence is not the series'. */
  readonly unit: string
  readonly origin: 'device' | 'replayed' | 'simulated'
}

/** What deadlines are counted by; read once in a transaction, in which hundreds may fire. */
const known = new WeakMap<Db, ReturnType<typeof readTerms>>()

function termsOf(tx: Db): ReturnType<typeof readTerms> {
  const terms = known.get(tx) ?? readTerms(tx)
  known.set(tx, terms)
  return terms
}

async function readTerms(tx: Db) {
  const rows = await tx.selectFrom('platform.handlingLimit').select(['severity', 'workingDays']).execute()
  const limits = new Map<string, number>(rows.map((row) => [row.severity, row.workingDays]))
  return { limits, calendar: await loadCalendar(tx) }
}

/**
 * Writes an alert that fires, with its deadline in working days from when the centre knew.
 * @returns its id; that of the one which fires already where there is one
 */
export async function raiseAlert(tx: Db, { rule, asset, ...seen }: Raising): Promise<string> {
  const { title, severity } = rule.definition
  const now = new Date()
  const { limits, calendar } = await termsOf(tx)
  const workingDays = limits.get(severity)
  if (workingDays === undefined) throw new Error(`no handling limit for ${severity}`)
  const id = uuidv7(now)
  // As figures are written everywhere: percent without a space.
  const unit = seen.unit.startsWith('%') ? seen.unit : seen.unit && ` ${seen.unit}`
  const fill = (words: string, language: string) =>
    words
      .replaceAll('{asset}', asset.assetName)
      .replaceAll(/ ?\{unit\}/g, unit)
      .replaceAll('{value}', formatNumber(seen.value, language))
      .replaceAll('{threshold}', formatNumber(seen.threshold, language))
  const inserted = await tx
    .insertInto('platform.alert')
    .values({
      id,
      ruleId: rule.id,
      ruleVersion: rule.version,
      assetId: asset.assetId,
      seriesId: asset.seriesId,
      agencyId: asset.agencyId,
      areaCode: asset.areaCode,
      severity,
      titleVi: fill(title.vi, 'vi-VN'),
      titleEn: fill(title.en, 'en-GB'),
      value: seen.value,
      threshold: seen.threshold,
      unit: seen.unit,
      origin: seen.origin,
      condition: 'firing',
      handling: 'new',
      firedAt: seen.at,
      raisedAt: now,
      dueAt: addWorkingDays(calendar, now, workingDays),
    })
    // Without this a rule whose place was lost would stop the rules of the whole province for ever.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return findFiring(tx, rule.id, asset.seriesId)
  await addStep(tx, { alertId: id, agencyId: asset.agencyId, at: now, action: 'firing' })
  await tellAlert(tx, 'alert.firing', id, seen.at)
  await announce(tx, { kind: 'alert', action: 'firing', ids: [id], agencies: [asset.agencyId] })
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

/**
 * The condition is no longer true; what people do about it goes on.
 * @param resolvedAt by the same clock as the alert's beginning
 * @param why told where the condition did not end by itself
 */
export async function resolveAlert(tx: Db, id: string, resolvedAt: Date, why?: string): Promise<void> {
  const alert = await tx
    .updateTable('platform.alert')
    .set({ condition: 'resolved', resolvedAt, lineDue: true })
    .where('id', '=', id)
    .where('condition', '=', 'firing')
    .returning(['agencyId', 'incidentId', 'titleVi'])
    .executeTakeFirst()
  if (!alert) return
  const at = new Date()
  await addStep(tx, { alertId: id, agencyId: alert.agencyId, at, action: 'resolved', comment: why })
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
  await tellAlert(tx, 'alert.resolved', id, resolvedAt)
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
