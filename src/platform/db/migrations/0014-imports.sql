-- Imports: a file of rows for one register or kind of asset, checked, applied whole, taken back whole.

create table platform.data_import (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  -- record.<module>.<type> or asset.<type>
  target text not null,
  file_name text not null,
  size_bytes integer not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null check (format in ('csv', 'xlsx', 'geojson')),
  dialect text not null,
  sheets text[] not null,
  sheet text,
  header text[] not null,
  -- The field each column fills; empty: left out.
  mapping text[] not null,
  row_count integer not null,
  state text not null check (state in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone')),
  -- Who works on it now; a run that no process works on any more was interrupted.
  run_id uuid,
  done integer not null default 0,
  counts jsonb,
  -- What the last run has to say: a code and its words.
  note jsonb,
  created_at timestamptz not null default now(),
  created_by integer not null,
  created_by_name text not null,
  applied_at timestamptz,
  applied_by integer,
  applied_by_name text,
  undone_at timestamptz,
  undone_by integer,
  undone_by_name text,
  content_cleared_at timestamptz
);
create index on platform.data_import (agency_id, id);
select platform.build_wall('data_import');
grant select, insert, update on platform.data_import to nhip_app, nhip_service;
grant select on platform.data_import to nhip_all;

-- The file and what shows of it: cleared with the import, or after the days of the setting.
create table platform.data_import_content (
  import_id uuid primary key references platform.data_import,
  agency_id integer not null references platform.agency,
  content bytea not null,
  -- The first rows as they stand in the file, and as they would become.
  sample jsonb not null,
  preview jsonb not null default '[]',
  -- For each row what it would do, in order: the apply compares.
  outcomes text not null default ''
);
alter table platform.data_import_content alter column content set storage external;
select platform.build_wall('data_import_content');
grant select, insert, update, delete on platform.data_import_content to nhip_app;
grant select, delete on platform.data_import_content to nhip_service;
grant select on platform.data_import_content to nhip_all;

create table platform.data_import_fault (
  id bigint generated always as identity primary key,
  import_id uuid not null references platform.data_import,
  agency_id integer not null references platform.agency,
  line integer not null,
  -- The column of the file, from 0; null: the row as a whole, or a field that no column fills.
  place integer,
  field text,
  code text not null,
  params jsonb not null
);
create index on platform.data_import_fault (import_id, id);
select platform.build_wall('data_import_fault');
grant select, insert, delete on platform.data_import_fault to nhip_app;
grant select, delete on platform.data_import_fault to nhip_service;
grant select on platform.data_import_fault to nhip_all;

-- What an applied import made and changed, so that it can be taken back. Nothing personal.
create table platform.data_import_row (
  import_id uuid not null references platform.data_import,
  agency_id integer not null references platform.agency,
  row_id text not null,
  line integer not null,
  -- Of a row that was changed: what it was. Of every row: what it became, to know whether it was changed since.
  before jsonb,
  after jsonb not null,
  primary key (import_id, row_id)
);
select platform.build_wall('data_import_row');
grant select, insert on platform.data_import_row to nhip_app;
grant select, delete on platform.data_import_row to nhip_service;
grant select on platform.data_import_row to nhip_all;

insert into platform.setting (key, value, note)
values ('imports', '{"keptDays": 30}', 'days that an uploaded file is kept when it was not applied');

-- Nobody may delete records and assets. Taking an import back opens that right for nhip_service within its own transaction: granted and
-- taken away before the commit, so that no other transaction ever has it.
create function platform.open_removal(names text[], is_open boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  name text;
begin
  -- One at a time: two that change the rights of one table meet in the catalogue.
  perform pg_advisory_xact_lock(7316414);
  foreach name in array names loop
    if not exists (select from pg_class c where c.oid = to_regclass(name) and c.relowner = 'nhip_owner'::regrole and c.relforcerowsecurity) then
      raise exception 'not a table behind the wall: %', name;
    end if;
    if is_open then execute format('grant delete on %s to nhip_service', to_regclass(name));
    else execute format('revoke delete on %s from nhip_service', to_regclass(name));
    end if;
  end loop;
end $$;
revoke all on function platform.open_removal from public;
grant execute on function platform.open_removal to nhip_service;
-- What was taken back must have no files.
grant select (record_id) on platform.record_file to nhip_service;
