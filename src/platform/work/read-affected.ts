import { sql } from 'kysely'
import type { Affected, AffectedAsset } from '../../core/api/incident-picture.ts'
import { dependencyRelations } from '../../core/api/things.ts'
import { notFound } from '../../core/error.ts'
import { type Severity, severities } from '../../core/severity.ts'
import type { Text } from '../../core/text.ts'
import { silentBeats } from '../assets/read-assets.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import type { AssetKind } from '../modules/load.ts'

/** So many devices are named; all are counted. */
const mostNamed = 500

interface Row {
  readonly code: string
  readonly name: string
  readonly type: string
  readonly areaCode: string | null
  readonly areaName: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly silent: boolean
  readonly simulated: boolean
  readonly severity: Severity | null
  readonly taken: boolean
  readonly firing: Text[]
}

/**
 * What an incident touches at `now`: the devices of its alerts, and those that hang (powered, connected, hosted) on one whose alert of
 * the incident fires. @throws {AppError} `not_found`
 */
export async function readAffected(
  tx: Db,
  types: ReadonlyMap<string, AssetKind>,
  incidentId: string,
  now: Date,
): Promise<Affected> {
  const known = await tx.selectFrom('platform.incident').select('id').where('id', '=', incidentId).executeTakeFirst()
  if (!known) throw notFound(`incident ${incidentId}`)
  const rows = await readConcerned(tx, incidentId, now)
  const isWrong = ({ severity, silent }: Row) => severity !== null || silent
  const areas = new Map(
    rows.filter(isWrong).flatMap(({ areaCode, areaName }) => (areaCode ? [[areaCode, areaName ?? areaCode]] : [])),
  )
  const kinds = [...Map.groupBy(rows, ({ type }) => type)].map(([type, own]) => ({
    type,
    name: types.get(type)?.name ?? { vi: type, en: type },
    total: own.length,
    alerting: own.filter(({ severity }) => severity !== null).length,
    silent: own.filter(({ severity, silent }) => severity === null && silent).length,
  }))
  return {
    at: iso(now),
    kinds: kinds.sort((a, b) => b.alerting + b.silent - (a.alerting + a.silent) || b.total - a.total),
    areas: [...areas].map(([code, name]) => ({ code, name })),
    assets: [...rows.filter(isWrong), ...rows.filter((row) => !isWrong(row))].slice(0, mostNamed).map(present),
    simulated: rows.filter(({ simulated }) => simulated).length,
  }
}

const present = ({ areaCode, areaName, lon, lat, ...row }: Row): AffectedAsset => ({
  ...row,
  area: areaCode && areaName ? { code: areaCode, name: areaName } : null,
  position: lon === null || lat === null ? null : [lon, lat],
})

async function readConcerned(tx: Db, incidentId: string, now: Date): Promise<Row[]> {
  // The worse of what fires comes first, so that the first is the worst.
  const rank = sql`array_position(${severities}::text[], al.severity)`
  const { rows } = await sql<Row>`
    with recursive hanging (id, code) as (
      select a.id, a.code from platform.alert al join platform.asset a on a.id = al.asset_id
      where al.incident_id = ${incidentId} and al.condition = 'firing'
      union
      select a.id, a.code from hanging h
        join platform.link l on l.to_kind = 'asset' and l.to_id = h.code and l.from_kind = 'asset' and l.valid_to is null
          and l.relation = any(${dependencyRelations}::text[])
        join platform.asset a on a.code = l.from_id
    ),
    concerned as (
      select id from hanging union select asset_id from platform.alert where incident_id = ${incidentId}
    )
    select a.code, a.name, a.type, a.area_code, ar.name as area_name, a.lon, a.lat, s.silent, s.simulated,
      f.severity, coalesce(f.taken, false) as taken, coalesce(f.firing, '[]') as firing
    from concerned c join platform.asset a on a.id = c.id
      left join platform.core_area ar on ar.code = a.area_code
      cross join lateral (
        select coalesce(bool_or(not s.sporadic
            and l.received_at < ${now}::timestamptz - ${silentBeats}::int * s.cadence_s * interval '1 second'), false) as silent,
          coalesce(bool_or(l.origin = 'simulated'), false) as simulated
        from platform.series s join platform.last_value l on l.series_id = s.id where s.asset_id = a.id
      ) s
      left join lateral (
        select (array_agg(al.severity order by ${rank}))[1] as severity,
          not bool_or(al.handling = 'new' and al.severity = worst.severity) as taken,
          jsonb_agg(distinct jsonb_build_object('vi', r.name_vi, 'en', r.name_en)) as firing
        from platform.alert al join platform.alert_rule r on r.id = al.rule_id
          cross join (select al.severity from platform.alert al where al.asset_id = a.id and al.condition = 'firing'
            order by ${rank} limit 1) worst
        where al.asset_id = a.id and al.condition = 'firing'
      ) f on true
    where a.retired_at is null
    order by ${sql`array_position(${severities}::text[], f.severity)`} nulls last, s.silent desc, a.code`.execute(tx)
  return rows
}
