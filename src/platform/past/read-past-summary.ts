import { sql } from 'kysely'
import type { PastSummary } from '../../core/api/past.ts'
import { localDateOf, startOfLocalDay } from '../../core/local-time.ts'
import { bucketAt, isFiringAt } from '../alerts/read-lines.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { heardAt } from './heard-at.ts'
import { alertsOpenAt, momentOf } from './past-alerts.ts'

interface Row {
  readonly crit: number
  readonly major: number
  readonly minor: number
  readonly info: number
  readonly calmed: number
  readonly untaken: number
  readonly oldestUntakenAt: Date | null
  readonly incidents: number
  readonly overdue: number
  readonly dueToday: number
  readonly total: number
  readonly silent: number
  readonly oldestSilentAt: Date | null
  readonly lastHeardAt: Date | null
  readonly devices: number
  readonly never: number
}

/** The five figures as they were at a time: the rules by which they are counted now, over what stood then. */
export async function readPastSummary(tx: Db, at: Date): Promise<PastSummary> {
  const moment = momentOf(at)
  const endOfDay = momentOf(new Date(startOfLocalDay(localDateOf(at)).getTime() + 86_400_000))
  const isFiring = isFiringAt(moment)
  const isUntaken = sql`handling = 'new' and ${isFiring}`
  const of = (severity: string) => sql`count(*) filter (where severity = ${severity} and ${isFiring})::int`
  const { rows } = await sql<Row>`with ${heardAt(at)},
    alerts as (
      select ${of('crit')} as crit, ${of('major')} as major, ${of('minor')} as minor, ${of('info')} as info,
        count(*) filter (where ${bucketAt(moment)} = 'calmed')::int as calmed,
        count(*) filter (where ${isUntaken})::int as untaken, min(raised_at) filter (where ${isUntaken}) as oldest_untaken_at
      from ${alertsOpenAt(at)} al
    ),
    incidents as (
      select count(*)::int as incidents from platform.incident
      where opened_at <= ${moment} and (closed_at is null or closed_at > ${moment})
    ),
    tasks as (
      select count(*) filter (where due_at < ${moment})::int as overdue,
        count(*) filter (where due_at >= ${moment} and due_at < ${endOfDay})::int as due_today
      from platform.task where assigned_at <= ${moment} and (done_at is null or done_at > ${moment})
    ),
    sources as (
      select count(received_at)::int as total, count(*) filter (where silent)::int as silent,
        min(received_at) filter (where silent) as oldest_silent_at, max(received_at) as last_heard_at,
        count(distinct asset_id) filter (where received_at is not null and not silent)::int as devices
      from heard where not sporadic
    ),
    never as (select count(*)::int as never from (select from heard group by asset_id having count(received_at) = 0) each)
    select * from alerts, incidents, tasks, sources, never`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('a count without conditions has one row')
  return {
    firing: { crit: row.crit, major: row.major, minor: row.minor, info: row.info },
    calmed: row.calmed,
    untaken: row.untaken,
    oldestUntakenAt: isoOrNull(row.oldestUntakenAt),
    incidentsOpen: row.incidents,
    tasksOverdue: row.overdue,
    tasksDueToday: row.dueToday,
    sources: {
      arriving: row.total - row.silent,
      total: row.total,
      oldestSilentAt: isoOrNull(row.oldestSilentAt),
      lastHeardAt: isoOrNull(row.lastHeardAt),
      devices: row.devices,
      devicesNeverSent: row.never,
    },
    at: iso(at),
  }
}
