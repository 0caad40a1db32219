-- The wall for tables of modules, which stand in SQL schemas of their own: the three policies of platform.build_wall, and forced.
create function platform.build_wall_in(
  schema_name text, table_name text, visible_by text[] default array['agency_id']
) returns void
language plpgsql as $$
declare
  mine constant text := '(select nullif(current_setting(''nhip.agencies'', true), ''''))::int[]';
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
revoke all on function platform.build_wall_in from public;
