-- How bad, as a number: 1 is the worst (core/severity.ts).
create function platform.severity_rank(severity text) returns integer language sql immutable parallel safe
  return array_position(array['crit', 'major', 'minor', 'info'], severity);

alter table platform.alert
  -- Laid aside until then, by whom and why; it comes back by itself.
  add column shelved_until timestamptz,
  add column shelved_by integer,
  add column shelved_by_name text,
  add column shelved_reason text,
  -- It fired in a maintenance window that lasts until then.
  add column muted_until timestamptz,
  -- The alert that heads the line it is shown in; null: its own. And why it is there.
  add column line_id uuid,
  add column line_by text check (line_by in ('cause', 'area')),
  -- Where it stands in lines is to be looked at again.
  add column line_due boolean not null default true,
  add constraint alert_shelf check ((shelved_until is null) = (shelved_reason is null));
update platform.alert set line_due = false where condition = 'resolved';
create index alert_line_due on platform.alert (id) where line_due;
create index alert_in_line on platform.alert (line_id) where line_id is not null;
create index alert_shelved on platform.alert (shelved_until) where shelved_until is not null;
create index alert_muted on platform.alert (muted_until) where muted_until is not null;
create index alert_firing on platform.alert (id) where condition = 'firing';
grant update (shelved_until, shelved_by, shelved_by_name, shelved_reason) on platform.alert to nhip_app;

-- What fires on these assets between two times is expected: of one agency and, where its maker could see them, those under it.
create table platform.maintenance_window (
  id integer generated always as identity primary key,
  agency_id integer not null references platform.agency,
  -- Agencies whose assets it covers: those of its tree that whoever made it could see.
  agency_ids integer[] not null,
  -- Empty or null: all of them.
  asset_ids integer[] not null default '{}',
  area_code text,
  asset_type text,
  from_at timestamptz not null,
  until_at timestamptz not null,
  reason text not null,
  made_at timestamptz not null default now(),
  made_by integer not null,
  made_by_name text not null,
  cancelled_at timestamptz,
  cancelled_by integer,
  cancelled_by_name text,
  -- Whether alerts were looked at since it was cancelled.
  swept boolean not null default true,
  check (until_at > from_at)
);
create index on platform.maintenance_window (agency_id, until_at);
create index maintenance_in_force on platform.maintenance_window (until_at) where cancelled_at is null;
select platform.build_wall('maintenance_window');
grant select, insert, update (cancelled_at, cancelled_by, cancelled_by_name, swept) on platform.maintenance_window to nhip_app;
grant select on platform.maintenance_window to nhip_all;
grant select, update (swept) on platform.maintenance_window to nhip_service;

-- Until when an asset is in maintenance at a time; null: it is not. The last end where windows overlap.
create function platform.maintenance_until(asset integer, moment timestamptz) returns timestamptz language sql stable
  return (
    select max(w.until_at) from platform.maintenance_window w, platform.asset a
    where a.id = asset and w.cancelled_at is null and w.from_at <= moment and w.until_at > moment
      and a.agency_id = any(w.agency_ids) and (w.asset_ids = '{}' or a.id = any(w.asset_ids))
      and (w.area_code is null or w.area_code = a.area_code) and (w.asset_type is null or w.asset_type = a.type)
  );

-- Alerts are written in several places; a trigger forgets none of them.
create function platform.mute_alert() returns trigger language plpgsql as $$
begin
  if new.condition = 'firing' then
    new.muted_until := platform.maintenance_until(new.asset_id, new.raised_at);
  end if;
  return new;
end $$;
create trigger mute_alert before insert on platform.alert for each row execute function platform.mute_alert();

insert into platform.setting (key, value, note) values
  ('alerts', '{"shelveHours": {"crit": 4, "major": 8, "minor": 8, "info": 8}, "causeMinutes": 10, "areaMinutes": 10, "areaAtLeast": 5}',
   'for how long an alert may be shelved; when alerts become parts of one line: of one cause, or of one rule in one commune');
