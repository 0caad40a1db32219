-- What modules may read besides their own tables: views that stay when tables change. Each asks with the rights of who reads, so the
-- wall and its policies hold as below them.

create view platform.core_agency with (security_invoker) as
select id, code, name, kind, parent_id, closed_at from platform.agency;

create view platform.core_area with (security_invoker) as
select code, name, kind, parent_code from platform.area
where valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date
  and (valid_to is null or valid_to > (now() at time zone 'Asia/Ho_Chi_Minh')::date);

create view platform.core_asset with (security_invoker) as
select id, code, type, name, agency_id, area_code, lon, lat, attributes from platform.asset;

create view platform.core_value with (security_invoker) as
select s.asset_id, s.key as series, s.unit, s.cadence_s, v.at, v.value
from platform.series s join platform.last_value v on v.series_id = s.id;

create view platform.core_alert with (security_invoker) as
select id, asset_id, severity, condition, handling, title_vi, title_en, agency_id, raised_at, due_at, done_at, incident_id
from platform.alert;

create view platform.core_incident with (security_invoker) as
select id, number, title, severity, state, agency_id, opened_at, closed_at from platform.incident;

create view platform.core_thing with (security_invoker) as
select kind, id, agency_id, title, number, lon, lat, area_code, state, opened_at, closed_at, address from platform.thing;

create view platform.core_clock with (security_invoker) as
select id, record_type, record_id, rule_key, agency_id, started_at, due_at, stopped_at from platform.record_clock;

grant select on platform.core_agency, platform.core_area, platform.core_asset, platform.core_value, platform.core_alert,
  platform.core_incident, platform.core_thing, platform.core_clock to nhip_app, nhip_all, nhip_service;
