-- What every record and every thing shares: walls with sharing, history, files, clocks, fields of an administrator, search.

-- What was done to a record. Values of personal fields never stand here, only that they changed.
create table platform.record_history (
  id bigint generated always as identity primary key,
  record_type text not null,
  record_id uuid not null,
  agency_id integer not null references platform.agency,
  shared_with integer[] not null default '{}',
  at timestamptz not null,
  by_id integer not null,
  by_name text not null,
  kind text not null check (kind in ('created', 'edited', 'moved', 'file_added')),
  move text,
  from_state text,
  to_state text,
  comment text,
  -- { field: { from, to } }; a personal field has neither.
  changes jsonb not null default '{}',
  version integer not null
);
create index on platform.record_history (record_id, id);
select platform.build_wall_in('platform', 'record_history');
grant select, insert, update (shared_with) on platform.record_history to nhip_app;
grant select on platform.record_history to nhip_all;
grant select, insert on platform.record_history to nhip_service;

-- A file never changes; only whom the record is shared with.
create table platform.record_file (
  id uuid primary key,
  record_type text not null,
  record_id uuid not null,
  agency_id integer not null references platform.agency,
  shared_with integer[] not null default '{}',
  name text not null,
  media_type text not null,
  size_bytes integer not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_at timestamptz not null,
  added_by integer not null,
  added_by_name text not null
);
create index on platform.record_file (record_id, id);
select platform.build_wall_in('platform', 'record_file');
grant select, insert, update (shared_with) on platform.record_file to nhip_app;
grant select on platform.record_file to nhip_all;

create table platform.record_file_content (
  file_id uuid primary key references platform.record_file,
  record_id uuid not null,
  agency_id integer not null references platform.agency,
  shared_with integer[] not null default '{}',
  content bytea not null
);
alter table platform.record_file_content alter column content set storage external;
create index on platform.record_file_content (record_id);
select platform.build_wall_in('platform', 'record_file_content');
grant select, insert, update (shared_with) on platform.record_file_content to nhip_app;
grant select on platform.record_file_content to nhip_all;

-- How long things may take: seeded from the modules once, then the operators' own.
create table platform.record_deadline_rule (
  record_type text not null,
  key text not null,
  name_vi text not null,
  name_en text not null,
  amount integer not null check (amount > 0),
  unit text not null check (unit in ('hour', 'working_hour', 'day', 'working_day')),
  warn_working_hours double precision not null,
  source text not null,
  confirmed boolean not null,
  enabled boolean not null default true,
  edited_at timestamptz,
  primary key (record_type, key)
);
grant select on platform.record_deadline_rule to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.record_deadline_rule to nhip_service;

create table platform.record_clock (
  id bigint generated always as identity primary key,
  record_type text not null,
  record_id uuid not null,
  rule_key text not null,
  agency_id integer not null references platform.agency,
  shared_with integer[] not null default '{}',
  started_at timestamptz not null,
  due_at timestamptz not null,
  stopped_at timestamptz
);
create index on platform.record_clock (record_id, id);
create unique index record_clock_runs_once on platform.record_clock (agency_id, record_id, rule_key) where stopped_at is null;
create index on platform.record_clock (record_type, rule_key, due_at) where stopped_at is null;
select platform.build_wall_in('platform', 'record_clock');
grant select, insert, update (due_at, stopped_at, shared_with) on platform.record_clock to nhip_app;
grant select on platform.record_clock to nhip_all;
grant select, insert, update on platform.record_clock to nhip_service;

-- Fields an administrator added; a removed one keeps the values that stand.
create table platform.extra_field (
  id integer generated always as identity primary key,
  record_type text not null,
  key text not null,
  field jsonb not null,
  added_at timestamptz not null default now(),
  added_by integer not null,
  removed_at timestamptz,
  unique (record_type, key)
);
grant select on platform.extra_field to nhip_app, nhip_all, nhip_service;
grant insert, update (field, removed_at) on platform.extra_field to nhip_app;

-- The same as core/fold.ts: a test compares them.
create function platform.fold(value text) returns text
language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(
    translate(lower(regexp_replace(normalize(value, nfd), '[\u0300-\u036f]', '', 'g')), 'ĐđÐðƢƣ', 'dddduu'),
    '\s+', ' ', 'g'))
$$;
create function platform.search_words(value text) returns tsvector
language sql immutable strict parallel safe as $$
  select array_to_tsvector(array(
    select distinct left(word[1], 60) from regexp_matches(platform.fold(value), '[a-z0-9]+', 'g') word))
$$;

-- One row for everything that search, map and radius find. Kept in the commit of what it stands for; nothing personal.
create table platform.thing (
  kind text not null,
  id text not null,
  agency_id integer not null references platform.agency,
  shared_with integer[] not null default '{}',
  title text not null,
  number text,
  search_text text not null default '',
  words tsvector generated always as (platform.search_words(title || ' ' || coalesce(number, '') || ' ' || search_text)) stored,
  lon double precision,
  lat double precision,
  area_code text,
  state text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  address text not null,
  primary key (kind, id)
);
create index thing_words on platform.thing using gin (words);
create index thing_position on platform.thing (lon, lat) where lon is not null;
create index thing_opened on platform.thing (opened_at, kind, id);
create index thing_of_agency on platform.thing (agency_id, opened_at, kind, id);
create index thing_shared on platform.thing using gin (shared_with) where shared_with <> '{}';
select platform.build_wall_in('platform', 'thing');
grant select, insert, update on platform.thing to nhip_app, nhip_service;
grant select on platform.thing to nhip_all;

-- A dated relation between two things; seen by the agencies of both ends.
create table platform.link (
  id bigint generated always as identity primary key,
  from_kind text not null,
  from_id text not null,
  relation text not null,
  to_kind text not null,
  to_id text not null,
  agency_id integer not null references platform.agency,
  to_agency_id integer not null references platform.agency,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  check (valid_to >= valid_from)
);
create unique index link_holds_once on platform.link (agency_id, from_kind, from_id, relation, to_kind, to_id) where valid_to is null;
create index on platform.link (from_kind, from_id);
create index on platform.link (to_kind, to_id);
select platform.build_wall('link', array['agency_id', 'to_agency_id']);
grant select, insert, update (valid_to) on platform.link to nhip_app, nhip_service;
grant select on platform.link to nhip_all;

-- Assets, alerts and incidents are written in many places; a trigger forgets none of them.
create function platform.keep_thing_of_asset() returns trigger language plpgsql as $$
begin
  insert into platform.thing as t (kind, id, agency_id, title, search_text, lon, lat, area_code, state, opened_at, address)
  values ('asset', new.code, new.agency_id, new.name, new.code, new.lon, new.lat, new.area_code, 'in_use', new.created_at,
    '/?asset=' || new.code)
  on conflict (kind, id) do update set agency_id = excluded.agency_id, title = excluded.title, lon = excluded.lon,
    lat = excluded.lat, area_code = excluded.area_code;
  return null;
end $$;
create trigger keep_thing after insert or update of name, agency_id, lon, lat, area_code on platform.asset
  for each row execute function platform.keep_thing_of_asset();

create function platform.keep_thing_of_alert() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into platform.thing (kind, id, agency_id, title, lon, lat, area_code, state, opened_at, closed_at, address)
    select 'alert', new.id::text, new.agency_id, new.title_vi, a.lon, a.lat, new.area_code, new.handling, new.raised_at,
      new.done_at, '/?alert=' || new.id
    from platform.asset a where a.id = new.asset_id;
  else
    update platform.thing set state = new.handling, closed_at = new.done_at where kind = 'alert' and id = new.id::text;
    if new.incident_id is not null and old.incident_id is null then
      insert into platform.link (from_kind, from_id, relation, to_kind, to_id, agency_id, to_agency_id)
      values ('incident', new.incident_id::text, 'caused_by', 'alert', new.id::text, new.agency_id, new.agency_id);
    end if;
  end if;
  return null;
end $$;
create trigger keep_thing after insert or update of handling, done_at, incident_id on platform.alert
  for each row execute function platform.keep_thing_of_alert();

create function platform.keep_thing_of_incident() returns trigger language plpgsql as $$
begin
  insert into platform.thing (kind, id, agency_id, title, number, area_code, state, opened_at, closed_at, address)
  values ('incident', new.id::text, new.agency_id, new.title, new.number, new.area_code, new.state, new.opened_at, new.closed_at,
    '/su-co/' || new.id)
  on conflict (kind, id) do update set title = excluded.title, state = excluded.state, closed_at = excluded.closed_at;
  return null;
end $$;
create trigger keep_thing after insert or update of title, state, closed_at on platform.incident
  for each row execute function platform.keep_thing_of_incident();

alter table platform.live_event drop constraint live_event_kind_check;
alter table platform.live_event add constraint live_event_kind_check
  check (kind in ('alert', 'incident', 'task', 'report', 'record'));
