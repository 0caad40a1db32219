-- Things of the rows that stood before there were things, and the permission to read them for who reads assets.

insert into platform.thing (kind, id, agency_id, title, search_text, lon, lat, area_code, state, opened_at, address)
select 'asset', code, agency_id, name, code, lon, lat, area_code, 'in_use', created_at, '/?asset=' || code
from platform.asset on conflict do nothing;

insert into platform.thing (kind, id, agency_id, title, lon, lat, area_code, state, opened_at, closed_at, address)
select 'alert', al.id::text, al.agency_id, al.title_vi, a.lon, a.lat, al.area_code, al.handling, al.raised_at, al.done_at,
  '/?alert=' || al.id
from platform.alert al join platform.asset a on a.id = al.asset_id on conflict do nothing;

insert into platform.thing (kind, id, agency_id, title, number, area_code, state, opened_at, closed_at, address)
select 'incident', id::text, agency_id, title, number, area_code, state, opened_at, closed_at, '/su-co/' || id
from platform.incident on conflict do nothing;

insert into platform.link (from_kind, from_id, relation, to_kind, to_id, agency_id, to_agency_id, valid_from)
select 'incident', incident_id::text, 'caused_by', 'alert', id::text, agency_id, agency_id, raised_at
from platform.alert where incident_id is not null on conflict do nothing;

update platform.role set permissions = permissions || '{things.read}'::text[]
where 'assets.read' = any(permissions) and not 'things.read' = any(permissions);
update platform.role set permissions = permissions || '{things.link}'::text[]
where 'assets.create' = any(permissions) and not 'things.link' = any(permissions);
update platform.role set permissions = permissions || '{records.manage_fields}'::text[]
where id = 'administrator' and not 'records.manage_fields' = any(permissions);
