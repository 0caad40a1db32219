import { sql } from 'kysely'
import type { Alert } from '../../core/api/alerts.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso, isoOrNull } from '../http/present.ts'

/** Alerts with what a page shows beside them, before any condition. Rows are those the transaction's actor may see. */
export function selectAlerts(tx: Db) {
  return tx
    .selectFrom('platform.alert as al')
    .innerJoin('platform.alertRule as ru', 'ru.id', 'al.ruleId')
    .innerJoin('platform.asset as ast', 'ast.id', 'al.assetId')
    .innerJoin('platform.series as se', 'se.id', 'al.seriesId')
    .innerJoin('platform.agency as ag', 'ag.id', 'al.agencyId')
    .leftJoin('platform.coreArea as ar', 'ar.code', 'al.areaCode')
    .leftJoin('platform.coreArea as aa', (join) =>
      join.onRef('aa.code', '=', 'ag.areaCode').on('al.areaCode', 'is', null).on('aa.parentCode', 'is not', null),
    )
    .leftJoin('platform.incident as inc', 'inc.id', 'al.incidentId')
    .select([
      'al.id',
      'al.severity',
      'al.condition',
      'al.handling',
      'al.titleVi',
      'al.titleEn',
      'al.value',
      'al.threshold',
    ])
    .select([
      'al.origin',
      'al.firedAt',
      'al.raisedAt',
      'al.resolvedAt',
      'al.calmedAt',
      'al.takenAt',
      'al.takenBy',
      'al.takenByName',
    ])
    .select(['al.dueAt', 'al.doneAt', 'al.falseAlarm', 'al.incidentId', 'inc.number as incidentNumber'])
    .select([
      'al.shelvedUntil',
      'al.shelvedBy',
      'al.shelvedByName',
      'al.shelvedReason',
      'al.mutedUntil',
      'al.lineId',
      'al.lineBy',
    ])
    .select(['ru.key as ruleKey', 'ru.nameVi as ruleVi', 'ru.nameEn as ruleEn'])
    .select(sql<boolean>`ru.condition->>'kind' = 'silence'`.as('isSilence'))
    .select(['ast.id as assetId', 'ast.code as assetCode', 'ast.name as assetName', 'se.key as series'])
    .select((eb) => eb.fn.coalesce('al.unit', 'se.unit').as('unit'))
    .select([
      'ag.id as agencyId',
      'ag.code as agencyCode',
      'ag.name as agencyName',
      'ar.code as areaCode',
      'ar.name as areaName',
      'aa.code as agencyAreaCode',
      'aa.name as agencyAreaName',
    ])
}

export type AlertRow = Awaited<ReturnType<ReturnType<typeof selectAlerts>['execute']>>[number]

export function presentAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    rule: { key: row.ruleKey, name: { vi: row.ruleVi, en: row.ruleEn } },
    severity: row.severity,
    condition: row.condition,
    handling: row.handling,
    title: { vi: row.titleVi, en: row.titleEn },
    asset: { id: row.assetId, code: row.assetCode, name: row.assetName },
    series: row.series,
    unit: row.unit,
    value: row.value,
    threshold: row.threshold,
    origin: row.origin,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    area: row.areaCode && row.areaName ? { code: row.areaCode, name: row.areaName } : null,
    agencyArea:
      row.agencyAreaCode && row.agencyAreaName ? { code: row.agencyAreaCode, name: row.agencyAreaName } : null,
    judgedBy: row.isSilence ? 'received' : 'measured',
    firedAt: iso(row.firedAt),
    raisedAt: iso(row.raisedAt),
    resolvedAt: isoOrNull(row.resolvedAt),
    calmedAt: isoOrNull(row.calmedAt),
    takenAt: isoOrNull(row.takenAt),
    takenBy: accountRef(row.takenBy, row.takenByName),
    dueAt: iso(row.dueAt),
    doneAt: isoOrNull(row.doneAt),
    falseAlarm: row.falseAlarm,
    incident: row.incidentId && row.incidentNumber ? { id: row.incidentId, number: row.incidentNumber } : null,
    shelved: row.shelvedUntil
      ? {
          until: iso(row.shelvedUntil),
          by: accountRef(row.shelvedBy, row.shelvedByName),
          reason: row.shelvedReason ?? '',
        }
      : null,
    mutedUntil: isoOrNull(row.mutedUntil),
    line: row.lineId && row.lineBy ? { id: row.lineId, by: row.lineBy } : null,
  }
}

/** Open: the condition holds, or nobody has finished with it. */
export const isOpen = sql<boolean>`(al.condition = 'firing' or al.handling in ('new', 'taken', 'in_work'))`
