-- Roles are edited in the page: an edit names the version it saw, and a role that nobody holds can be retired and brought back.
alter table platform.role add column version integer not null default 1;
alter table platform.role add column retired_at timestamptz;
-- Who changed it last, for whoever wanted to change it at the same time. The name stays readable where the account is not.
alter table platform.role add column changed_at timestamptz;
alter table platform.role add column changed_by integer references platform.account;
alter table platform.role add column changed_by_name text;
alter table platform.role add check ((changed_by is null) = (changed_at is null) and (changed_by is null) = (changed_by_name is null));

-- Polygons that came with an official list: in effect from their day while their list is applied. The newest goes first, then
-- area.geometry, then what ships; none is overwritten.
create table platform.area_drawing (
  import_id uuid not null references platform.area_import,
  code text not null,
  valid_from date not null,
  geometry jsonb not null,
  primary key (import_id, code)
);
create index on platform.area_drawing (code, valid_from);
grant select on platform.area_drawing to nhip_app, nhip_all, nhip_service;
grant insert on platform.area_drawing to nhip_service;
-- What the review said of the polygons; null: none came.
alter table platform.area_import add column polygons jsonb;
