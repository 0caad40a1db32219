import { type RawBuilder, sql } from 'kysely'
import type { AlertRow } from '../alerts/read-alerts.ts'
import type { LineSource } from '../alerts/read-lines.ts'
import type { Db } from '../db/pool.ts'

/** An instant as a value of a statement. */
export const momentOf = (at: Date): RawBuilder<Date> => sql<Date>`${at}::timestamptz`

/** Alerts that were open at a time, each with how it stood then; rows are those the transaction's actor may see. */
export const alertsOpenAt = (at: Date): RawBuilder<unknown> => sql`(
    select a.id, a.rule_id, a.asset_id, a.severity, a.fired_at, a.raised_at, p.condition, p.handling, p.shelved_until, p.muted_until,
      p.line_id, p.line_by
    from platform.alert_past p join platform.alert a on a.id = p.alert_id
    where p.until_at > ${momentOf(at)} and p.from_at <= ${momentOf(at)}
  )`

/** Lines of the inbox as they were at a time. */
export const linesAt = (at: Date): LineSource => ({
  rows: alertsOpenAt(at),
  moment: momentOf(at),
  standing: (tx, rows) => layStanding(tx, rows, at),
})

/** Lays over alerts as they are now how they stood at a time; one that was not open then is left out. */
export async function layStanding(tx: Db, rows: AlertRow[], at: Date): Promise<AlertRow[]> {
  if (rows.length === 0) return []
  const past = await tx
    .selectFrom('platform.alertPast')
    .selectAll()
    .where('alertId', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
    .where('untilAt', '>', at)
    .where('fromAt', '<=', at)
    .execute()
  const then = new Map(past.map((each) => [each.alertId, each]))
  return rows.flatMap((row) => {
    const stood = then.get(row.id)
    if (!stood) return []
    return [
      {
        ...row,
        // The words that the table of alerts allows; its triggers write no others here.
        condition: stood.condition as AlertRow['condition'],
        handling: stood.handling as AlertRow['handling'],
        lineBy: stood.lineBy as AlertRow['lineBy'],
        lineId: stood.lineId,
        resolvedAt: stood.resolvedAt,
        calmedAt: stood.condition === 'resolved' ? row.calmedAt : null,
        takenAt: stood.takenAt,
        takenBy: stood.takenBy,
        takenByName: stood.takenByName,
        doneAt: stood.doneAt,
        falseAlarm: row.falseAlarm && stood.handling === 'done',
        incidentId: stood.incidentId,
        shelvedUntil: stood.shelvedUntil,
        shelvedBy: stood.shelvedBy,
        shelvedByName: stood.shelvedByName,
        shelvedReason: stood.shelvedReason,
        mutedUntil: stood.mutedUntil,
      },
    ]
  })
}
