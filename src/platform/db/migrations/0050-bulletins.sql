-- Bulletins of an incident: written, approved by a second person, sent to agencies by the post office, told by telephone where nothing arrives.
create table platform.bulletin (
  id uuid primary key,
  incident_id uuid not null references platform.incident,
  agency_id integer not null references platform.agency,
  -- Of those sent in the incident; given in the commit that sends.
  number integer check (number > 0),
  title text not null check (length(title) between 1 and 200),
  text text not null check (length(text) between 1 and 2000),
  audience text not null check (audience in ('tasked', 'touched', 'chosen', 'all')),
  chosen integer[] not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'asked', 'returned', 'sent')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by integer not null,
  created_by_name text not null,
  -- Accounts that wrote in it or asked for its approval.
  writers integer[] not null,
  asked_at timestamptz,
  asked_by integer,
  asked_by_name text,
  decided_at timestamptz,
  decided_by integer,
  decided_by_name text,
  reason text not null default '',
  -- Whether a second person was needed when it was sent.
  second_person boolean,
  unique (incident_id, number),
  constraint bulletin_sent check ((state = 'sent') = (number is not null)),
  constraint bulletin_decided check (state <> 'sent' or (decided_at is not null and decided_by is not null and second_person is not null)),
  -- Nobody approves what is one's own where a second person is needed.
  constraint bulletin_second_person check (state <> 'sent' or not second_person or not decided_by = any(writers))
);
create index on platform.bulletin (incident_id, id);
select platform.build_wall('bulletin');
grant select, insert, delete on platform.bulletin to nhip_app;
grant update (number, title, text, audience, chosen, state, version, writers, asked_at, asked_by, asked_by_name, decided_at, decided_by,
  decided_by_name, reason, second_person) on platform.bulletin to nhip_app;
grant select on platform.bulletin to nhip_all;

create function platform.keep_sent_bulletin() returns trigger language plpgsql as $$
begin
  if old.state = 'sent' then
    raise exception 'bulletin % was sent and stands as it is', old.id using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_sent before update or delete on platform.bulletin
  for each row execute function platform.keep_sent_bulletin();

-- An agency that a bulletin was sent to; the row is the sender's.
create table platform.bulletin_agency (
  bulletin_id uuid not null references platform.bulletin,
  told_id integer not null references platform.agency,
  agency_id integer not null references platform.agency,
  message_id uuid not null,
  phoned_at timestamptz,
  phoned_by integer,
  phoned_by_name text,
  phoned_note text check (length(phoned_note) between 1 and 500),
  primary key (bulletin_id, told_id),
  constraint phoned_whole check (num_nulls(phoned_at, phoned_by, phoned_by_name, phoned_note) in (0, 4))
);
select platform.build_wall('bulletin_agency');
grant select, insert on platform.bulletin_agency to nhip_app;
grant update (phoned_at, phoned_by, phoned_by_name, phoned_note) on platform.bulletin_agency to nhip_app;
grant select on platform.bulletin_agency to nhip_all;

-- A message comes from a reaction or from a bulletin; of a bulletin an agency gets one.
alter table platform.message
  alter column happening_id drop not null,
  add column bulletin_id uuid references platform.bulletin,
  add constraint message_has_cause check (num_nonnulls(happening_id, bulletin_id) = 1),
  add constraint message_of_bulletin unique (agency_id, bulletin_id);
-- Who asked for it sees how far it came.
alter table platform.delivery add column sender_agency_id integer references platform.agency;
do $$
declare
  mine constant text := '(select nullif(current_setting(''nhip.agencies'', true), '''')::int[])::int[]';
  test constant text := format('agency_id = any(%1$s) or sender_agency_id = any(%1$s)', mine);
begin
  execute format('alter policy people on platform.delivery using (%s) with check (%s)', test, test);
end $$;

-- What an officer's transaction may do beyond its wall to send a bulletin: count addresses of others, and hand messages to the post office.
create policy reach on platform.channel_address for select to nhip_owner using (true);
create policy post on platform.message for insert to nhip_owner with check (bulletin_id is not null);
create policy post on platform.delivery for insert to nhip_owner with check (sender_agency_id is not null);

-- How many addresses agencies have on which of these channels, `<module>/<key>`, that are on; never the addresses.
create function platform.count_addresses(told integer[], names text[])
returns table (agency_id integer, module text, key text, addresses integer)
language sql security definer stable set search_path = pg_catalog as $$
  select a.agency_id, a.module, a.key, count(*)::int
  from platform.channel_address a join platform.channel c on c.module = a.module and c.key = a.key
  where a.agency_id = any(told) and c.enabled and c.module || '/' || c.key = any(names)
  group by a.agency_id, a.module, a.key
$$;
revoke all on function platform.count_addresses from public;
grant execute on function platform.count_addresses to nhip_app, nhip_all;

-- Writes a message of a bulletin to each agency, with a delivery for each of its addresses on one of these channels that is on.
-- `sender`: one of the agencies of the transaction.
create function platform.post_bulletin(
  bulletin uuid, sender integer, messages uuid[], told integer[], title text, body text, names text[]
) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  posted integer;
begin
  if sender = any(nullif(current_setting('nhip.agencies', true), '')::int[]) is not true then
    raise exception 'agency % is not of this transaction', sender using errcode = 'insufficient_privilege';
  end if;
  insert into platform.message (id, agency_id, source, bulletin_id, title_vi, title_en, body_vi, body_en, about_type, about_id, at)
    select m.id, m.agency_id, 'platform/bulletin', bulletin, title, title, body, body, 'bulletin', bulletin::text, now()
    from unnest(messages, told) m (id, agency_id);
  insert into platform.delivery (id, message_id, agency_id, module, key, address, next_at, sender_agency_id)
    select gen_random_uuid(), m.id, a.agency_id, a.module, a.key, a.address, now(), sender
    from unnest(messages, told) m (id, agency_id)
      join platform.channel_address a on a.agency_id = m.agency_id
      join platform.channel c on c.module = a.module and c.key = a.key
    where c.enabled and c.module || '/' || c.key = any(names);
  get diagnostics posted = row_count;
  return posted;
end $$;
revoke all on function platform.post_bulletin from public;
grant execute on function platform.post_bulletin to nhip_app;

insert into platform.setting (key, value, note, confirmed) values
  ('bulletins', '{"secondPerson": true}', 'whether a second person approves a bulletin before it is sent; no rule of the state was found', false);

update platform.role set permissions = permissions || array['bulletins.write']
  where id = 'duty_officer' and not 'bulletins.write' = any(permissions);
update platform.role set permissions = permissions || array['bulletins.approve']
  where id in ('administrator', 'leader') and not 'bulletins.approve' = any(permissions);

alter table platform.timeline_entry drop constraint timeline_entry_kind_check;
alter table platform.timeline_entry add constraint timeline_entry_kind_check
  check (kind in ('incident.opened', 'alert.joined', 'alert.resolved', 'task.assigned', 'task.accepted', 'evidence.added',
    'task.done', 'note', 'incident.closed', 'commander.named', 'figure.told', 'stage.moved', 'handover.offered',
    'handover.accepted', 'handover.declined', 'handover.withdrawn', 'lessons.written', 'bulletin.asked', 'bulletin.sent',
    'bulletin.returned'));
