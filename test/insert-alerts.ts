import type pg from 'pg'
import { uuidv7 } from '../src/core/uuid.ts'

/** An alert as tests make it up; what is left out is that of one resolved, not taken. */
export interface MadeAlert {
  readonly agencyCode: string
  readonly handling?: 'new' | 'taken' | 'in_work' | 'done' | 'dismissed'
  readonly falseAlarm?: boolean
  readonly raisedAt?: Date
  readonly dueAt?: Date
  readonly doneAt?: Date | null
}

/** Writes alerts as superuser, past rules and wall, on whatever asset. @returns their ids, in order */
export async function insertAlerts(admin: pg.Client, alerts: readonly MadeAlert[]): Promise<string[]> {
  const rows = alerts.map((alert) => {
    const raisedAt = alert.raisedAt ?? new Date()
    return {
      id: uuidv7(new Date()),
      agency: alert.agencyCode,
      handling: alert.handling ?? 'new',
      false_alarm: alert.falseAlarm ?? false,
      raised_at: raisedAt,
      due_at: alert.dueAt ?? new Date(raisedAt.getTime() + 86_400_000),
      done_at: alert.doneAt ?? null,
    }
  })
  await admin.query(
    `insert into platform.asset (code, type, name, agency_id)
    select 'made-' || lower(replace(a.code, '.', '-')), 'river_station', 'Trạm của ' || a.code, a.id
    from platform.agency a where a.code = any($1) on conflict do nothing`,
    [alerts.map((alert) => alert.agencyCode)],
  )
  await admin.query(
    `insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'water_level', 'Mực nước', 'Water level', 'm', 3600 from platform.asset where code like 'made-%'
    on conflict do nothing`,
  )
  // Resolved, because one rule fires once at a time on a series.
  await admin.query(
    `insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, severity, title_vi, title_en, value, threshold,
      origin, condition, handling, fired_at, raised_at, resolved_at, due_at, done_at, false_alarm)
    select r.id, (select min(id) from platform.alert_rule), s.asset_id, s.id, s.agency_id, 'minor', 'Thử', 'Test', 5, 4, 'device',
      'resolved', r.handling, r.raised_at, r.raised_at, r.raised_at, r.due_at, r.done_at, r.false_alarm
    from jsonb_to_recordset($1) as r (id uuid, agency text, handling text, raised_at timestamptz, due_at timestamptz, done_at timestamptz,
      false_alarm boolean)
    join platform.agency ag on ag.code = r.agency
    join platform.asset a on a.code = 'made-' || lower(replace(r.agency, '.', '-'))
    join platform.series s on s.asset_id = a.id`,
    [JSON.stringify(rows)],
  )
  return rows.map((row) => row.id)
}
