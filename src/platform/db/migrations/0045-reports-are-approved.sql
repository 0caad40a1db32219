-- A report is drafted, sent, and approved by a second person or returned. Counted anew it is another version of the same number.
alter table platform.report
  drop constraint report_number_key,
  add column version integer not null default 1 check (version > 0),
  add column state text not null default 'draft' check (state in ('draft', 'sent', 'returned', 'approved', 'replaced')),
  add column sent_at timestamptz,
  add column sent_by integer,
  add column sent_by_name text,
  add column decided_at timestamptz,
  add column decided_by integer,
  add column decided_by_name text,
  add constraint report_number_version unique (number, version),
  add constraint report_sent check (state not in ('sent', 'approved') or sent_by is not null),
  -- Nobody approves what is one's own.
  add constraint report_second_person check (
    state <> 'approved' or (decided_at is not null and decided_by is not null and decided_by <> created_by and decided_by <> sent_by));
grant update (state, sent_at, sent_by, sent_by_name, decided_at, decided_by, decided_by_name) on platform.report to nhip_app;

-- Frozen with the figure; null in lines of before.
alter table platform.report_line
  add column section text,
  -- What fell short, in parts like the sentence; null: nothing did.
  add column shortcoming jsonb,
  add column target double precision,
  add column better text check (better in ('higher', 'lower')),
  add column basis text check (basis in ('devices', 'tasks', 'records')),
  add column quality jsonb,
  add column responsible text;

-- What people write beside the figures.
create table platform.report_text (
  report_id uuid not null references platform.report,
  agency_id integer not null references platform.agency,
  section text not null check (section in ('shortcomings', 'tasks', 'proposals')),
  text text not null,
  edited_at timestamptz not null,
  edited_by integer not null,
  edited_by_name text not null,
  primary key (report_id, section)
);
select platform.build_wall('report_text');
grant select, insert, update (text, edited_at, edited_by, edited_by_name) on platform.report_text to nhip_app;
grant select on platform.report_text to nhip_all;

-- Who sent, returned, approved it; only added to.
create table platform.report_step (
  id bigint generated always as identity primary key,
  report_id uuid not null references platform.report,
  agency_id integer not null references platform.agency,
  kind text not null check (kind in ('sent', 'withdrawn', 'returned', 'approved', 'replaced')),
  comment text not null default '',
  at timestamptz not null,
  by_id integer not null,
  by_name text not null
);
create index on platform.report_step (report_id, id);
select platform.build_wall('report_step');
grant select, insert on platform.report_step to nhip_app;
grant select on platform.report_step to nhip_all;

create function platform.keep_approved_report() returns trigger language plpgsql as $$
begin
  if old.state in ('approved', 'replaced') then
    raise exception 'report % is % and stands as it is', old.id, old.state using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_approved before update on platform.report
  for each row execute function platform.keep_approved_report();

create function platform.keep_sent_report_text() returns trigger language plpgsql as $$
begin
  -- Locked: it may be sent at this very moment.
  perform from platform.report where id = new.report_id and state in ('draft', 'returned') for share;
  if not found then
    raise exception 'the texts of report % stand as they are', new.report_id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_sent before insert or update on platform.report_text
  for each row execute function platform.keep_sent_report_text();

update platform.role set permissions = permissions || array['reports.approve']
  where id in ('administrator', 'leader') and not 'reports.approve' = any(permissions);
