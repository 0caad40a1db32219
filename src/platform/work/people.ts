import { sql } from 'kysely'
import type { z } from 'zod'
import { type IncidentContact, type IncidentPerson, personParts } from '../../core/api/incident-picture.ts'
import { localDateOf } from '../../core/local-time.ts'
import type { Db } from '../db/pool.ts'
import { titleOn } from './commander.ts'

interface PersonRow {
  readonly id: number
  readonly name: string
  readonly part: number
  readonly title: string | null
  readonly agencyId: number
  readonly code: string
  readonly agencyName: string
  readonly dutyPhone: string | null
}

/**
 * Everyone who takes part in an incident, once: who leads it, who opened it, took its tasks or alerts, or wrote into its story. The
 * agency is the person's own where that is in sight, else the one for which they acted.
 */
export async function readPeople(tx: Db, incidentId: string): Promise<IncidentPerson[]> {
  const { rows } = await sql<PersonRow>`
    with acted as (
      select commander_id as id, commander_name as name, agency_id, 1 as part, opened_at as at
      from platform.incident where id = ${incidentId} and commander_id is not null
      union all
      select by_id, by_name, author_agency_id,
        case when kind = 'incident.opened' then 2 when kind in ('task.accepted', 'task.done') then 3 else 5 end, at
      from platform.timeline_entry where incident_id = ${incidentId} and by_id is not null
      union all
      select taken_by, taken_by_name, agency_id, 4, taken_at
      from platform.alert where incident_id = ${incidentId} and taken_by is not null
    ),
    once as (select distinct on (id) id, name, agency_id, part, at from acted order by id, part, at)
    select o.id, coalesce(c.name, o.name) as name, o.part, ${titleOn(localDateOf(new Date()))} as title,
      ag.id as agency_id, ag.code, ag.name as agency_name, ag.duty_phone
    from once o left join platform.account c on c.id = o.id
      join platform.agency ag on ag.id = coalesce(c.agency_id, o.agency_id)
    order by o.part, o.at, o.id`.execute(tx)
  return rows.map((row) => ({
    account: { id: row.id, name: row.name },
    agency: { id: row.agencyId, code: row.code, name: row.agencyName },
    title: row.title,
    part: personParts[row.part - 1] ?? 'story',
    phone: row.dutyPhone,
  }))
}

/** The agency that leads an incident and those with tasks of it, in the order in which they came in, each with its duty phone. */
export async function readContacts(tx: Db, incidentId: string): Promise<z.infer<typeof IncidentContact>[]> {
  const { rows } = await sql<{ id: number; code: string; name: string; dutyPhone: string | null }>`
    with concerned as (
      select agency_id, null as task_id from platform.incident where id = ${incidentId}
      union all select agency_id, id from platform.task where incident_id = ${incidentId}
    ),
    first as (select distinct on (agency_id) agency_id, task_id from concerned order by agency_id, task_id nulls first)
    select ag.id, ag.code, ag.name, ag.duty_phone from first join platform.agency ag on ag.id = first.agency_id
    order by first.task_id nulls first`.execute(tx)
  return rows.map(({ id, code, name, dutyPhone }) => ({ agency: { id, code, name }, phone: dutyPhone }))
}
