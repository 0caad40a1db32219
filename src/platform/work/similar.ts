import { sql } from 'kysely'
import type { SimilarIncident } from '../../core/api/similar-incident.ts'
import { notFound } from '../../core/error.ts'
import type { Severity } from '../../core/severity.ts'
import type { Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'

const mostShown = 3

interface Row {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly severity: Severity
  readonly openedAt: Date
  readonly falseAlarm: boolean
  readonly shared: { readonly rule: Text; readonly assets: string[]; readonly areas: string[] }[]
}

/**
 * Earlier incidents in sight, closed by now, that are most like one: by how many rules fired on the same devices, then by how many fired
 * in the same communes, then the latest.
 */
export const selectSimilar = (incidentId: string, openedAt: Date) => sql<Row>`
  with own as (select distinct rule_id, asset_id, area_code from platform.alert where incident_id = ${incidentId}),
  common as (
    select al.incident_id, al.rule_id, al.asset_id, null as area_code
    from (select distinct rule_id, asset_id from own) o
      join platform.alert al on al.asset_id = o.asset_id and al.rule_id = o.rule_id and al.incident_id is not null
    union
    select al.incident_id, al.rule_id, null, al.area_code
    from (select distinct rule_id, area_code from own where area_code is not null) o
      join platform.alert al on al.area_code = o.area_code and al.rule_id = o.rule_id and al.incident_id is not null
  ),
  likest as (
    select inc.id, inc.number, inc.title, inc.severity, inc.opened_at, inc.false_alarm,
      count(c.asset_id) as on_assets, count(c.area_code) as in_areas
    from common c join platform.incident inc on inc.id = c.incident_id
    where inc.state = 'closed' and inc.opened_at < ${openedAt} and inc.id <> ${incidentId}
    group by inc.id order by on_assets desc, in_areas desc, inc.opened_at desc, inc.id limit ${mostShown}
  )
  select l.id, l.number, l.title, l.severity, l.opened_at, l.false_alarm, s.shared
  from likest l cross join lateral (
    select jsonb_agg(jsonb_build_object('rule', jsonb_build_object('vi', r.name_vi, 'en', r.name_en),
      'assets', g.assets, 'areas', g.areas) order by cardinality(g.assets) desc, cardinality(g.areas) desc, g.rule_id) as shared
    from (
      select c.rule_id, array_remove(array_agg(distinct a.name), null) as assets,
        array_remove(array_agg(distinct ar.name), null) as areas
      from common c left join platform.asset a on a.id = c.asset_id left join platform.core_area ar on ar.code = c.area_code
      where c.incident_id = l.id group by c.rule_id
    ) g join platform.alert_rule r on r.id = g.rule_id
  ) s
  order by l.on_assets desc, l.in_areas desc, l.opened_at desc, l.id`

/** At most three earlier incidents that are most like one. @throws {AppError} `not_found` */
export async function readSimilar(tx: Db, id: string): Promise<SimilarIncident[]> {
  const incident = await tx.selectFrom('platform.incident').select('openedAt').where('id', '=', id).executeTakeFirst()
  if (!incident) throw notFound(`incident ${id}`)
  const { rows } = await selectSimilar(id, incident.openedAt).execute(tx)
  return rows.map((row) => ({ ...row, openedAt: iso(row.openedAt) }))
}
