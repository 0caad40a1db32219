-- The wall's own words, the places and the settings. Runs as nhip_owner.

create schema platform;
grant usage on schema platform to nhip_app, nhip_all, nhip_service;

-- Puts a table of owned rows behind the wall: people see the rows of the agencies in nhip.agencies (unset: none),
-- nhip_all reads the province, nhip_service writes for devices, rules and jobs. `visible_by` names the agency columns.
create function platform.build_wall(table_name text, visible_by text[] default array['agency_id']) returns void
language plpgsql as $$
declare
  mine constant text := '(select nullif(current_setting(''nhip.agencies'', true), ''''))::int[]';
  test text := '';
  column_name text;
begin
  foreach column_name in array visible_by loop
    test := test || case when test = '' then '' else ' or ' end || format('%I = any(%s)', column_name, mine);
  end loop;
  execute format('alter table platform.%I enable row level security', table_name);
  execute format('alter table platform.%I force row level security', table_name);
  execute format('create policy people on platform.%I to nhip_app using (%s) with check (%s)', table_name, test, test);
  execute format('create policy province on platform.%I for select to nhip_all using (true)', table_name);
  execute format('create policy service on platform.%I to nhip_service using (true) with check (true)', table_name);
end $$;
revoke all on function platform.build_wall from public;

create table platform.setting (
  key text primary key,
  value jsonb not null,
  note text not null default '',
  confirmed boolean not null default true
);
grant select on platform.setting to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.setting to nhip_service;

-- Units on the map; a change of name or kind is a new row of the same code.
create table platform.area (
  code text not null,
  name text not null,
  kind text not null,
  parent_code text,
  valid_from date not null,
  valid_to date,
  geometry jsonb,
  primary key (code, valid_from)
);
grant select on platform.area to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.area to nhip_service;

create table platform.agency (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  kind text not null,
  parent_id integer references platform.agency,
  area_code text,
  demonstration boolean not null default false,
  closed_at timestamptz
);
create index on platform.agency (parent_id);
grant select on platform.agency to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.agency to nhip_service;

-- Days that differ from the week's rule. Only confirmed rows move a deadline.
create table platform.calendar_day (
  day date primary key,
  kind text not null check (kind in ('off', 'working')),
  name text not null,
  confirmed boolean not null,
  source text not null
);
create table platform.working_hours (
  id integer generated always as identity primary key,
  valid_from date not null,
  valid_to date,
  months integer[] not null,
  spans jsonb not null,
  source text not null,
  unique (valid_from, months)
);
grant select on platform.calendar_day, platform.working_hours to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.calendar_day, platform.working_hours to nhip_service;
