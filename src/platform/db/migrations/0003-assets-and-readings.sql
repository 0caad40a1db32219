-- The code is the device's name in topics, hence one in the province: a clash tells that a code is taken, nothing else.
create table platform.asset (
  id integer generated always as identity primary key,
  code text not null unique,
  type text not null,
  name text not null,
  agency_id integer not null references platform.agency,
  area_code text,
  lon double precision,
  lat double precision,
  attributes jsonb not null default '{}',
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  check ((lon is null) = (lat is null))
);
create index on platform.asset (agency_id, id);
select platform.build_wall('asset');
grant select, insert, update on platform.asset to nhip_app, nhip_service;
grant select on platform.asset to nhip_all;

create table platform.series (
  id integer generated always as identity primary key,
  asset_id integer not null references platform.asset,
  agency_id integer not null references platform.agency,
  key text not null,
  name_vi text not null,
  name_en text not null,
  unit text not null,
  cadence_s integer not null check (cadence_s > 0),
  unique (asset_id, key)
);
create index on platform.series (agency_id);
select platform.build_wall('series');
grant select, insert, update on platform.series to nhip_app, nhip_service;
grant select on platform.series to nhip_all;

-- Who may send: a device (its assets only) or a gateway (any asset of its agency, or of the province when agency_id is null).
create table platform.credential (
  id integer generated always as identity primary key,
  name text not null unique,
  secret_hash bytea not null,
  agency_id integer references platform.agency,
  asset_codes text[],
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
grant select, insert, update on platform.credential to nhip_service;

create table platform.reading (
  series_id integer not null,
  agency_id integer not null,
  at timestamptz not null,
  value double precision not null,
  received_at timestamptz not null,
  source_at timestamptz,
  origin text not null check (origin in ('device', 'replayed', 'simulated')),
  sender text,
  via text not null,
  primary key (series_id, at)
) partition by range (at);
select platform.build_wall('reading');
grant select on platform.reading to nhip_app, nhip_all;
grant select, insert on platform.reading to nhip_service;

-- Partitions are made at run time by the service without owning anything: one per ISO week (Monday, UTC).
create function platform.ensure_reading_partition(monday date) returns void
language plpgsql security definer set search_path = pg_catalog, platform as $$
declare
  partition constant text := 'reading_' || to_char(monday, 'IYYY"w"IW');
begin
  if extract(isodow from monday) <> 1 then
    raise exception 'not a Monday: %', monday;
  end if;
  perform pg_advisory_xact_lock(hashtext('platform.reading'), hashtext(partition));
  if to_regclass('platform.' || partition) is null then
    execute format('create table platform.%I partition of platform.reading for values from (%L) to (%L)',
      partition, monday::timestamp at time zone 'UTC', (monday + 7)::timestamp at time zone 'UTC');
    -- A partition read directly would pass the wall of its parent.
    execute format('revoke all on platform.%I from public, nhip_app, nhip_all, nhip_service', partition);
    execute format('alter table platform.%I enable row level security', partition);
    execute format('alter table platform.%I force row level security', partition);
  end if;
end $$;
revoke all on function platform.ensure_reading_partition from public;
grant execute on function platform.ensure_reading_partition to nhip_service;

create table platform.last_value (
  series_id integer primary key,
  agency_id integer not null,
  at timestamptz not null,
  value double precision not null,
  received_at timestamptz not null,
  source_at timestamptz,
  origin text not null check (origin in ('device', 'replayed', 'simulated')),
  beats timestamptz[] not null
) with (fillfactor = 70);
select platform.build_wall('last_value');
grant select on platform.last_value to nhip_app, nhip_all;
grant select, insert, update on platform.last_value to nhip_service;

-- What the rules have not looked at yet; a row is one commit of ingest, taken away in the commit that evaluates it.
create table platform.reading_batch (
  id bigint generated always as identity primary key,
  series_ids integer[] not null,
  ats timestamptz[] not null,
  readings double precision[] not null,
  origins text[] not null
);
grant select, insert, delete, update on platform.reading_batch to nhip_service;

-- What could not be taken in, kept whole with its reason.
create table platform.dead_letter (
  id bigint generated always as identity primary key,
  received_at timestamptz not null default now(),
  via text not null,
  topic text not null,
  payload bytea not null,
  reason text not null,
  detail text not null,
  sender text,
  agency_id integer references platform.agency
);
create index on platform.dead_letter (received_at);
select platform.build_wall('dead_letter');
grant select on platform.dead_letter to nhip_app, nhip_all;
grant select, insert on platform.dead_letter to nhip_service;
