-- How an open alert stood from one time until another (decision 20). While it is open one row of it has no end; when it is closed, none.
create table platform.alert_past (
  alert_id uuid not null references platform.alert on delete cascade,
  agency_id integer not null,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  condition text not null,
  handling text not null,
  resolved_at timestamptz,
  taken_at timestamptz,
  taken_by integer,
  taken_by_name text,
  done_at timestamptz,
  incident_id uuid,
  shelved_until timestamptz,
  shelved_by integer,
  shelved_by_name text,
  shelved_reason text,
  muted_until timestamptz,
  line_id uuid,
  line_by text
);
create index on platform.alert_past (alert_id, from_at);
-- Known to be one row even before statistics are: what closes it must not go by its end, which all open ones share.
create unique index alert_past_without_end on platform.alert_past (alert_id) where until_at = 'infinity';
create index on platform.alert_past (until_at);
select platform.build_wall('alert_past');
grant select, insert, update (until_at) on platform.alert_past to nhip_app, nhip_service;
grant delete on platform.alert_past to nhip_service;
grant select on platform.alert_past to nhip_all;

-- Alerts are written in several places; triggers forget none of them. By the clock of the row, not of its transaction: what waited for
-- another stands after it.
-- A plan made while the table is small is kept for the session: one that reads all of it is quadratic when ten thousand alerts change at
-- once, and so is one by the end, which all open rows share. So it goes by the alert alone.
create function platform.keep_alert_past() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  moment constant timestamptz := clock_timestamp();
begin
  if tg_op = 'UPDATE' then
    update platform.alert_past set until_at = moment where alert_id = new.id and not isfinite(until_at);
  end if;
  if new.condition = 'firing' or new.handling in ('new', 'taken', 'in_work') then
    insert into platform.alert_past (alert_id, agency_id, from_at,
      condition, handling, resolved_at, taken_at, taken_by, taken_by_name, done_at, incident_id, shelved_until,
      shelved_by, shelved_by_name, shelved_reason, muted_until, line_id, line_by)
    values (new.id, new.agency_id, moment,
      new.condition, new.handling, new.resolved_at, new.taken_at, new.taken_by, new.taken_by_name, new.done_at,
      new.incident_id, new.shelved_until, new.shelved_by, new.shelved_by_name, new.shelved_reason, new.muted_until,
      new.line_id, new.line_by);
  end if;
  return null;
end $$;
create trigger keep_new_past after insert on platform.alert for each row execute function platform.keep_alert_past();
create trigger keep_changed_past after update on platform.alert for each row
  when ((
    old.condition, old.handling, old.resolved_at, old.taken_at, old.taken_by, old.taken_by_name, old.done_at,
    old.incident_id, old.shelved_until, old.shelved_by, old.shelved_by_name, old.shelved_reason, old.muted_until,
    old.line_id, old.line_by
  ) is distinct from (
    new.condition, new.handling, new.resolved_at, new.taken_at, new.taken_by, new.taken_by_name, new.done_at,
    new.incident_id, new.shelved_until, new.shelved_by, new.shelved_by_name, new.shelved_reason, new.muted_until,
    new.line_id, new.line_by
  )) execute function platform.keep_alert_past();

-- Of what is open when this runs nothing earlier is known; the setting says since when the record is whole.
insert into platform.alert_past (alert_id, agency_id, from_at, condition, handling, resolved_at, taken_at, taken_by, taken_by_name,
  done_at, incident_id, shelved_until, shelved_by, shelved_by_name, shelved_reason, muted_until, line_id, line_by)
select id, agency_id, now(), condition, handling, resolved_at, taken_at, taken_by, taken_by_name,
  done_at, incident_id, shelved_until, shelved_by, shelved_by_name, shelved_reason, muted_until, line_id, line_by
from platform.alert where condition = 'firing' or handling in ('new', 'taken', 'in_work');
create index alert_raised on platform.alert (raised_at);
insert into platform.setting (key, value, note) values
  ('past', jsonb_build_object('beganAt', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'keptDays', 31),
   'since when the past of alerts is kept, and for how many days');

-- In how many commits of each minute something came of each agency's devices: a minute without a row is one in which nothing came.
create table platform.arrival (
  minute_at timestamptz not null,
  agency_id integer not null,
  heard integer not null,
  primary key (minute_at, agency_id)
);
select platform.build_wall('arrival');
grant select, insert, update, delete on platform.arrival to nhip_service;
grant select on platform.arrival to nhip_app, nhip_all;

-- A link that lets a large screen see what its maker's agency sees, and do nothing. Known by the SHA-256 of its token.
create table platform.screen_link (
  id integer generated always as identity primary key,
  agency_id integer not null references platform.agency,
  name text not null,
  reach text not null check (reach in ('agency', 'subtree', 'province')),
  token_hash bytea not null unique,
  made_at timestamptz not null default now(),
  made_by integer not null,
  made_by_name text not null,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  revoked_by_name text
);
select platform.build_wall('screen_link');
grant select (id, agency_id, name, reach, made_at, made_by, made_by_name, last_seen_at, revoked_at, revoked_by_name)
  on platform.screen_link to nhip_app, nhip_all;
grant insert (agency_id, name, reach, token_hash, made_by, made_by_name) on platform.screen_link to nhip_app;
grant update (revoked_at, revoked_by_name) on platform.screen_link to nhip_app;
grant select, update (last_seen_at) on platform.screen_link to nhip_service;
