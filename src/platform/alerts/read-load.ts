import { sql } from 'kysely'
import type { AlertLoad } from '../../core/api/alert-load.ts'
import { addLocalDays, localDateOf, startOfLocalDay } from '../../core/local-time.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'

const slotS = 600
/** More than these nobody mends in a week. */
const mostRows = 20

interface Found {
  readonly firstAt: Date | null
  readonly lines: number
  readonly most: number
  readonly mostAt: Date | null
  readonly severities: AlertLoad['severities']
  readonly standing: number
  readonly oldest: AlertLoad['oldest'] | null
  readonly rules: AlertLoad['rules'] | null
}

/** What alerts in sight asked of officers in so many days of Asia/Ho_Chi_Minh, up to `now` in the last of them. */
export async function readLoad(tx: Db, days: number, now: Date): Promise<AlertLoad> {
  const from = startOfLocalDay(addLocalDays(localDateOf(now), 1 - days))
  const { rows } = await sql<Found>`
    with raised as materialized (
      select al.id, al.rule_id, al.asset_id, al.severity, al.raised_at, al.handling = 'dismissed' as dismissed,
        coalesce(al.line_id, al.id) = al.id and al.muted_until is null as heads
      from platform.alert al where al.raised_at >= ${from} and al.raised_at <= ${now}
    ),
    slots as (
      select to_timestamp(floor(extract(epoch from raised_at) / ${slotS}) * ${slotS}) as began, count(*)::int as lines
      from raised where heads group by 1
    ),
    standing as materialized (
      select al.id, al.title_vi, al.title_en, al.severity, al.raised_at from platform.alert al
      where al.condition = 'firing' and al.raised_at < ${new Date(now.getTime() - 86_400_000)} and coalesce(al.line_id, al.id) = al.id
        and coalesce(al.shelved_until, '-infinity') <= ${now} and coalesce(al.muted_until, '-infinity') <= ${now}
    ),
    per_asset as materialized (
      select rule_id, asset_id, count(*)::int as alerts, (count(*) filter (where heads))::int as lines,
        (count(*) filter (where dismissed))::int as dismissed
      from raised group by 1, 2
    ),
    rules as (
      select rule_id, sum(lines)::int as lines, sum(alerts)::int as alerts, sum(dismissed)::int as dismissed, count(*)::int as assets,
        (array_agg(asset_id order by alerts desc, asset_id))[1] as worst, max(alerts) as worst_alerts
      from per_asset group by 1 order by lines desc, alerts desc, rule_id limit ${mostRows}
    )
    select (select min(raised_at) from raised) as first_at,
      (select coalesce(sum(lines), 0)::int from slots) as lines, coalesce((select max(lines) from slots), 0) as most,
      (select began from slots order by lines desc, began desc limit 1) as most_at,
      (select jsonb_build_object('crit', count(*) filter (where severity = 'crit'), 'major', count(*) filter (where severity = 'major'),
        'minor', count(*) filter (where severity = 'minor'), 'info', count(*) filter (where severity = 'info')) from raised where heads)
        as severities,
      (select count(*)::int from standing) as standing,
      (select jsonb_agg(jsonb_build_object('id', id, 'title', jsonb_build_object('vi', title_vi, 'en', title_en), 'severity', severity,
        'raisedAt', raised_at) order by raised_at, id) from (select * from standing order by raised_at, id limit ${mostRows}) oldest)
        as oldest,
      (select jsonb_agg(jsonb_build_object('id', ru.id, 'key', ru.key, 'name', jsonb_build_object('vi', ru.name_vi, 'en', ru.name_en),
        'severity', ru.severity, 'lines', rules.lines, 'alerts', alerts, 'dismissed', dismissed, 'assets', assets,
        'worst', jsonb_build_object('code', a.code, 'name', a.name, 'alerts', worst_alerts)) order by rules.lines desc, alerts desc, ru.id)
        from rules join platform.alert_rule ru on ru.id = rule_id join platform.asset a on a.id = worst) as rules`.execute(
    tx,
  )
  const found = rows[0]
  const severities = found?.severities ?? { crit: 0, major: 0, minor: 0, info: 0 }
  const begun = found?.firstAt ? now.getTime() - Math.max(from.getTime(), found.firstAt.getTime()) : 0
  return {
    from: iso(from),
    to: iso(now),
    slots: Math.ceil(begun / 1_000 / slotS),
    lines: found?.lines ?? 0,
    most: found?.most ?? 0,
    mostAt: isoOrNull(found?.mostAt ?? null),
    severities,
    standing: found?.standing ?? 0,
    oldest: (found?.oldest ?? []).map((each) => ({ ...each, raisedAt: iso(new Date(each.raisedAt)) })),
    rules: found?.rules ?? [],
  }
}
