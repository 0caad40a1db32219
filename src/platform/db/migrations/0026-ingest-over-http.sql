-- What a reading said before it was corrected: who said so, when, and from which value to which. Rows are only ever added.
create table platform.reading_correction (
  id bigint generated always as identity primary key,
  series_id integer not null,
  agency_id integer not null,
  at timestamptz not null,
  old_value double precision not null,
  new_value double precision not null,
  old_sender text,
  old_received_at timestamptz not null,
  sender text not null,
  via text not null,
  corrected_at timestamptz not null
);
create index on platform.reading_correction (series_id, at);
select platform.build_wall('reading_correction');
grant select on platform.reading_correction to nhip_app, nhip_all;
grant select, insert on platform.reading_correction to nhip_service;
-- A correction changes the value that stands; nothing else ever does.
grant update on platform.reading to nhip_service;

-- Rules are told of corrected values too, and that they are such.
alter table platform.reading_batch add column is_correction boolean not null default false;

-- Answers to requests that carried an Idempotency-Key, written in the commit of their readings and given again for a day.
create table platform.ingest_answer (
  sender text not null,
  key text not null,
  body_hash bytea not null,
  answer bytea not null,
  at timestamptz not null default now(),
  primary key (sender, key)
);
create index on platform.ingest_answer (at);
grant select, insert, update, delete on platform.ingest_answer to nhip_service;
