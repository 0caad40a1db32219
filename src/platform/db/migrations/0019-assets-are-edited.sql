-- Assets are edited, retired and brought back: versions tell two editors apart, retired ones stay in history.

alter table platform.asset add column version integer not null default 1;
alter table platform.asset add column updated_at timestamptz not null default now();
alter table platform.asset add column updated_by_name text;
alter table platform.asset add column retired_at timestamptz;
alter table platform.asset add column retired_reason text;
update platform.asset set updated_at = created_at;
create index on platform.asset (type, id);

create or replace function platform.keep_thing_of_asset() returns trigger language plpgsql as $$
begin
  insert into platform.thing as t (kind, id, agency_id, title, search_text, lon, lat, area_code, state, opened_at, closed_at, address)
  values ('asset', new.code, new.agency_id, new.name, new.code, new.lon, new.lat, new.area_code,
    case when new.retired_at is null then 'in_use' else 'retired' end, new.created_at, new.retired_at, '/thiet-bi/' || new.code)
  on conflict (kind, id) do update set agency_id = excluded.agency_id, title = excluded.title, lon = excluded.lon,
    lat = excluded.lat, area_code = excluded.area_code, state = excluded.state, closed_at = excluded.closed_at,
    address = excluded.address;
  return null;
end $$;
drop trigger keep_thing on platform.asset;
create trigger keep_thing after insert or update of name, agency_id, lon, lat, area_code, retired_at on platform.asset
  for each row execute function platform.keep_thing_of_asset();
update platform.thing set address = '/thiet-bi/' || id where kind = 'asset';

alter table platform.live_event drop constraint live_event_kind_check;
alter table platform.live_event add constraint live_event_kind_check
  check (kind in ('alert', 'incident', 'task', 'report', 'record', 'asset'));

-- Roles are rows that an upgrade never overwrites: the new verb is added to those that may register assets.
update platform.role set permissions = permissions || '{assets.edit}'::text[]
where 'assets.create' = any(permissions) and not 'assets.edit' = any(permissions);

-- Names as a Vietnamese reader sorts them: diacritics after the letter, «thôn 2» before «thôn 10».
create collation platform.vietnamese (provider = icu, locale = 'vi-u-kn-true');

-- Series that come at times only, as their type declares: their absence is no silence.
alter table platform.series add column sporadic boolean not null default false;
