-- Why something was late, in the kinds a province keeps; lateness from data is not that of people.
create table platform.late_reason (
  key text primary key check (key ~ '^[a-z][a-z0-9_]{1,39}$' and key <> 'none'),
  name_vi text not null,
  name_en text not null,
  counts_as text not null check (counts_as in ('people', 'data')),
  -- The kind alone says nothing: words are asked for.
  needs_words boolean not null default false,
  position integer not null,
  retired_at timestamptz
);
insert into platform.late_reason (key, name_vi, name_en, counts_as, needs_words, position) values
  ('data_not_synced', 'Dữ liệu chưa đồng bộ về cổng', 'Data not synchronised with the portal', 'data', false, 1),
  ('waiting_for_others', 'Chờ đơn vị khác trả lời', 'Waiting for another agency', 'people', false, 2),
  ('late_at_agency', 'Quá hạn tại đơn vị xử lý', 'Late at the agency itself', 'people', false, 3),
  ('papers_missing', 'Người nộp chưa bổ sung', 'Applicant has not completed the papers', 'people', false, 4),
  ('other', 'Khác', 'Other', 'people', true, 5);
grant select on platform.late_reason to nhip_app, nhip_all, nhip_service;
grant insert, update (name_vi, name_en, counts_as, retired_at) on platform.late_reason to nhip_app;

-- What the agency that owes it said of a late task, or of one run of a deadline of a record. Never changed: the newest holds.
create table platform.late_saying (
  id bigint generated always as identity primary key,
  task_id uuid references platform.task,
  clock_id bigint references platform.record_clock,
  agency_id integer not null references platform.agency,
  shared_with integer[] not null default '{}',
  reason text not null references platform.late_reason,
  words text not null default '' check (length(words) <= 1000),
  said_at timestamptz not null,
  said_by integer not null,
  said_by_name text not null,
  check (num_nonnulls(task_id, clock_id) = 1)
);
create index on platform.late_saying (task_id, id desc) where task_id is not null;
create index on platform.late_saying (clock_id, id desc) where clock_id is not null;
select platform.build_wall_in('platform', 'late_saying');
-- Seen by whoever gave it, said by nobody but the agency that owes it.
create policy owed on platform.late_saying as restrictive for insert to nhip_app with check (
  agency_id = any((select nullif(current_setting('nhip.agencies', true), ''))::int[])
  and (task_id is null or exists (
    select from platform.task t where t.id = late_saying.task_id and t.agency_id = late_saying.agency_id)));
grant select, insert, update (shared_with) on platform.late_saying to nhip_app;
grant select on platform.late_saying to nhip_all, nhip_service;
