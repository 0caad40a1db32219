-- A rule's condition is one document for every kind; what makes it up is checked where it is written (core/rule.ts).
alter table platform.alert_rule
  add column condition jsonb,
  add column lateness_s integer not null default 0,
  add column scope_agencies text[] not null default '{}',
  add column scope_assets text[] not null default '{}',
  add column version integer not null default 1,
  add column edited_by integer,
  add column edited_by_name text,
  -- What the module ships now, and what it shipped when somebody last decided about it; both null for a rule that people made.
  add column shipped jsonb,
  add column considered jsonb,
  add column created_at timestamptz not null default now();
update platform.alert_rule set condition = jsonb_build_object('kind', 'threshold', 'series', series_key, 'op', op,
  'threshold', case when threshold is null then jsonb_build_object('attribute', threshold_attribute) else to_jsonb(threshold) end,
  'clearMargin', clear_margin, 'forS', for_s);
alter table platform.alert_rule
  alter column condition set not null,
  drop column series_key, drop column op, drop column threshold, drop column threshold_attribute,
  drop column clear_margin, drop column for_s;

-- Every version of a rule, the one in force included: who wrote it, when and why. No name: the centre itself, from its module.
create table platform.rule_version (
  rule_id integer not null references platform.alert_rule,
  version integer not null,
  at timestamptz not null,
  by_id integer,
  by_name text,
  why text not null,
  enabled boolean not null,
  definition jsonb not null,
  primary key (rule_id, version)
);
grant select on platform.rule_version to nhip_app, nhip_all, nhip_service;
grant insert on platform.rule_version to nhip_service;
insert into platform.rule_version (rule_id, version, at, why, enabled, definition)
select id, 1, coalesce(edited_at, now()), '', enabled, jsonb_build_object('name', jsonb_build_object('vi', name_vi, 'en', name_en),
  'title', jsonb_build_object('vi', title_vi, 'en', title_en), 'severity', severity, 'assetType', asset_type,
  'condition', condition, 'latenessS', 0, 'scope', jsonb_build_object('agencies', '[]'::jsonb, 'assets', '[]'::jsonb))
from platform.alert_rule;

alter table platform.alert add column rule_version integer not null default 1, add column unit text;

-- States are now of every kind of rule. Those of before hold one series' phase only.
update platform.rule_state s set state = jsonb_build_object('alert', s.state, 'held', '[]'::jsonb, 'seen', placed.at, 'done', placed.at,
  'recent', '[]'::jsonb, 'latest', '{}'::jsonb, 'lateCount', 0, 'lateMs', null)
from (
  select rs.rule_id, rs.series_id, case when rs.state->>'lastAt' is null then '{}'::jsonb
    else jsonb_build_object(se.key, (extract(epoch from (rs.state->>'lastAt')::timestamptz) * 1000)::bigint) end as at
  from platform.rule_state rs join platform.series se on se.id = rs.series_id
) placed where placed.rule_id = s.rule_id and placed.series_id = s.series_id;
alter table platform.rule_state
  -- When the clock next has something to do with it.
  add column due_at timestamptz,
  add column silence boolean not null default false,
  add column late_count integer not null default 0,
  add column last_late_at timestamptz;
create index rule_state_silence on platform.rule_state (due_at) where silence and due_at is not null;
create index rule_state_due on platform.rule_state (due_at) where not silence and due_at is not null;
create index on platform.rule_state (series_id);

-- The rules' own clock: since when the centre takes in, when it last looked, and how far it has followed what happened.
create table platform.rule_clock (
  one boolean primary key default true check (one),
  open_since timestamptz not null default now(),
  looked_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id(),
  happening_id bigint not null default 0
);
insert into platform.rule_clock default values;
grant select, update on platform.rule_clock to nhip_service;
create index alert_of_rule on platform.alert (rule_id) where condition = 'firing';

insert into platform.setting (key, value, note) values
  ('rules', '{"graceS": 120}', 'seconds that devices are given to come back after the centre was down, before silence counts');

-- How many series a reader sees on which a rule is late or firing is counted in the reader's own alerts; late counts are the rule's.
create function platform.rule_lateness() returns table (rule_id integer, late_count bigint, last_late_at timestamptz)
language sql security definer stable set search_path = pg_catalog, platform as $$
  select rule_id, sum(late_count), max(last_late_at) from platform.rule_state where late_count > 0 group by rule_id
$$;
revoke all on function platform.rule_lateness from public;
grant execute on function platform.rule_lateness to nhip_app, nhip_all;

update platform.role set permissions = permissions || array['rules.view']
  where id in ('administrator', 'duty_officer', 'leader') and not 'rules.view' = any(permissions);
update platform.role set permissions = permissions || array['rules.edit']
  where id = 'administrator' and not 'rules.edit' = any(permissions);

alter table platform.live_event drop constraint live_event_kind_check;
alter table platform.live_event add constraint live_event_kind_check
  check (kind in ('alert', 'incident', 'task', 'report', 'record', 'asset', 'message', 'account', 'rule'));
