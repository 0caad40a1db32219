-- Accounts are edited in the page: an edit names the version it saw, and is refused with who was first when that is not the last.
alter table platform.account add column version integer not null default 1;
alter table platform.account add column changed_at timestamptz;
alter table platform.account add column changed_by integer references platform.account;
alter table platform.account add column changed_by_name text;
alter table platform.account add check ((changed_by is null) = (changed_at is null) and (changed_by is null) = (changed_by_name is null));
grant select (version, changed_at, changed_by, changed_by_name) on platform.account to nhip_app, nhip_all;

-- Open pages are told: a list is fetched anew, and whose session ended goes to sign-in at once.
alter table platform.live_event drop constraint live_event_kind_check;
alter table platform.live_event add constraint live_event_kind_check
  check (kind in ('alert', 'incident', 'task', 'report', 'record', 'asset', 'message', 'account'));
