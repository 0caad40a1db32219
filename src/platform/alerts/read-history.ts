import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Outcome, outcomes } from '../../core/alert-outcome.ts'
import type { HistoryFilter, HistoryTotals } from '../../core/api/alert-history.ts'
import { severitiesIn } from '../../core/severity.ts'
import { typesOf } from '../assets/asset-types.ts'
import type { Db } from '../db/pool.ts'
import type { AssetKind } from '../modules/load.ts'
import { type AlertRow, selectAlerts } from './read-alerts.ts'
import { answersTo, bucketAt, isFiring } from './read-lines.ts'

const bucket = bucketAt(sql`now()`)
/** How `al` came out or stands; as `outcomeOf` has it. */
export const outcome = sql<Outcome>`case when al.false_alarm then 'false_alarm'
  when al.handling = 'done' and al.incident_id is null then 'closed' when al.handling in ('done', 'dismissed') then al.handling
  when ${bucket} in ('shelved', 'muted') then 'aside' when ${bucket} = 'calmed' then 'calmed' else al.handling end`

/** Condition on `al`. */
function passes(filter: HistoryFilter, types: ReadonlyMap<string, AssetKind>): RawBuilder<SqlBool> {
  const { area, agency, module, severity, from, to, rule } = filter
  const terms = [
    answersTo({ area, agency, types: typesOf(types, module) }),
    severity !== undefined && sql`al.severity = any(${severitiesIn(severity)}::text[])`,
    from !== undefined && sql`al.raised_at >= ${from}::timestamptz`,
    to !== undefined && sql`al.raised_at < ${to}::timestamptz`,
    rule !== undefined && sql`al.rule_id = (select id from platform.alert_rule where key = ${rule})`,
    filter.outcome !== undefined && (filter.outcome === 'firing' ? isFiring : sql`${outcome} = ${filter.outcome}`),
  ].filter((term) => term !== false)
  return sql<SqlBool>`(${sql.join(terms, sql` and `)})`
}

/**
 * Alerts that answer to a filter, what the centre knew last first.
 * @param page.after id of the last one before; nothing follows one that is not to be seen
 */
export async function readHistory(
  tx: Db,
  filter: HistoryFilter,
  types: ReadonlyMap<string, AssetKind>,
  page: { limit: number; after?: string | undefined },
): Promise<AlertRow[]> {
  const { limit, after } = page
  return selectAlerts(tx)
    .where(passes(filter, types))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(al.raised_at, al.id) < (select before.raised_at, before.id from platform.alert before where before.id = ${after}::uuid)`,
      ),
    )
    .orderBy('al.raisedAt', 'desc')
    .orderBy('al.id', 'desc')
    .limit(limit)
    .execute()
}

/** How many answer to a filter, by how they came out. */
export async function countHistory(
  tx: Db,
  filter: HistoryFilter,
  types: ReadonlyMap<string, AssetKind>,
): Promise<HistoryTotals> {
  const { rows } = await sql<{ outcome: Outcome; alerts: number }>`
    select ${outcome} as outcome, count(*)::int as alerts from platform.alert al where ${passes(filter, types)} group by 1`.execute(
    tx,
  )
  const count = (of: Outcome) => rows.find((row) => row.outcome === of)?.alerts ?? 0
  return {
    all: rows.reduce((sum, { alerts }) => sum + alerts, 0),
    // Each is named above.
    outcomes: Object.fromEntries(outcomes.map((each) => [each, count(each)])) as HistoryTotals['outcomes'],
  }
}
