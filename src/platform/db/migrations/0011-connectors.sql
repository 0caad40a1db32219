-- What the modules' connectors are told by operators, and how they go. One row a connector, for the province as a whole.
create table platform.connector (
  module text not null,
  key text not null,
  enabled boolean not null default true,
  -- What operators set; what is missing has the connector's own default.
  config jsonb not null default '{}',
  state text not null default 'off' check (state in ('off', 'started', 'working', 'failing')),
  sentence_vi text,
  sentence_en text,
  state_at timestamptz not null default now(),
  started_at timestamptz,
  -- Ends that nobody asked for, one after another.
  failures integer not null default 0,
  primary key (module, key),
  check ((sentence_vi is null) = (sentence_en is null))
);
grant select on platform.connector to nhip_app, nhip_all, nhip_service;
grant update (enabled, config) on platform.connector to nhip_app;
grant insert, update on platform.connector to nhip_service;

-- Roles are rows that an upgrade never overwrites: the new verbs are added to those that have them by default.
update platform.role set permissions = permissions || array['connectors.read']
  where id in ('administrator', 'duty_officer') and not 'connectors.read' = any(permissions);
update platform.role set permissions = permissions || array['connectors.manage']
  where id = 'administrator' and not 'connectors.manage' = any(permissions);
