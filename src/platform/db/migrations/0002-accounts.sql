create table platform.role (
  id text primary key,
  name_vi text not null,
  name_en text not null,
  permissions text[] not null
);
grant select on platform.role to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.role to nhip_service;

create table platform.account (
  id integer generated always as identity primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  agency_id integer not null references platform.agency,
  roles text[] not null,
  reach text not null check (reach in ('agency', 'subtree', 'province')),
  password_hash text not null,
  must_change_password boolean not null default false,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create index on platform.account (agency_id);
select platform.build_wall('account');
-- The hash is written by people who manage accounts, but read by the service that signs in only.
grant select (id, login, name, agency_id, roles, reach, must_change_password, created_at, disabled_at)
  on platform.account to nhip_app, nhip_all;
grant insert (login, name, agency_id, roles, reach, password_hash, must_change_password) on platform.account to nhip_app;
grant update (name, roles, reach, password_hash, must_change_password, disabled_at) on platform.account to nhip_app;
grant select, insert, update on platform.account to nhip_service;

-- A session is known by the SHA-256 of its token; the token itself is only in the person's cookie.
create table platform.session (
  token_hash bytea primary key,
  account_id integer not null references platform.account,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on platform.session (account_id);
grant select, insert, update, delete on platform.session to nhip_service;

create table platform.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id integer,
  actor_name text,
  agency_id integer references platform.agency,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}'
);
create index on platform.audit (subject_kind, subject_id);
select platform.build_wall('audit');
grant insert on platform.audit to nhip_app, nhip_service;
grant select on platform.audit to nhip_app, nhip_all, nhip_service;
