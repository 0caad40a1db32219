-- How far an incident has come; `state` stays what decides whether anything in it may still change.
alter table platform.incident
  add column stage text not null default 'detected'
    check (stage in ('detected', 'verified', 'activated', 'responding', 'controlled', 'recovering', 'closed')),
  -- There was nothing: the reason is the note with which it was closed.
  add column false_alarm boolean not null default false;
update platform.incident set stage = 'closed' where state = 'closed';
alter table platform.incident
  add constraint stage_closes_with_state check ((stage = 'closed') = (state = 'closed')),
  add constraint false_alarm_is_closed check (not false_alarm or state = 'closed');

-- What a person said beside the line: why a stage goes back, the note of a hand-over.
alter table platform.timeline_entry add column comment text;
alter table platform.timeline_entry drop constraint timeline_entry_kind_check;
alter table platform.timeline_entry add constraint timeline_entry_kind_check
  check (kind in ('incident.opened', 'alert.joined', 'alert.resolved', 'task.assigned', 'task.accepted', 'evidence.added',
    'task.done', 'note', 'incident.closed', 'commander.named', 'figure.told', 'stage.moved', 'handover.offered',
    'handover.accepted', 'handover.declined', 'handover.withdrawn', 'lessons.written'));

-- The command of an incident, offered to a person; who led before leads until it is accepted.
create table platform.incident_handover (
  id uuid primary key,
  incident_id uuid not null references platform.incident,
  agency_id integer not null references platform.agency,
  from_id integer not null,
  from_name text not null,
  to_id integer not null,
  to_name text not null,
  note text not null,
  offered_at timestamptz not null,
  state text not null default 'offered' check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
  settled_at timestamptz,
  reason text,
  check ((state = 'offered') = (settled_at is null)),
  check ((state = 'declined') = (reason is not null)),
  check (from_id <> to_id)
);
create unique index handover_is_offered_once on platform.incident_handover (agency_id, incident_id) where state = 'offered';
create index on platform.incident_handover (incident_id);
select platform.build_wall('incident_handover');
grant select, insert on platform.incident_handover to nhip_app;
grant update (state, settled_at, reason) on platform.incident_handover to nhip_app;
grant select on platform.incident_handover to nhip_all;

-- Earlier incidents by what they share with one: a rule on an asset, a rule in a commune.
create index alert_of_incident_by_asset on platform.alert (asset_id, rule_id, incident_id) where incident_id is not null;
create index alert_of_incident_by_area on platform.alert (area_code, rule_id, incident_id) where incident_id is not null;
