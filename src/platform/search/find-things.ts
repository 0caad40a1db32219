import { type RawBuilder, sql } from 'kysely'
import type { Outcome } from '../../core/alert-outcome.ts'
import type { Found, FoundGroup } from '../../core/api/search.ts'
import { searchWords } from '../../core/fold.ts'
import type { Severity } from '../../core/severity.ts'
import { outcome } from '../alerts/read-history.ts'
import type { Db } from '../db/pool.ts'
import { findFirst, howOftenIn, sampled, sampleRatio } from '../things/match-words.ts'
import { type ThingRow, thingColumns, thingNames } from '../things/read-things.ts'

export type ThingGroup = Extract<FoundGroup, 'asset' | 'alert' | 'incident' | 'record'>

const groupOf = sql`case when t.kind like '%.%' then 'record' else t.kind end`

/**
 * The newest things of each group that have the words, at most `limit` of a group; alerts and assets with their severity. The last word
 * may not be typed to its end and finds what it will; where nothing has the words before it whole, all may be beginnings.
 * @param kinds of `platform.thing` that are looked through
 */
export async function findThings(
  tx: Db,
  kinds: readonly string[],
  q: string,
  limit: number,
): Promise<ReadonlyMap<ThingGroup, Found[]>> {
  if (kinds.length === 0) return new Map()
  for (const words of wordsQueries(q)) {
    const found = await findMatching(tx, kinds, words, limit)
    if (found.size > 0) return found
  }
  return new Map()
}

async function findMatching(
  tx: Db,
  kinds: readonly string[],
  words: string,
  limit: number,
): Promise<ReadonlyMap<ThingGroup, Found[]>> {
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
  const standing = await readStanding(tx, rows)
  const newestFirst = rows.toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime())
  const byGroup = Map.groupBy(newestFirst, ({ kind }) => groupOfKind(kind))
  return new Map(
    [...byGroup].map(([group, found]) => [group, found.slice(0, limit).map((row) => present(row, standing))]),
  )
}

const groupOfKind = (kind: string): ThingGroup =>
  kind === 'asset' || kind === 'alert' || kind === 'incident' ? kind : 'record'

/**
 * All words of a text as PostgreSQL looks for them, the last as a beginning; then all as beginnings, where that is another question. Words
 * of Vietnamese are short: as beginnings, «ho so» are in every «Hoá … số».
 */
function wordsQueries(q: string): string[] {
  const words = [...new Set(searchWords(q))].slice(0, 12).map((word) => `'${word.slice(0, 60)}'`)
  if (words.length === 0) return []
  const beginnings = words.map((word) => `${word}:*`)
  return [...new Set([[...words.slice(0, -1), ...beginnings.slice(-1)], beginnings].map((all) => all.join(' & ')))]
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

function present(row: ThingRow, standing: ReadonlyMap<string, Standing>): Found {
  const own = standing.get(`${row.kind} ${row.id}`)
  return {
    kind: row.kind,
    id: row.id,
    title: row.title,
    number: row.number,
    area: row.areaName,
    agency: row.agencyName,
    state: own?.outcome ?? row.state,
    severity: own?.severity ?? null,
    held: own?.held ?? false,
    address: row.address,
  }
}

/** How bad a thing is, whether somebody has it, and of an alert how it stands. */
interface Standing {
  readonly severity: Severity
  readonly held: boolean
  readonly outcome: Outcome | null
}

/** Of alerts, and of assets what is worst of what fires there, by kind and id. */
async function readStanding(tx: Db, things: readonly ThingRow[]): Promise<ReadonlyMap<string, Standing>> {
  const idsOf = (kind: string) => things.filter((thing) => thing.kind === kind).map(({ id }) => id)
  const [alerts, assets] = [idsOf('alert'), idsOf('asset')]
  if (alerts.length + assets.length === 0) return new Map()
  const { rows } = await sql<Standing & { key: string }>`
    select 'alert ' || al.id as key, al.severity, ${outcome} <> 'new' as held, ${outcome} as outcome
    from platform.alert al where al.id = any(${alerts}::uuid[])
    union all
    (
      -- One that nobody has stands for those as bad as it.
      select distinct on (ast.id) 'asset ' || ast.code, al.severity, ${outcome} <> 'new', null
      from platform.asset ast join platform.alert al on al.asset_id = ast.id and al.condition = 'firing'
      where ast.code = any(${assets}::text[])
      order by ast.id, platform.severity_rank(al.severity), ${outcome} <> 'new'
    )`.execute(tx)
  return new Map(rows.map(({ key, ...standing }) => [key, standing]))
}

/** Tasks whose title or incident's number has all the words, understood as by {@link findThings}; the newest first. */
export async function findTasks(tx: Db, q: string, limit: number): Promise<Found[]> {
  for (const words of wordsQueries(q)) {
    const found = await findMatchingTasks(tx, words, limit)
    if (found.length > 0) return found
  }
  return []
}

async function findMatchingTasks(tx: Db, words: string, limit: number): Promise<Found[]> {
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
    held: false,
    address: `/viec/${id}`,
  }))
}
