-- Names of agencies with their days, what followed a closed one, and who holds which post.

alter table platform.agency add column successor_id integer references platform.agency;
alter table platform.agency add column closed_reason text;

-- valid_from null: from the beginning, as far as is known. valid_to is the first day under another name.
create table platform.agency_name (
  id integer generated always as identity primary key,
  agency_id integer not null references platform.agency,
  name text not null,
  valid_from date,
  valid_to date,
  check (valid_to > valid_from)
);
create unique index agency_has_one_name on platform.agency_name (agency_id) where valid_to is null;
create index on platform.agency_name (agency_id);
insert into platform.agency_name (agency_id, name) select id, name from platform.agency;
grant select on platform.agency_name to nhip_app, nhip_all, nhip_service;
grant insert, update, delete on platform.agency_name to nhip_service;

-- Who holds which post from when to when; valid_to is the first day on which no longer.
create table platform.agency_post (
  id integer generated always as identity primary key,
  agency_id integer not null references platform.agency,
  account_id integer not null references platform.account,
  account_name text not null,
  title text not null,
  valid_from date not null,
  valid_to date,
  check (valid_to > valid_from)
);
create index on platform.agency_post (agency_id, valid_from);
create index on platform.agency_post (account_id);
select platform.build_wall('agency_post');
grant select, insert, update on platform.agency_post to nhip_app;
grant select, insert, update on platform.agency_post to nhip_service;
grant select on platform.agency_post to nhip_all;
