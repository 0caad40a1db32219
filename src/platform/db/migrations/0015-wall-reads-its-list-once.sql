-- The wall read the list of agencies once and yet turned its text into numbers for every row it looked at. Now it does both once.
create or replace function platform.build_wall_in(
  schema_name text, table_name text, visible_by text[] default array['agency_id']
) returns void
language plpgsql as $$
declare
  -- The cast within is the work; the one outside says that the list is meant, not rows of a select, and costs nothing.
  mine constant text := '(select nullif(current_setting(''nhip.agencies'', true), '''')::int[])::int[]';
  walled constant text := format('%I.%I', schema_name, table_name);
  test text := '';
  column_name text;
begin
  foreach column_name in array visible_by loop
    test := test || case when test = '' then '' else ' or ' end || format('%I = any(%s)', column_name, mine);
  end loop;
  -- A record may be shared with other agencies: they see it too.
  if exists (select from pg_attribute where attrelid = walled::regclass and attname = 'shared_with' and not attisdropped) then
    test := test || format(' or shared_with && %s', mine);
  end if;
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy people on %s to nhip_app using (%s) with check (%s)', walled, test, test);
  execute format('create policy province on %s for select to nhip_all using (true)', walled);
  execute format('create policy service on %s to nhip_service using (true) with check (true)', walled);
  -- Forced, the wall binds the owner too: the rest of the step that calls this must still reach the rows. The runner takes it away.
  if current_setting('nhip.migrating', true) = 'on' then
    execute format('create policy migration on %s to nhip_owner using (true) with check (true)', walled);
  end if;
end $$;

create or replace function platform.build_wall(table_name text, visible_by text[] default array['agency_id']) returns void
language sql as $$ select platform.build_wall_in('platform', table_name, visible_by) $$;

-- Walls that stand, those of modules too: the same test with the list read the new way.
do $$
declare
  before constant text := '(( SELECT NULLIF(current_setting(''nhip.agencies''::text, true), ''''::text) AS "nullif"))::integer[]';
  mine constant text := '(select nullif(current_setting(''nhip.agencies'', true), '''')::int[])::int[]';
  wall record;
begin
  for wall in
    select schemaname, tablename, replace(qual, before, mine) as test from pg_policies
    where policyname = 'people' and position(before in qual) > 0 and with_check = qual
  loop
    execute format('alter policy people on %I.%I using (%s) with check (%s)', wall.schemaname, wall.tablename, wall.test, wall.test);
  end loop;
end $$;
