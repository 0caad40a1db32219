-- Roles are edited in the page: an edit names the version it saw, and a role that nobody holds can be retired and brought back.
alter table platform.role add column version integer not null default 1;
alter table platform.role add column retired_at timestamptz;
-- Who changed it last, for whoever wanted to change it at the same time. The name stays readable where the account is not.
alter table platform.role add column changed_at timestamptz;
alter table platform.role add column changed_by integer references platform.account;
alter table platform.role add column changed_by_name text;
alter table platform.role add check ((changed_by is null) = (changed_at is null) and (changed_by is null) = (changed_by_name is null));
