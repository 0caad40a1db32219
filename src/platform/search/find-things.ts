import { type RawBuilder, sql } from 'kysely'
import type { Found, FoundGroup } from '../../core/api/search.ts'
import { searchWords } from '../../core/fold.ts'
import { type Severity, worstSeverity } from '../../core/severity.ts'
import { isOpen } from '../alerts/read-alerts.ts'
import type { Db } from '../db/pool.ts'
import { findFirst, howOftenIn, sampled, sampleRatio } from '../things/match-words.ts'
import { type ThingRow, thingColumns, thingNames } from '../things/read-things.ts'

export type ThingGroup = Extract<FoundGroup, 'asset' | 'alert' | 'incident' | 'record'>

const groupOf = sql`case when t.kind like '%.%' then 'record' else t.kind end`

/**
 * The newest things of each group that have the words or beginnings of them, at most `limit` of a group; alerts and assets with their
 * severity. A word that is not yet typed to its end finds what it will.
 * @param kinds of `platform.thing` that are looked through
 */
export async function findThings(
  tx: Db,
  kinds: readonly string[],
  q: string,
  limit: number,
): Promise<ReadonlyMap<ThingGroup, Found[]>> {
  const words = wordsQuery(q)
  if (kinds.length === 0 || words === null) return new Map()
  const match = sql<boolean>`t.words @@ ${words}::tsquery`
  const [often, seldom] = await splitKinds(tx, kinds, match, limit)
  const columns = sql`t.kind, t.id, t.title, t.number, t.agency_id, t.area_code, t.state, t.opened_at, t.address, t.lon, t.lat, t.closed_at`
  const rows = [
    ...(await firstOf(tx, 'often', often, (list) => {
      return sql`select t.* from unnest(${list}::text[]) as wanted (kind) cross join lateral (
        select ${columns} from platform.thing t where t.kind = wanted.kind and ${match}
        order by t.opened_at desc, t.kind desc, t.id desc limit ${limit}) t`
    })),
    ...(await firstOf(tx, 'seldom', seldom, (list) => {
      return sql`select * from (
        select ${columns}, row_number() over (partition by ${groupOf} order by t.opened_at desc, t.kind desc, t.id desc) as place
        from platform.thing t where t.kind = any(${list}::text[]) and ${match}) t where place <= ${limit}`
    })),
  ]
  const severities = await readSeverities(tx, rows)
  const newestFirst = rows.toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime())
  const byGroup = Map.groupBy(newestFirst, ({ kind }) => groupOfKind(kind))
  return new Map(
    [...byGroup].map(([group, found]) => [group, found.slice(0, limit).map((row) => present(row, severities))]),
  )
}

const groupOfKind = (kind: string): ThingGroup =>
  kind === 'asset' || kind === 'alert' || kind === 'incident' ? kind : 'record'

/** The words of a text or their beginnings, all of them, as PostgreSQL looks for them; null for a text without any. */
function wordsQuery(q: string): string | null {
  const words = [...new Set(searchWords(q))].slice(0, 12).map((word) => `'${word.slice(0, 60)}':*`)
  return words.length === 0 ? null : words.join(' & ')
}

/** Kinds of which the first few are found soonest by going back in time, and those by gathering what has the words. */
async function splitKinds(tx: Db, kinds: readonly string[], match: RawBuilder<boolean>, limit: number) {
  const { rows } = await sql<{ kind: string; ratio: number; seen: number; count: number; newer: number }>`
    with sample as materialized (
      select t.kind, t.opened_at, ${match} as found from platform.thing t ${sampled} where t.kind = any(${[...kinds]}::text[])
    ), newest as (select kind, max(opened_at) as at from sample where found group by kind)
    select s.kind, (${sampleRatio})::int as ratio, count(*)::int as seen, count(*) filter (where found)::int as count,
      count(*) filter (where s.opened_at > n.at)::int as newer
    from sample s left join newest n on n.kind = s.kind group by s.kind`.execute(tx)
  const often = rows.filter((row) => howOftenIn(row, limit) === 'often').map(({ kind }) => kind)
  return [often, kinds.filter((kind) => !often.includes(kind))] as const
}

/** Runs a statement over some kinds in the way that suits them, newest first; none for no kinds. */
async function firstOf(
  tx: Db,
  how: 'often' | 'seldom',
  kinds: readonly string[],
  select: (kinds: string[]) => RawBuilder<unknown>,
): Promise<readonly ThingRow[]> {
  if (kinds.length === 0) return []
  const { rows } = await findFirst(tx, how, () =>
    sql<ThingRow>`with t as materialized (${select([...kinds])})
      select ${thingColumns}, null::float8 as distance_m from t ${thingNames}
      order by t.opened_at desc, t.kind desc, t.id desc`.execute(tx),
  )
  return rows
}

function present(row: ThingRow, severities: ReadonlyMap<string, Severity>): Found {
  return {
    kind: row.kind,
    id: row.id,
    title: row.title,
    number: row.number,
    area: row.areaName,
    agency: row.agencyName,
    state: row.state,
    severity: severities.get(`${row.kind} ${row.id}`) ?? null,
    address: row.address,
  }
}

/** Of alerts, and of assets the worst of their open alerts, by kind and id. */
async function readSeverities(tx: Db, things: readonly ThingRow[]): Promise<ReadonlyMap<string, Severity>> {
  const idsOf = (kind: string) => things.filter((thing) => thing.kind === kind).map(({ id }) => id)
  const [alerts, assets] = [idsOf('alert'), idsOf('asset')]
  if (alerts.length + assets.length === 0) return new Map()
  const { rows } = await sql<{ key: string; severity: Severity }>`
    select 'alert ' || al.id as key, al.severity from platform.alert al where al.id = any(${alerts}::uuid[])
    union all
    select 'asset ' || ast.code, al.severity from platform.asset ast join platform.alert al on al.asset_id = ast.id
    where ast.code = any(${assets}::text[]) and ${isOpen}`.execute(tx)
  const found = Map.groupBy(rows, ({ key }) => key)
  return new Map(
    [...found].flatMap(([key, list]) => {
      const worst = worstSeverity(list.map(({ severity }) => severity))
      return worst === null ? [] : [[key, worst] as const]
    }),
  )
}

/** Tasks whose title or incident's number has all the words, or beginnings of them; the newest first. */
export async function findTasks(tx: Db, q: string, limit: number): Promise<Found[]> {
  const words = wordsQuery(q)
  if (words === null) return []
  const rows = await tx
    .selectFrom('platform.task as t')
    .innerJoin('platform.agency as ag', 'ag.id', 't.agencyId')
    .select(['t.id', 't.title', 't.incidentNumber', 't.state', 'ag.name as agencyName'])
    .where(sql<boolean>`t.words @@ ${words}::tsquery`)
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
