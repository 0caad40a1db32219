-- Who leads an incident, what people count of it, and where an agency is called at any hour.
alter table platform.incident
  add column commander_id integer,
  add column commander_name text,
  add constraint commander_has_name check (num_nulls(commander_id, commander_name) <> 1);
-- Of the post, not of a person: everyone signed in may see whom to call.
alter table platform.agency add column duty_phone text check (duty_phone ~ '^\+?[0-9]{3,15}$');

-- What is counted of incidents; rows of the province, not of an agency.
create table platform.figure_kind (
  key text primary key check (key ~ '^[a-z][a-z0-9_]{1,39}$'),
  name_vi text not null,
  name_en text not null,
  -- Empty where the name says it.
  unit_vi text not null,
  unit_en text not null,
  -- A part of a whole that is told with it: people in safety, of those to bring there.
  has_whole boolean not null default false,
  position integer not null,
  retired_at timestamptz
);
insert into platform.figure_kind (key, name_vi, name_en, unit_vi, unit_en, has_whole, position) values
  ('communes_flooded', 'Xã, phường có ngập', 'Communes flooded', '', '', false, 1),
  ('households_to_move', 'Hộ phải di dời', 'Households to move', '', '', false, 2),
  ('people_safe', 'Người đã đến nơi an toàn', 'People in safety', '', '', true, 3),
  ('households_without_power', 'Mất điện', 'Without power', 'hộ', 'households', false, 4),
  ('roads_cut', 'Đường bị chia cắt', 'Roads cut', 'đoạn', 'stretches', false, 5);
grant select on platform.figure_kind to nhip_app, nhip_all, nhip_service;
grant insert, update (name_vi, name_en, unit_vi, unit_en, retired_at) on platform.figure_kind to nhip_app;

-- Figures as they were told, by whom and from whom; never changed: a newer one takes their place.
create table platform.incident_figure (
  id uuid primary key,
  incident_id uuid not null references platform.incident,
  agency_id integer not null references platform.agency,
  kind text not null references platform.figure_kind,
  value double precision not null check (value >= 0),
  whole double precision check (whole >= value),
  at timestamptz not null,
  source text not null,
  entered_at timestamptz not null,
  by_id integer not null,
  by_name text not null
);
create index on platform.incident_figure (incident_id, kind, at desc, id desc);
select platform.build_wall('incident_figure');
grant select, insert on platform.incident_figure to nhip_app;
grant select on platform.incident_figure to nhip_all;

alter table platform.timeline_entry drop constraint timeline_entry_kind_check;
alter table platform.timeline_entry add constraint timeline_entry_kind_check
  check (kind in ('incident.opened', 'alert.joined', 'alert.resolved', 'task.assigned', 'task.accepted', 'evidence.added',
    'task.done', 'note', 'incident.closed', 'commander.named', 'figure.told'));
