-- Roll-ups of readings, weeks made ahead, and weeks that are dropped (decision 13).

-- Length in seconds of a series' buckets: the shortest that holds a dozen readings, so that a roll-up has at most a twelfth of the rows.
-- Null: days alone are rolled up. Every length divides a day, and every day and bucket begins by the clock of Asia/Ho_Chi_Minh.
create function platform.rollup_step(cadence_s integer) returns integer language sql immutable parallel safe
  return (select min(step) from unnest(array[60, 300, 900, 3600, 10800, 21600, 43200]) step where step >= 12 * cadence_s::bigint);

-- When the bucket of that length began in which a reading lies. Seven hours ahead of UTC without summer time since 1975.
create function platform.rollup_start(step_s integer, at timestamptz) returns timestamptz language sql immutable parallel safe
  return date_bin(step_s * interval '1 second', at, timestamptz '2000-01-01 00:00:00+07');

create table platform.reading_rollup (
  series_id integer not null,
  agency_id integer not null,
  -- 86400: a local day.
  step_s integer not null,
  start_at timestamptz not null,
  count integer not null check (count > 0),
  low double precision not null,
  high double precision not null,
  -- Of values cut to 1e290: anything beyond measures nothing, and a sum that overflows would stop all the others.
  sum double precision not null,
  first double precision not null,
  last double precision not null,
  -- A reading came or was corrected since: whoever reads takes the readings themselves until it is computed anew.
  is_stale boolean not null default false,
  primary key (series_id, step_s, start_at)
) with (fillfactor = 90);
select platform.build_wall('reading_rollup');
grant select on platform.reading_rollup to nhip_app, nhip_all;
grant select, insert, update on platform.reading_rollup to nhip_service;

-- What the rules have looked at and roll-ups have not: a batch, moved here in the commit that evaluates it.
create table platform.rollup_mark (
  id bigint generated always as identity primary key,
  series_ids integer[] not null,
  ats timestamptz[] not null
);
grant select, insert, delete, update on platform.rollup_mark to nhip_service;

-- Buckets to compute, and from when on.
create table platform.rollup_due (
  series_id integer not null,
  step_s integer not null,
  start_at timestamptz not null,
  due_at timestamptz not null,
  primary key (series_id, step_s, start_at)
);
create index on platform.rollup_due (due_at);
grant select, insert, delete on platform.rollup_due to nhip_service;

-- How far back a series is rolled up: readings before `before_at` are still to be looked at, null: none is.
create table platform.rollup_backfill (
  series_id integer primary key,
  -- Its buckets when it was enrolled; it is enrolled anew when its cadence changes. Null: days alone.
  step_s integer,
  before_at timestamptz
) with (fillfactor = 70);
create index on platform.rollup_backfill (before_at) where before_at is not null;
grant select, insert, update on platform.rollup_backfill to nhip_service;

-- From when on readings are taken and changed: the weeks before were dropped. A local midnight, or none was dropped yet.
create table platform.reading_retention (
  only_row boolean primary key default true check (only_row),
  closed_before timestamptz not null default '-infinity'
);
insert into platform.reading_retention default values;
grant select on platform.reading_retention to nhip_app, nhip_all, nhip_service;

insert into platform.setting (key, value, note) values
  ('readings', '{"keptWeeks": 104, "aheadWeeks": 4}',
   'weeks that readings are kept, at least 4; their roll-ups stay. Weeks whose partition is made ahead')
on conflict (key) do nothing;

-- Attached, not created in place: that would keep every writer of readings out meanwhile.
-- Answers whether the week stands; it does not once it was dropped.
drop function platform.ensure_reading_partition(date);
create function platform.ensure_reading_partition(monday date) returns boolean
language plpgsql security definer set search_path = pg_catalog, platform as $$
declare
  partition constant text := 'reading_' || to_char(monday, 'IYYY"w"IW');
begin
  if extract(isodow from monday) <> 1 then
    raise exception 'not a Monday: %', monday;
  end if;
  perform pg_advisory_xact_lock(hashtext('platform.reading'), 0);
  if to_regclass('platform.' || partition) is not null then
    return true;
  end if;
  if exists (select from platform.reading_retention where closed_before > (monday + 7)::timestamp at time zone 'UTC') then
    return false;
  end if;
  execute format('create table platform.%I (like platform.reading including all)', partition);
  -- A partition read directly would pass the wall of its parent.
  execute format('revoke all on platform.%I from public, nhip_app, nhip_all, nhip_service', partition);
  execute format('alter table platform.%I enable row level security', partition);
  execute format('alter table platform.%I force row level security', partition);
  execute format('alter table platform.reading attach partition platform.%I for values from (%L) to (%L)',
    partition, monday::timestamp at time zone 'UTC', (monday + 7)::timestamp at time zone 'UTC');
  return true;
end $$;
revoke all on function platform.ensure_reading_partition from public;
grant execute on function platform.ensure_reading_partition to nhip_service;

-- The weeks of readings that stand, by their Mondays.
create function platform.reading_weeks() returns setof date language sql stable as $$
  select to_date(substr(c.relname, 9), 'IYYY"w"IW') from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'platform.reading'::regclass
$$;

-- Drops a week of readings for good. Refuses what is younger than four weeks, whoever asks. Answers false, and drops nothing, while
-- rules or roll-ups have not seen all of it.
create function platform.drop_reading_partition(monday date) returns boolean
language plpgsql security definer set search_path = pg_catalog, platform set lock_timeout = '1s' as $$
declare
  partition constant text := 'reading_' || to_char(monday, 'IYYY"w"IW');
  begins constant timestamptz := monday::timestamp at time zone 'UTC';
  -- The local day that is cut by the end of the week is closed whole: it could not be computed anew from half its readings.
  edge constant timestamptz := (monday + 8)::timestamp at time zone 'Asia/Ho_Chi_Minh';
begin
  if extract(isodow from monday) <> 1 then
    raise exception 'not a Monday: %', monday;
  end if;
  if begins > now() - interval '5 weeks' then
    raise exception 'the week of % ended less than four weeks ago: its readings are kept', monday;
  end if;
  perform pg_advisory_xact_lock(hashtext('platform.rollup'), 0);
  perform pg_advisory_xact_lock(hashtext('platform.reading'), 0);
  if to_regclass('platform.' || partition) is null then
    return false;
  end if;
  -- Writers that are under way end first; what they wrote is seen below.
  lock table platform.reading in access exclusive mode;
  if exists (select from platform.rollup_due where start_at < edge)
    or exists (select from platform.rollup_backfill where before_at > begins)
    or exists (select from platform.rollup_mark m where edge > any(m.ats))
    or exists (select from platform.reading_batch b where edge > any(b.ats)) then
    return false;
  end if;
  execute format('drop table platform.%I', partition);
  update platform.reading_retention set closed_before = greatest(closed_before, edge);
  return true;
end $$;
revoke all on function platform.drop_reading_partition from public;
grant execute on function platform.drop_reading_partition to nhip_service;
