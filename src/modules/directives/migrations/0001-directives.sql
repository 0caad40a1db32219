-- The first tables of this module: working sessions, conclusion notices, directives, extension requests.

create schema directives;
grant usage on schema directives to nhip_app, nhip_all, nhip_service;

create table directives.working_session (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null,
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null,
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null,
  extra jsonb not null,
  title text,
  held_on date,
  chair text,
  place text,
  participants integer[],
  minutes text
);
create index on directives.working_session (agency_id, id);
select platform.build_record_wall('directives.working_session');
grant select, insert, update on directives.working_session to nhip_app, nhip_service;
grant select on directives.working_session to nhip_all;

create table directives.notice (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null,
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null,
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null,
  extra jsonb not null,
  title text,
  session uuid,
  document_number text,
  signed_on date,
  signer text,
  content text
);
create index on directives.notice (agency_id, id);
create unique index on directives.notice (agency_id, number);
select platform.build_record_wall('directives.notice');
grant select, insert, update on directives.notice to nhip_app, nhip_service;
grant select on directives.notice to nhip_all;

create table directives.directive (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null,
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null,
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null,
  extra jsonb not null,
  shared_with integer[] not null,
  title text,
  content text,
  notice uuid,
  lead integer,
  co_agencies integer[],
  product text,
  due_on date,
  result text
);
create index on directives.directive (agency_id, id);
create unique index on directives.directive (agency_id, number);
create index on directives.directive using gin (shared_with) where shared_with <> '{}';
select platform.build_record_wall('directives.directive');
grant select, insert, update on directives.directive to nhip_app, nhip_service;
grant select on directives.directive to nhip_all;

create table directives.extension (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null,
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null,
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null,
  extra jsonb not null,
  shared_with integer[] not null,
  reason text,
  directive uuid,
  new_due_on date,
  approver integer
);
create index on directives.extension (agency_id, id);
create index on directives.extension using gin (shared_with) where shared_with <> '{}';
select platform.build_record_wall('directives.extension');
grant select, insert, update on directives.extension to nhip_app, nhip_service;
grant select on directives.extension to nhip_all;
