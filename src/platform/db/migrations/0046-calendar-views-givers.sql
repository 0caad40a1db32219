-- A month of deadlines, those that ended among them, is read by the day each ends on.
create index record_clock_due on platform.record_clock (record_type, due_at);

-- A way to look at a register, kept under a name: by one person for themself, or for everybody of their agency.
create table platform.saved_view (
  id uuid primary key default uuidv7(),
  agency_id integer not null references platform.agency,
  made_by integer not null,
  made_by_name text not null,
  register text not null,
  name text not null check (length(name) between 1 and 80),
  -- What stands after `?` in the address of the register.
  look text not null check (length(look) <= 2000),
  is_shared boolean not null default false,
  made_at timestamptz not null default now(),
  removed_at timestamptz
);
create index on platform.saved_view (agency_id, register) where removed_at is null;
create index on platform.saved_view (made_by) where removed_at is null;
select platform.build_wall('saved_view');
-- Inside the agency, too, what one keeps for oneself is nobody else's: not read, not changed.
create policy own on platform.saved_view as restrictive for all to nhip_app
  using (is_shared or made_by = nullif(current_setting('nhip.account', true), '')::int);
grant select, delete on platform.saved_view to nhip_app;
grant insert (agency_id, made_by, made_by_name, register, name, look, is_shared) on platform.saved_view to nhip_app;
grant update (name, look, is_shared, removed_at) on platform.saved_view to nhip_app;

-- Who gives a view to a whole agency is set by roles.
update platform.role set permissions = permissions || array['views.share']
  where id in ('administrator', 'duty_officer', 'leader') and not 'views.share' = any(permissions);

-- Who gave a task is the agency of the person who did, not always the one whose incident it is, which is `issuer_agency_id` and decides
-- who sees it. Null: given before this was kept.
alter table platform.task add column given_by integer references platform.agency;
