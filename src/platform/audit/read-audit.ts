import { type RawBuilder, sql } from 'kysely'
import type { AuditChoices, AuditFilter, AuditRow } from '../../core/api/audit.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso } from '../http/present.ts'

/** A row with its place in the list, from which the next page goes on. */
export interface PlacedRow extends AuditRow {
  readonly place: string
}

interface Row {
  readonly id: number
  readonly at: Date
  readonly atUs: string
  readonly actorId: number | null
  readonly actorName: string | null
  readonly agencyId: number | null
  readonly agencyCode: string | null
  readonly agencyName: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly title: string | null
  readonly page: string | null
  readonly detail: Record<string, unknown>
}

/** A text that PostgreSQL can hold; one that it cannot stands in no row. */
const held = (text: string) => text.replaceAll('\0', '')

function passes({ actor, action, kind, subject, from, to }: AuditFilter): RawBuilder<boolean> {
  const conditions = [sql`true`]
  if (actor !== undefined) conditions.push(sql`a.actor_id = ${actor}`)
  if (action !== undefined) conditions.push(sql`a.action = ${held(action)}`)
  if (kind !== undefined) conditions.push(sql`a.subject_kind = ${held(kind)}`)
  if (subject !== undefined) conditions.push(sql`a.subject_id = ${held(subject)}`)
  if (from !== undefined) conditions.push(sql`a.at >= ${from}::timestamptz`)
  if (to !== undefined) conditions.push(sql`a.at < ${to}::timestamptz`)
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** Rows that pass, newest first. `after`: the place of the last one of the page before. */
export async function readAudit(
  tx: Db,
  filter: AuditFilter,
  page: { limit: number; after?: string | undefined },
): Promise<PlacedRow[]> {
  const [atUs = '0', id = '0'] = page.after?.split('-') ?? []
  const isBefore =
    page.after === undefined
      ? sql`true`
      : sql`(a.at, a.id) < (timestamptz 'epoch' + ${atUs}::bigint * interval '1 microsecond', ${id}::bigint)`
  const { rows } = await sql<Row>`
    with found as (
      select a.* from platform.audit a where ${passes(filter)} and ${isBefore} order by a.at desc, a.id desc limit ${page.limit}
    )
    select a.id, a.at, (extract(epoch from a.at) * 1000000)::bigint::text as "atUs", a.actor_id as "actorId",
      a.actor_name as "actorName", g.id as "agencyId", g.code as "agencyCode", g.name as "agencyName", a.action,
      a.subject_kind as "subjectKind", a.subject_id as "subjectId", coalesce(t.title, named.title) as title, t.address as page,
      a.detail
    from found a
      left join platform.agency g on g.id = a.agency_id
      left join platform.asset own on a.subject_kind = 'asset'
        and own.id = case when a.subject_id ~ '^[0-9]{1,9}$' then a.subject_id::int end
      left join platform.core_thing t on t.kind = a.subject_kind and t.id = coalesce(own.code, a.subject_id)
      left join lateral (
        select c.name as title from platform.account c
          where c.id = case when a.subject_kind = 'account' and a.subject_id ~ '^[0-9]{1,9}$' then a.subject_id::int end
        union all select d.name from platform.agency d where a.subject_kind = 'agency' and d.code = a.subject_id
        union all select r.name_vi from platform.role r where a.subject_kind = 'role' and r.id = a.subject_id
        union all select r.name_vi from platform.alert_rule r
          where r.id = case when a.subject_kind = 'rule' and a.subject_id ~ '^[0-9]{1,9}$' then a.subject_id::int end
        union all select w.reason from platform.maintenance_window w
          where w.id = case when a.subject_kind = 'maintenance' and a.subject_id ~ '^[0-9]{1,9}$' then a.subject_id::int end
        union all select k.title from platform.task k
          where k.id = case when a.subject_kind = 'task' and a.subject_id ~ '^[0-9a-f-]{36}$' then a.subject_id::uuid end
        union all select n.number || ' · ' || n.title from platform.report n
          where n.id = case when a.subject_kind = 'report' and a.subject_id ~ '^[0-9a-f-]{36}$' then a.subject_id::uuid end
        union all select i.file_name from platform.data_import i
          where i.id = case when a.subject_kind = 'import' and a.subject_id ~ '^[0-9a-f-]{36}$' then a.subject_id::uuid end
        union all select i.name from platform.area_import i
          where i.id = case when a.subject_kind = 'area_import' and a.subject_id ~ '^[0-9a-f-]{36}$' then a.subject_id::uuid end
        union all select s.name from platform.screen_link s
          where s.id = case when a.subject_kind = 'screen' and a.subject_id ~ '^[0-9]{1,9}$' then a.subject_id::int end
        union all select p.title from platform.agency_post p
          where p.id = case when a.subject_kind = 'agency_post' and a.subject_id ~ '^[0-9]{1,9}$' then a.subject_id::int end
        union all select f.field->'label'->>'vi' from platform.extra_field f
          where a.subject_kind = 'extra_field' and f.record_type || '.' || f.key = a.subject_id
        union all select l.name_vi from platform.record_deadline_rule l
          where a.subject_kind = 'deadline_rule' and l.record_type || '.' || l.key = a.subject_id
      ) named on true
    order by a.at desc, a.id desc`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    at: iso(row.at),
    actor: accountRef(row.actorId, row.actorName),
    agency: row.agencyId === null ? null : { id: row.agencyId, code: row.agencyCode ?? '', name: row.agencyName ?? '' },
    action: row.action,
    subject: { kind: row.subjectKind, id: row.subjectId, title: row.title, page: row.page },
    detail: row.detail,
    place: `${row.atUs}-${row.id}`,
  }))
}

/** What occurs in the rows in sight, to choose among: read from the indexes, value by value, not row by row. */
export async function readAuditChoices(tx: Db): Promise<AuditChoices> {
  const each = async (column: 'action' | 'subject_kind') => {
    const name = sql.ref(column)
    const { rows } = await sql<{ value: string }>`
      with recursive each as (
        (select a.${name} as value from platform.audit a order by a.${name} limit 1)
        union all
        select (select a.${name} from platform.audit a where a.${name} > each.value order by a.${name} limit 1)
        from each where each.value is not null
      ) select value from each where value is not null`.execute(tx)
    return rows.map(({ value }) => value)
  }
  const { rows: actors } = await sql<{ id: number; name: string }>`
    with recursive each as (
      (select a.actor_id as id from platform.audit a where a.actor_id is not null order by a.actor_id limit 1)
      union all
      select (select a.actor_id from platform.audit a where a.actor_id > each.id order by a.actor_id limit 1)
      from each where each.id is not null
    ) select each.id, last.actor_name as name from each
      join lateral (select a.actor_name from platform.audit a where a.actor_id = each.id order by a.at desc, a.id desc limit 1) last on true
    where each.id is not null order by 2, 1`.execute(tx)
  return { actors, actions: await each('action'), kinds: await each('subject_kind') }
}
