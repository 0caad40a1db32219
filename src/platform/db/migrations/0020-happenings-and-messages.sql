-- What happened and will not change. Modules' reactions follow it; pages never read it. No personal values: ids and words of states only.
create table platform.happening (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  about_type text not null,
  about_id text not null,
  agency_id integer not null references platform.agency,
  shared_with integer[] not null default '{}',
  at timestamptz not null,
  told_at timestamptz not null default now(),
  detail jsonb not null default '{}'
);
create index on platform.happening (xid, id);
create index on platform.happening (told_at);
select platform.build_wall_in('platform', 'happening');
grant insert on platform.happening to nhip_app;
grant select, insert, delete on platform.happening to nhip_service;

-- How far each reaction is: its place moves in the commit of what it did.
create table platform.reaction (
  module text not null,
  key text not null,
  xid xid8 not null,
  happening_id bigint not null,
  handled bigint not null default 0,
  handled_at timestamptz,
  -- Tries of the next happening that failed, one after another.
  failures integer not null default 0,
  fault text,
  next_at timestamptz not null default now(),
  primary key (module, key)
);
grant select on platform.reaction to nhip_app, nhip_all;
grant select, insert, update on platform.reaction to nhip_service;

-- Happenings that a reaction could not handle and went past, kept for somebody to look.
create table platform.reaction_fault (
  id bigint generated always as identity primary key,
  module text not null,
  key text not null,
  happening_id bigint not null,
  about_type text not null,
  about_id text not null,
  at timestamptz not null default now(),
  fault text not null,
  settled_at timestamptz,
  unique (module, key, happening_id)
);
grant select on platform.reaction_fault to nhip_app, nhip_all;
grant update (settled_at) on platform.reaction_fault to nhip_app;
grant select, insert, update, delete on platform.reaction_fault to nhip_service;

-- A way to reach people, as operators set it. Off until somebody switches it on: a centre writes to nobody by itself.
create table platform.channel (
  module text not null,
  key text not null,
  enabled boolean not null default false,
  config jsonb not null default '{}',
  primary key (module, key)
);
grant select on platform.channel to nhip_app, nhip_all, nhip_service;
grant update (enabled, config) on platform.channel to nhip_app;
grant insert on platform.channel to nhip_service;

-- Where an agency is reached.
create table platform.channel_address (
  id bigint generated always as identity primary key,
  module text not null,
  key text not null,
  agency_id integer not null references platform.agency,
  address text not null check (length(address) between 1 and 320),
  note text not null default '',
  added_at timestamptz not null default now(),
  added_by text not null,
  unique (agency_id, module, key, address)
);
select platform.build_wall_in('platform', 'channel_address');
grant select, insert, delete on platform.channel_address to nhip_app;
grant select on platform.channel_address to nhip_all, nhip_service;

-- What an agency is told by the centre, and about what.
create table platform.message (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  -- The reaction that wrote it, `<module>/<key>`, and what it reacted to.
  source text not null,
  happening_id bigint not null,
  title_vi text not null,
  title_en text not null,
  body_vi text not null,
  body_en text not null,
  about_type text not null,
  about_id text not null,
  at timestamptz not null,
  unique (agency_id, source, happening_id)
);
create index on platform.message (agency_id, id);
create index on platform.message (at);
select platform.build_wall_in('platform', 'message');
grant select on platform.message to nhip_app, nhip_all;
grant select, insert, delete on platform.message to nhip_service;

-- One try to reach one address, from waiting to its end.
create table platform.delivery (
  id uuid primary key,
  message_id uuid not null references platform.message on delete cascade,
  agency_id integer not null references platform.agency,
  module text not null,
  key text not null,
  address text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'delivered', 'failed')),
  attempts integer not null default 0,
  -- When it is tried next; while it is being tried, when somebody else may.
  next_at timestamptz not null,
  tried_at timestamptz,
  ended_at timestamptz,
  receipt text,
  fault text,
  unique (agency_id, message_id, module, key, address)
);
create index on platform.delivery (message_id);
create index on platform.delivery (module, key, next_at) where state = 'waiting';
create index on platform.delivery (module, key, state, ended_at) where ended_at is not null;
select platform.build_wall_in('platform', 'delivery');
grant select on platform.delivery to nhip_app, nhip_all;
grant update (state, next_at, ended_at, fault) on platform.delivery to nhip_app;
grant select, insert, update, delete on platform.delivery to nhip_service;

insert into platform.setting (key, value, note) values
  ('messages', '{"tryHours": 72, "keptDays": 365, "happeningDays": 30}',
   'hours that a message is tried; days that messages, and happenings for reactions, are kept');

-- What was told of a clock: 0 nothing, 1 that it is near, 2 that it has passed. Clocks that ended before this step are no news.
alter table platform.record_clock add column told integer not null default 0;
update platform.record_clock set told = 2 where due_at < now() or stopped_at is not null;
create index record_clock_untold on platform.record_clock (record_type, rule_key, due_at) where stopped_at is null and told < 2;
grant update (told) on platform.record_clock to nhip_app;

update platform.role set permissions = permissions || array['messages.read']
  where id in ('administrator', 'duty_officer', 'handler', 'leader') and not 'messages.read' = any(permissions);
update platform.role set permissions = permissions || array['channels.manage']
  where id = 'administrator' and not 'channels.manage' = any(permissions);

alter table platform.live_event drop constraint live_event_kind_check;
alter table platform.live_event add constraint live_event_kind_check
  check (kind in ('alert', 'incident', 'task', 'report', 'record', 'asset', 'message'));
