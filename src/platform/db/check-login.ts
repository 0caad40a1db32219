import type pg from 'pg'
import { AppError } from '../../core/error.ts'

/**
 * Refuses a login that policies do not bind: the wall would be open and nothing would say so (superusers, BYPASSRLS, owners of
 * tables, members of such roles all pass silently; who makes roles or writes the database's files can become one of them).
 * @param login left out: the one that `client` is signed in as
 * @throws {AppError} `unsafe_database_login` naming the reason and the mend
 */
export async function checkLogin(client: pg.ClientBase, login?: string): Promise<void> {
  const { rows } = await client.query<{ role: string; reason: string }>(
    `
    with recursive reachable as (
      select oid from pg_roles where rolname = coalesce($1, session_user)
      union
      select m.roleid from pg_auth_members m join reachable r on m.member = r.oid
    )
    select rolname as role, case when rolsuper then 'is a superuser' when rolbypassrls then 'has BYPASSRLS'
      when rolcreaterole then 'may create roles' else 'acts as the database''s own operating system user' end as reason
    from pg_roles join reachable using (oid) where rolsuper or rolbypassrls or rolcreaterole
      or rolname in ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
    union all
    select distinct r.rolname, 'owns table ' || c.oid::regclass
    from pg_class c join reachable o on o.oid = c.relowner join pg_roles r on r.oid = c.relowner
    where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace::regnamespace::text not like 'pg_%'
      and c.relnamespace::regnamespace::text <> 'information_schema'
    limit 1`,
    [login],
  )
  const [unsafe] = rows
  if (!unsafe) return
  throw new AppError('unsafe_database_login', 500, {
    detail: `the login of DATABASE_URL can pass row-level security: role ${unsafe.role} ${unsafe.reason}. Run «npm run database -- prepare» once with ADMIN_DATABASE_URL, then start with the address of login nhip_server that it prints`,
  })
}
