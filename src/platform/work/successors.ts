import { sql } from 'kysely'
import type { Commander } from '../../core/api/incident-picture.ts'
import { notFound } from '../../core/error.ts'
import { localDateOf } from '../../core/local-time.ts'
import type { PlatformPermission } from '../../core/permission.ts'
import type { Db } from '../db/pool.ts'
import { titleOn } from './commander.ts'

interface SuccessorRow {
  readonly id: number
  readonly name: string
  readonly title: string | null
  readonly agencyId: number
  readonly code: string
  readonly agencyName: string
}

const verb: PlatformPermission = 'incidents.manage'

/**
 * To whom `accountId` may hand an incident over: people in sight who may sign in, manage incidents and see its agency, by name; not
 * oneself and not who leads it already. @throws {AppError} `not_found`
 */
export async function listSuccessors(tx: Db, incidentId: string, accountId: number): Promise<Commander[]> {
  const incident = await tx
    .selectFrom('platform.incident')
    .select(['agencyId', 'commanderId'])
    .where('id', '=', incidentId)
    .executeTakeFirst()
  if (!incident) throw notFound(`incident ${incidentId}`)
  const { agencyId, commanderId } = incident
  const { rows } = await sql<SuccessorRow>`
    with recursive above as (
      select id, parent_id from platform.agency where id = ${agencyId}
      union select a.id, a.parent_id from platform.agency a join above b on a.id = b.parent_id
    )
    select c.id, c.name, ${titleOn(localDateOf(new Date()))} as title, ag.id as agency_id, ag.code, ag.name as agency_name
    from platform.account c join platform.agency ag on ag.id = c.agency_id
    where c.disabled_at is null and c.id <> ${accountId} and c.id is distinct from ${commanderId}::int
      and (c.agency_id = ${agencyId} or c.reach = 'province'
        or (c.reach = 'subtree' and c.agency_id in (select id from above)))
      and exists (select from platform.role r where r.id = any(c.roles) and ${verb} = any(r.permissions))
    order by c.name, c.id`.execute(tx)
  return rows.map(({ id, name, title, agencyId: own, code, agencyName }) => ({
    account: { id, name },
    agency: { id: own, code, name: agencyName },
    title,
  }))
}
