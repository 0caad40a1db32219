create table platform.alert_rule (
  id integer generated always as identity primary key,
  key text not null unique,
  name_vi text not null,
  name_en text not null,
  title_vi text not null,
  title_en text not null,
  severity text not null check (severity in ('crit', 'major', 'minor', 'info')),
  asset_type text not null,
  series_key text not null,
  op text not null check (op in ('>', '>=', '<', '<=')),
  threshold double precision,
  -- The asset's own attribute that holds the limit, where the limit differs from asset to asset.
  threshold_attribute text,
  clear_margin double precision not null default 0,
  for_s integer not null default 0,
  enabled boolean not null default true,
  edited_at timestamptz,
  check ((threshold is null) <> (threshold_attribute is null))
);
grant select on platform.alert_rule to nhip_app, nhip_all, nhip_service;
grant insert, update on platform.alert_rule to nhip_service;

-- Until when an alert must be done, by severity; a value to be confirmed by each province.
create table platform.handling_limit (
  severity text primary key check (severity in ('crit', 'major', 'minor', 'info')),
  working_days integer not null check (working_days > 0),
  confirmed boolean not null default false
);
insert into platform.handling_limit (severity, working_days) values ('crit', 1), ('major', 1), ('minor', 3), ('info', 5);
grant select on platform.handling_limit to nhip_app, nhip_all, nhip_service;
grant update on platform.handling_limit to nhip_service;

create table platform.incident (
  id uuid primary key,
  number text not null unique,
  title text not null,
  severity text not null check (severity in ('crit', 'major', 'minor', 'info')),
  state text not null default 'open' check (state in ('open', 'closed')),
  agency_id integer not null references platform.agency,
  area_code text,
  opened_at timestamptz not null,
  opened_by integer not null,
  opened_by_name text not null,
  closed_at timestamptz,
  closed_by integer,
  closed_by_name text
);
create index on platform.incident (agency_id, state);
select platform.build_wall('incident');
grant select, insert, update on platform.incident to nhip_app, nhip_service;
grant select on platform.incident to nhip_all;

create table platform.alert (
  id uuid primary key,
  rule_id integer not null references platform.alert_rule,
  asset_id integer not null references platform.asset,
  series_id integer not null references platform.series,
  agency_id integer not null references platform.agency,
  area_code text,
  severity text not null check (severity in ('crit', 'major', 'minor', 'info')),
  title_vi text not null,
  title_en text not null,
  value double precision not null,
  threshold double precision not null,
  origin text not null check (origin in ('device', 'replayed', 'simulated')),
  condition text not null check (condition in ('firing', 'resolved')),
  handling text not null check (handling in ('new', 'taken', 'in_work', 'done', 'dismissed')),
  fired_at timestamptz not null,
  raised_at timestamptz not null,
  resolved_at timestamptz,
  due_at timestamptz not null,
  taken_at timestamptz,
  taken_by integer,
  taken_by_name text,
  done_at timestamptz,
  incident_id uuid references platform.incident
);
-- Identity is (rule, asset, series): one that fires cannot fire again.
create unique index alert_fires_once on platform.alert (agency_id, rule_id, asset_id, series_id) where condition = 'firing';
create index on platform.alert (agency_id, fired_at);
create index on platform.alert (agency_id, raised_at) where condition = 'firing' or handling in ('new', 'taken', 'in_work');
create index on platform.alert (asset_id);
create index on platform.alert (incident_id);
select platform.build_wall('alert');
grant select, insert, update on platform.alert to nhip_service;
grant select, update (handling, taken_at, taken_by, taken_by_name, done_at, incident_id) on platform.alert to nhip_app;
grant select on platform.alert to nhip_all;

create table platform.alert_step (
  id bigint generated always as identity primary key,
  alert_id uuid not null references platform.alert,
  agency_id integer not null references platform.agency,
  at timestamptz not null,
  action text not null,
  by_id integer,
  by_name text,
  comment text
);
create index on platform.alert_step (alert_id, id);
select platform.build_wall('alert_step');
grant select, insert on platform.alert_step to nhip_app, nhip_service;
grant select on platform.alert_step to nhip_all;

-- Where each rule stands on each series; advances in the commit that takes the batch away.
create table platform.rule_state (
  rule_id integer not null references platform.alert_rule,
  series_id integer not null references platform.series,
  state jsonb not null,
  alert_id uuid references platform.alert,
  primary key (rule_id, series_id)
);
grant select, insert, update, delete on platform.rule_state to nhip_service;

create table platform.task (
  id uuid primary key,
  incident_id uuid not null references platform.incident,
  incident_number text not null,
  incident_title text not null,
  title text not null,
  instructions text not null default '',
  agency_id integer not null references platform.agency,
  issuer_agency_id integer not null references platform.agency,
  state text not null default 'assigned' check (state in ('assigned', 'accepted', 'done')),
  assigned_at timestamptz not null,
  assigned_by integer not null,
  assigned_by_name text not null,
  working_days integer not null,
  due_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by integer,
  accepted_by_name text,
  done_at timestamptz,
  done_by integer,
  done_by_name text,
  result text
);
create index on platform.task (agency_id, state);
create index on platform.task (issuer_agency_id, state);
create index on platform.task (incident_id);
select platform.build_wall('task', array['agency_id', 'issuer_agency_id']);
grant select, insert on platform.task to nhip_app, nhip_service;
grant update (state, accepted_at, accepted_by, accepted_by_name, done_at, done_by, done_by_name, result) on platform.task to nhip_app;
grant select on platform.task to nhip_all;

-- A file never changes: there is no update and no delete.
create table platform.evidence (
  id uuid primary key,
  task_id uuid not null references platform.task,
  agency_id integer not null references platform.agency,
  issuer_agency_id integer not null references platform.agency,
  name text not null,
  media_type text not null,
  size_bytes integer not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_at timestamptz not null,
  added_by integer not null,
  added_by_name text not null
);
create index on platform.evidence (task_id);
select platform.build_wall('evidence', array['agency_id', 'issuer_agency_id']);
grant select, insert on platform.evidence to nhip_app;
grant select on platform.evidence to nhip_all;

create table platform.evidence_content (
  evidence_id uuid primary key references platform.evidence,
  agency_id integer not null references platform.agency,
  issuer_agency_id integer not null references platform.agency,
  content bytea not null
);
alter table platform.evidence_content alter column content set storage external;
select platform.build_wall('evidence_content', array['agency_id', 'issuer_agency_id']);
grant select, insert on platform.evidence_content to nhip_app;
grant select on platform.evidence_content to nhip_all;

create table platform.timeline_entry (
  id uuid primary key,
  incident_id uuid not null references platform.incident,
  agency_id integer not null references platform.agency,
  -- An agency that works on a task of the incident writes lines of its own, and sees those.
  author_agency_id integer not null references platform.agency,
  at timestamptz not null,
  kind text not null check (kind in ('incident.opened', 'alert.joined', 'alert.resolved', 'task.assigned',
    'task.accepted', 'evidence.added', 'task.done', 'note', 'incident.closed')),
  by_id integer,
  by_name text,
  text text not null,
  subject text
);
create index on platform.timeline_entry (incident_id, id);
select platform.build_wall('timeline_entry', array['agency_id', 'author_agency_id']);
grant select, insert on platform.timeline_entry to nhip_app, nhip_service;
grant select on platform.timeline_entry to nhip_all;

-- Gapless numbers: the row is locked until the commit of what is numbered, so a rollback gives its number back.
create table platform.counter (
  name text not null,
  year integer not null,
  last integer not null,
  primary key (name, year)
);
create function platform.next_number(counter_name text, counter_year integer) returns integer
language sql security definer set search_path = pg_catalog, platform as $$
  insert into platform.counter as c (name, year, last) values (counter_name, counter_year, 1)
  on conflict (name, year) do update set last = c.last + 1
  returning last
$$;
revoke all on function platform.next_number from public;
grant execute on function platform.next_number to nhip_app;

-- What changed, for open pages. Ordered by (xid, id); read only below the oldest transaction still running.
create table platform.live_event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  kind text not null check (kind in ('alert', 'incident', 'task', 'report')),
  action text not null,
  subject_ids text[] not null,
  agencies integer[] not null
);
create index on platform.live_event (xid, id);
create index on platform.live_event (at);
grant insert on platform.live_event to nhip_app;
grant select, insert, delete on platform.live_event to nhip_service;
