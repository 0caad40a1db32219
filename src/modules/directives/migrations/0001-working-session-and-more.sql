-- directives: the tables of a new module
create schema directives;
grant usage on schema directives to nhip_app, nhip_all, nhip_service;

-- directives.working_session: new record type
create table directives.working_session (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null default now(),
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null default now(),
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  extra jsonb not null default '{}',
  title text,
  held_on date,
  chair text,
  place text,
  participants integer[],
  minutes text
);
create unique index on directives.working_session (agency_id, number);
create index on directives.working_session (agency_id, state);
create index on directives.working_session (agency_id, created_at);
grant select, insert, update on directives.working_session to nhip_app, nhip_service;
grant select on directives.working_session to nhip_all;
select platform.build_wall_in('directives', 'working_session');

-- directives.notice: new record type
create table directives.notice (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null default now(),
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null default now(),
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  extra jsonb not null default '{}',
  title text,
  session uuid,
  document_number text,
  signed_on date,
  signer text,
  content text
);
create unique index on directives.notice (agency_id, number);
create index on directives.notice (agency_id, state);
create index on directives.notice (agency_id, created_at);
grant select, insert, update on directives.notice to nhip_app, nhip_service;
grant select on directives.notice to nhip_all;
select platform.build_wall_in('directives', 'notice');

-- directives.directive: new record type
create table directives.directive (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null default now(),
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null default now(),
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  extra jsonb not null default '{}',
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
create unique index on directives.directive (agency_id, number);
create index on directives.directive (agency_id, state);
create index on directives.directive (agency_id, created_at);
grant select, insert, update on directives.directive to nhip_app, nhip_service;
grant select on directives.directive to nhip_all;
select platform.build_wall_in('directives', 'directive');

-- directives.extension: new record type
create table directives.extension (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null default now(),
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null default now(),
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  extra jsonb not null default '{}',
  shared_with integer[] not null,
  reason text,
  directive uuid,
  new_due_on date,
  approver integer
);
create unique index on directives.extension (agency_id, number);
create index on directives.extension (agency_id, state);
create index on directives.extension (agency_id, created_at);
grant select, insert, update on directives.extension to nhip_app, nhip_service;
grant select on directives.extension to nhip_all;
select platform.build_wall_in('directives', 'extension');
