create table platform.report (
  id uuid primary key,
  number text not null unique,
  title text not null,
  agency_id integer not null references platform.agency,
  period text not null,
  cut_off_at timestamptz not null,
  created_at timestamptz not null,
  created_by integer not null,
  created_by_name text not null,
  demonstration boolean not null
);
create index on platform.report (agency_id, created_at);
select platform.build_wall('report');
grant select, insert on platform.report to nhip_app;
grant select on platform.report to nhip_all;

create table platform.report_line (
  report_id uuid not null references platform.report,
  agency_id integer not null references platform.agency,
  key text not null,
  indicator text not null,
  position integer not null,
  text text not null,
  figure_text text not null,
  -- The sentence in parts, with what each number in it counts.
  parts jsonb not null,
  figure jsonb not null,
  primary key (report_id, key)
);
select platform.build_wall('report_line');
grant select, insert on platform.report_line to nhip_app;
grant select on platform.report_line to nhip_all;

-- The rows a frozen figure was counted from, and how each counted then.
create table platform.report_row (
  report_id uuid not null references platform.report,
  line_key text not null,
  alert_id uuid not null references platform.alert,
  agency_id integer not null references platform.agency,
  count text not null check (count in ('in_time', 'late', 'not_due', 'dismissed')),
  primary key (report_id, line_key, alert_id)
);
select platform.build_wall('report_row');
grant select, insert on platform.report_row to nhip_app;
grant select on platform.report_row to nhip_all;
