import { sql } from 'kysely'
import type { Found, FoundGroup } from '../../core/api/search.ts'
import type { Thing } from '../../core/api/things.ts'
import { searchWords } from '../../core/fold.ts'
import { type Severity, worstSeverity } from '../../core/severity.ts'
import { isOpen } from '../alerts/read-alerts.ts'
import type { Db } from '../db/pool.ts'
import { readThings } from '../things/read-things.ts'

export type ThingGroup = Extract<FoundGroup, 'asset' | 'alert' | 'incident' | 'record'>

/**
 * The newest things of a group that have the words; alerts and assets with their severity.
 * @param kinds of `platform.thing` that are meant
 */
export async function findThings(
  tx: Db,
  group: ThingGroup,
  kinds: readonly string[],
  q: string,
  limit: number,
): Promise<Found[]> {
  if (kinds.length === 0) return []
  const isMeant = sql<boolean>`t.kind = any(${[...kinds]}::text[])`
  const { things } = await readThings(tx, { q, radius_m: 1_000, limit }, limit, [isMeant])
  const severities = await readSeverities(tx, group, things)
  return things.map((thing) => ({
    kind: thing.kind,
    id: thing.id,
    title: thing.title,
    number: thing.number,
    area: thing.area?.name ?? null,
    agency: thing.agency.name,
    state: thing.state,
    severity: severities.get(thing.id) ?? null,
    address: thing.address,
  }))
}

async function readSeverities(
  tx: Db,
  group: ThingGroup,
  things: readonly Thing[],
): Promise<ReadonlyMap<string, Severity>> {
  const ids = things.map(({ id }) => id)
  if (ids.length === 0 || (group !== 'alert' && group !== 'asset')) return new Map()
  const rows = await tx
    .selectFrom('platform.alert as al')
    .innerJoin('platform.asset as ast', 'ast.id', 'al.assetId')
    .select(['al.id', 'ast.code', 'al.severity'])
    .$if(group === 'alert', (query) => query.where('al.id', 'in', ids))
    .$if(group === 'asset', (query) => query.where('ast.code', 'in', ids).where(isOpen))
    .execute()
  const found = new Map<string, Severity>()
  for (const row of rows) {
    const key = group === 'alert' ? row.id : row.code
    const known = found.get(key)
    found.set(key, (known && worstSeverity([known, row.severity])) ?? row.severity)
  }
  return found
}

/** Tasks whose title or incident's number has all the words, or beginnings of them; the newest first. */
export async function findTasks(tx: Db, q: string, limit: number): Promise<Found[]> {
  const words = [...new Set(searchWords(q))].slice(0, 12).map((word) => `'${word.slice(0, 60)}':*`)
  if (words.length === 0) return []
  const rows = await tx
    .selectFrom('platform.task as t')
    .innerJoin('platform.agency as ag', 'ag.id', 't.agencyId')
    .select(['t.id', 't.title', 't.incidentNumber', 't.state', 'ag.name as agencyName'])
    .where(sql<boolean>`t.words @@ ${words.join(' & ')}::tsquery`)
    .orderBy('t.assignedAt', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, title, incidentNumber, state, agencyName }) => ({
    kind: 'task',
    id,
    title,
    number: incidentNumber,
    area: null,
    agency: agencyName,
    state,
    severity: null,
    address: `/viec/${id}`,
  }))
}
