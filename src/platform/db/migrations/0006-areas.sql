-- Areas of the whole country with their history, what became of old codes, and imports of new official lists.

-- A row is one version of a code: in force from valid_from (inclusive) to valid_to (exclusive; null: still).
comment on column platform.area.valid_to is 'first day on which this version is no longer in force';
-- False where the day it really began is not known: valid_from is then a day on which it was in force.
alter table platform.area add column began_known boolean not null default true;
-- Other and earlier names, folded and written as one word.
alter table platform.area add column also_called text[] not null default '{}';
-- null where data/areas/communes.topojson draws it; an own drawing goes before it.
comment on column platform.area.geometry is 'GeoJSON; null: as drawn in data/areas';
update platform.area set geometry = null;
grant delete on platform.area to nhip_service;

create table platform.area_change (
  old_code text not null,
  new_code text not null,
  from_date date not null,
  part text not null check (part in ('whole', 'part')),
  primary key (old_code, new_code, from_date)
);
grant select on platform.area_change to nhip_app, nhip_all, nhip_service;
grant insert, delete on platform.area_change to nhip_service;

create table platform.area_import (
  id uuid primary key,
  name text not null,
  covers text not null check (covers in ('listed', 'provinces', 'country')),
  valid_from date not null,
  units jsonb not null,
  plan jsonb not null,
  state text not null check (state in ('reviewed', 'applied', 'undone')),
  created_at timestamptz not null default now(),
  created_by integer not null,
  created_by_name text not null,
  applied_at timestamptz,
  undone_at timestamptz
);
create index on platform.area_import (created_at);
grant select on platform.area_import to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.area_import to nhip_service;

update platform.role set permissions = permissions || array['areas.manage', 'agencies.manage', 'roles.manage']
where id = 'administrator' and not permissions @> array['areas.manage'];
