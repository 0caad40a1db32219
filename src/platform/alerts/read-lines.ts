import { type RawBuilder, sql } from 'kysely'
import type { AlertLine, AlertLines, LineGroup } from '../../core/api/alerts.ts'
import { type Severity, severities } from '../../core/severity.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { type AlertRow, isOpen, presentAlert, selectAlerts } from './read-alerts.ts'

const groups: readonly LineGroup[] = ['fresh', 'taken', 'calmed', 'shelved', 'muted']

/** Where an alert of `al` stands by itself at a moment; what is open and fires is fresh or taken with its line. */
export const bucketAt = (moment: RawBuilder<unknown>) =>
  sql<string>`case when al.shelved_until > ${moment} then 'shelved' when al.muted_until > ${moment} then 'muted'
  when al.condition = 'resolved' then 'calmed' else 'open' end`

/** Condition on `al`: it fires, and nobody laid it aside and no maintenance does: something is wrong now. */
export const isFiringAt = (moment: RawBuilder<unknown>) =>
  sql<boolean>`(al.condition = 'firing' and ${bucketAt(moment)} = 'open')`
export const isFiring = isFiringAt(sql`now()`)

/** The bucket of the alerts that a group's lines are made of. */
export const bucketOfGroup = (group: LineGroup): string => (group === 'fresh' || group === 'taken' ? 'open' : group)

/** Whose lines are made: alerts with the columns of `platform.alert` that say how they stand, and the moment at which they stand so. */
export interface LineSource {
  readonly rows: RawBuilder<unknown>
  readonly moment: RawBuilder<unknown>
  /** Lays over alerts as they are now how they stood then. */
  readonly standing: (tx: Db, rows: AlertRow[]) => Promise<AlertRow[]>
}

const now: LineSource = { rows: sql`platform.alert`, moment: sql`now()`, standing: async (_, rows) => rows }

/** Which lines are left: of a severity, and with an alert of the commune, of the agency and of a device of one of the types. */
export interface LineFilter {
  readonly severities?: readonly Severity[] | undefined
  readonly area?: string | undefined
  readonly agency?: number | undefined
  readonly types?: readonly string[] | undefined
}

/** Condition on `al` but for its severity; true where nothing is asked. */
export function answersTo({ area, agency, types }: LineFilter): RawBuilder<unknown> {
  const terms = [
    area !== undefined && sql`al.area_code = ${area}`,
    agency !== undefined && sql`al.agency_id = ${agency}`,
    types && sql`al.asset_id in (select id from platform.asset where type = any(${types}::text[]))`,
  ].filter((term) => term !== false && term !== undefined)
  return terms.length === 0 ? sql`true` : sql`(${sql.join(terms, sql` and `)})`
}

const ofRule = (rule: string | undefined) =>
  rule ? sql`al.rule_id = (select id from platform.alert_rule where key = ${rule})` : sql`true`

/**
 * Every open alert that may be seen, in its line. A line is fresh while nobody has its head, or while a part that nobody has is worse
 * than every part that somebody has; a new part of a line that is taken is nobody's news.
 */
const linesOf = (condition: RawBuilder<unknown>, filter: LineFilter, { rows, moment }: LineSource) => sql`
  mine as materialized (
    select al.id, coalesce(al.line_id, al.id) as line_id, al.line_by, al.fired_at, al.raised_at, al.handling = 'new' as untaken,
      al.condition = 'resolved' and al.handling in ('new', 'taken') as waited,
      platform.severity_rank(al.severity) as rank, ${bucketAt(moment)} as bucket, ${answersTo(filter)} as answers
    from ${rows} al where ${isOpen} and ${condition}
  ),
  lines as materialized (
    select line_id, bucket, count(*)::int as count, count(*) filter (where untaken)::int as untaken, count(*) filter (where waited)::int as closable, min(rank) as rank,
      -- The reason that tells most: the cause of its parts, then their commune, then that they are levels of one.
      max(line_by) as line_by, max(raised_at) as newest_at, max(fired_at) as fired_at,
      (array_agg(id order by id <> line_id, rank, fired_at desc, id))[1] as shown,
      case when bucket <> 'open' then array_position(array['', '', 'calmed', 'shelved', 'muted'], bucket)
        when min(rank) filter (where untaken) is not null and (bool_or(untaken and id = line_id)
          or coalesce(min(rank) filter (where untaken) < min(rank) filter (where not untaken), true)) then 1
        else 2 end as place,
      bool_or(answers) and ${filter.severities ? sql`min(rank) = any(${filter.severities.map((each) => severities.indexOf(each) + 1)}::int[])` : sql`true`} as wanted
    from mine group by line_id, bucket
  )`

/** Ids of the calmed alerts that the inbox shows, narrowed as it is; a line stays whole. To stand as a query within another. */
export const calmedIds = (
  rule: string | undefined,
  filter: LineFilter,
) => sql`with ${linesOf(ofRule(rule), filter, now)}
  select m.id from mine m join lines l on l.line_id = m.line_id and l.bucket = m.bucket where l.wanted and m.bucket = 'calmed'`

interface Line {
  readonly lineId: string
  readonly count: number
  readonly untaken: number
  readonly closable: number
  readonly rank: number
  readonly lineBy: AlertLine['by']
  readonly newestAt: Date
  readonly shown: string
  readonly place: number
  readonly firedMs: string
}

interface Sum {
  readonly place: number
  readonly rank: number
  readonly wanted: boolean
  readonly lines: number
  readonly alerts: number
  readonly newestAt: Date
}

/**
 * A page of lines and the counts of all of them, in two statements whatever their number. By group, then the worst, then the newest.
 * @param options.rule key of the rule whose alerts alone are looked at
 * @param options.filter leaves some of the lines, each whole
 * @param options.after `next` of the page before
 * @param source alerts as they are now, or as they were
 */
export async function readLines(
  tx: Db,
  options: {
    group?: LineGroup | undefined
    rule?: string | undefined
    filter?: LineFilter
    limit: number
    after?: string | undefined
  },
  source = now,
): Promise<Omit<AlertLines, 'next'> & { after: string | null }> {
  const { group, rule, filter = {}, limit } = options
  const within: RawBuilder<unknown> = group ? sql`place = ${groups.indexOf(group) + 1}` : sql`place <= 3`
  const [place, rank, firedMs, ...id] = options.after?.split('-') ?? []
  const beyond = options.after
    ? sql`(place, rank, -fired_ms, line_id) > (${Number(place)}::int, ${Number(rank)}::int, ${-Number(firedMs)}::bigint, ${id.join('-')}::uuid)`
    : sql`true`
  const { rows } = await sql<{ page: Line[] | null; sums: Sum[] | null }>`with ${linesOf(ofRule(rule), filter, source)},
    placed as (select *, (extract(epoch from fired_at) * 1000)::bigint as fired_ms from lines),
    page as (select * from placed where wanted and ${within} and ${beyond} order by place, rank, -fired_ms, line_id limit ${limit + 1}),
    sums as (select place, rank, wanted, count(*)::int as lines, sum(count)::int as alerts, max(newest_at) as newest_at from lines
      group by place, rank, wanted)
    select (select jsonb_agg(jsonb_build_object('lineId', line_id, 'count', count, 'untaken', untaken, 'closable', closable, 'rank', rank, 'lineBy', line_by,
      'newestAt', newest_at, 'shown', shown, 'place', place, 'firedMs', fired_ms::text) order by place, rank, -fired_ms, line_id)
      from page) as page,
    (select jsonb_agg(jsonb_build_object('place', place, 'rank', rank, 'wanted', wanted, 'lines', lines, 'alerts', alerts, 'newestAt', newest_at))
      from sums) as sums`.execute(tx)
  const found = rows[0]?.page ?? []
  const all = rows[0]?.sums ?? []
  const sums = all.filter(({ wanted }) => wanted)
  const page = found.slice(0, limit)
  const shown = page.length === 0 ? [] : await source.standing(tx, await readShown(tx, page))
  const alerts = new Map(shown.map((row) => [row.id, presentAlert(row)]))
  const last = found.length > limit ? page.at(-1) : undefined
  const count = (of: 'lines' | 'alerts') => {
    const total = (name: LineGroup) =>
      sums.reduce((sum, each) => sum + (groups[each.place - 1] === name ? each[of] : 0), 0)
    return {
      fresh: total('fresh'),
      taken: total('taken'),
      calmed: total('calmed'),
      shelved: total('shelved'),
      muted: total('muted'),
    }
  }
  const untaken = (severity: Severity) => {
    const sum = sums.find((each) => each.place === 1 && severities[each.rank - 1] === severity)
    return { lines: sum?.lines ?? 0, newestAt: isoOrNull(sum ? new Date(sum.newestAt) : null) }
  }
  return {
    items: page.flatMap((line) => {
      const alert = alerts.get(line.shown)
      const [severity, inGroup] = [severities[line.rank - 1], groups[line.place - 1]]
      if (!alert || !severity || !inGroup) return []
      const { lineId, lineBy, count, untaken, closable } = line
      return [
        {
          id: lineId,
          group: inGroup,
          severity,
          by: lineBy,
          alert,
          count,
          untaken,
          closable,
          newestAt: iso(new Date(line.newestAt)),
        },
      ]
    }),
    after: last ? `${last.place}-${last.rank}-${last.firedMs}-${last.lineId}` : null,
    lines: count('lines'),
    alerts: count('alerts'),
    untaken: { crit: untaken('crit'), major: untaken('major'), minor: untaken('minor'), info: untaken('info') },
    leftOut: all.reduce((sum, each) => sum + (each.place === 1 && !each.wanted ? each.lines : 0), 0),
  }
}

const readShown = (tx: Db, page: readonly Line[]) =>
  selectAlerts(tx)
    .where('al.id', '=', sql<string>`any(${page.map(({ shown }) => shown)}::uuid[])`)
    .execute()

/** Condition on `al`: it is of a line and stands where the group's alerts stand. */
export const isOfLine = (lineId: string, group: LineGroup, moment: RawBuilder<unknown> = sql`now()`) =>
  sql<boolean>`(al.id = ${lineId} or al.line_id = ${lineId}) and coalesce(al.line_id, al.id) = ${lineId} and ${isOpen}
    and ${bucketAt(moment)} = ${bucketOfGroup(group)}`
