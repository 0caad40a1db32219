import { sql } from 'kysely'
import { type LineAlert, type LinePlace, lineAlerts } from '../../core/alert-lines.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { readAlertSettings } from './settings.ts'

/** By which an asset depends on another. */
const dependence = ['powered_by', 'connected_through', 'hosted_on']
/** Any number that no other lock of the centre uses. */
const linesLock = 4_029

interface Standing extends LineAlert {
  readonly agencyId: number
  readonly lineId: string | null
  readonly lineBy: string | null
}

/**
 * Puts alerts that fire into lines again where one of them began or ended since the last time. One does it at a time; another that comes
 * meanwhile does nothing.
 * @returns how many alerts changed their place
 */
export async function keepLines(tx: Db): Promise<number> {
  const { rows: lock } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${linesLock}) as mine`.execute(
    tx,
  )
  if (!lock[0]?.mine) return 0
  // Before the reading below: what commits meanwhile stays due.
  const { numAffectedRows } = await sql`update platform.alert set line_due = false where id = any(array(
    select id from platform.alert where line_due order by id for no key update skip locked))`.execute(tx)
  if (!numAffectedRows) return 0
  const { rows } = await sql<Standing>`
    select al.id, a.code as asset, al.rule_id as rule, al.area_code as area, al.fired_at, al.raised_at, al.agency_id, al.line_id, al.line_by,
      platform.severity_rank(al.severity) as rank,
      case when r.condition->>'kind' = 'threshold' then al.series_id || left(r.condition->>'op', 1) end as measure
    from platform.alert al join platform.asset a on a.id = al.asset_id join platform.alert_rule r on r.id = al.rule_id
    where al.condition = 'firing'`.execute(tx)
  const places = lineAlerts(rows, await readCauses(tx), await readAlertSettings(tx))
  const moved = rows.filter(({ id, lineId, lineBy }) => {
    const place = places.get(id)
    return (place?.head ?? null) !== lineId || (place?.by ?? null) !== lineBy
  })
  if (moved.length === 0) return 0
  await place(tx, moved, places)
  await inherit(
    tx,
    moved.map(({ id }) => id),
  )
  const agencies = [...new Set(moved.map(({ agencyId }) => agencyId))]
  // Pages fetch lines anew; the alerts themselves are what they were.
  await announce(tx, { kind: 'alert', action: 'lined', ids: [], agencies })
  return moved.length
}

async function readCauses(tx: Db): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ fromId: string; toId: string }>`
    select from_id, to_id from platform.link where from_kind = 'asset' and to_kind = 'asset' and valid_to is null
      and relation = any(${dependence})`.execute(tx)
  const causes = new Map<string, string[]>()
  for (const { fromId, toId } of rows) causes.set(fromId, [...(causes.get(fromId) ?? []), toId])
  return causes
}

async function place(tx: Db, moved: readonly Standing[], places: ReadonlyMap<string, LinePlace>): Promise<void> {
  const ids = moved.map(({ id }) => id)
  // In one order, as whoever handles a whole line does: two that lock crosswise would wait for each other.
  await sql`select from platform.alert where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx)
  // Looked up, not joined: while PostgreSQL takes a table that fills for the first time for an empty one, it joins row by row.
  await sql`update platform.alert set line_id = (${json(ids, (id) => places.get(id)?.head)}::jsonb ->> id::text)::uuid,
      line_by = ${json(ids, (id) => places.get(id)?.by)}::jsonb ->> id::text
    where id = any(${ids}::uuid[])`.execute(tx)
}

const json = (ids: readonly string[], of: (id: string) => string | undefined) =>
  JSON.stringify(Object.fromEntries(ids.map((id) => [id, of(id)])))

/** What joins a line that is laid aside, or whose head is in maintenance, is so too; never what is worse than the head. */
async function inherit(tx: Db, ids: readonly string[]): Promise<void> {
  await sql`update platform.alert part set shelved_until = head.shelved_until, shelved_by = head.shelved_by,
      shelved_by_name = head.shelved_by_name, shelved_reason = head.shelved_reason,
      muted_until = greatest(part.muted_until, head.muted_until)
    from platform.alert head
    where part.id = any(${ids}::uuid[]) and head.id = part.line_id and part.line_by in ('cause', 'above') and part.handling = 'new'
      and (head.shelved_until > now() or head.muted_until > now()) and part.shelved_until is null
      and platform.severity_rank(part.severity) >= platform.severity_rank(head.severity)`.execute(tx)
}
