-- Rows of the audit are chained in the order of commits, after the commit: a chain within it would make every change wait for every
-- other. What stands in a row is fixed when it is written, by its SHA-256; the seal of a row takes in the seal before it.

-- People and the centre say who did what; number and time of a row are the database's.
revoke insert on platform.audit from nhip_app, nhip_service;
grant insert (actor_id, actor_name, agency_id, action, subject_kind, subject_id, detail) on platform.audit to nhip_app, nhip_service;

-- One value of a row, with its length before it, so that no two rows read alike; a value that is missing is `-`.
create function platform.audit_part(value text) returns text language sql immutable
  return coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-');

-- SHA-256 over everything that stands in a row. Time in microseconds since 1970.
create function platform.audit_digest(
  id bigint, at timestamptz, actor_id integer, actor_name text, agency_id integer, action text, subject_kind text, subject_id text, detail jsonb
) returns bytea language sql stable
  return sha256(convert_to(
    platform.audit_part(id::text) || platform.audit_part((extract(epoch from at) * 1000000)::bigint::text)
    || platform.audit_part(actor_id::text) || platform.audit_part(actor_name) || platform.audit_part(agency_id::text)
    || platform.audit_part(action) || platform.audit_part(subject_kind) || platform.audit_part(subject_id)
    || platform.audit_part(detail::text), 'UTF8'));

-- What was written and is not sealed yet. Nobody writes here but the trigger, and nobody takes away but the sealer.
create table platform.audit_unsealed (
  xid xid8 not null,
  audit_id bigint not null,
  digest bytea not null,
  queued_at timestamptz not null default now(),
  primary key (xid, audit_id)
);
grant select on platform.audit_unsealed to nhip_service;

-- The chain, numbered without a gap from 1 on.
create table platform.audit_seal (
  no bigint primary key,
  audit_id bigint not null unique,
  sealed_at timestamptz not null,
  seal bytea not null
);
grant select on platform.audit_seal to nhip_service;

create function platform.queue_audit() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.audit_unsealed (xid, audit_id, digest)
  select pg_current_xact_id(), a.id, platform.audit_digest(
    a.id, a.at, a.actor_id, a.actor_name, a.agency_id, a.action, a.subject_kind, a.subject_id, a.detail)
  from added a;
  return null;
end $$;
revoke all on function platform.queue_audit from public;
create trigger queue_audit after insert on platform.audit
  referencing new table as added for each statement execute function platform.queue_audit();

-- Seals the next rows of the queue, `most` at a time: those whose transactions have ended and are older than all that still run, in the
-- order of transaction and row. A quiet transaction (0024) is not waited for; its rows follow when it has committed. What was restored
-- from a server that counted further is never reached by this one's count and taken as it comes. One seals at a time; another is told 0.
create function platform.seal_audit(most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  settled xid8;
  head record;
  number bigint;
  last bytea;
  queued record;
  sealed integer := 0;
  moment timestamptz := clock_timestamp();
begin
  if not pg_try_advisory_xact_lock(7316416) then
    return 0;
  end if;
  settled := platform.settled_before();
  select s.no, s.seal into head from platform.audit_seal s order by s.no desc limit 1;
  number := coalesce(head.no, 0);
  last := coalesce(head.seal, '');
  for queued in
    select u.xid, u.audit_id, u.digest from platform.audit_unsealed u
    where u.xid < settled or u.xid >= pg_snapshot_xmax(pg_current_snapshot())
    order by u.xid, u.audit_id limit most
  loop
    number := number + 1;
    last := sha256(last || int8send(number) || int8send((extract(epoch from moment) * 1000000)::bigint) || queued.digest);
    insert into platform.audit_seal (no, audit_id, sealed_at, seal) values (number, queued.audit_id, moment, last);
    delete from platform.audit_unsealed u where u.xid = queued.xid and u.audit_id = queued.audit_id;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;
revoke all on function platform.seal_audit from public;
grant execute on function platform.seal_audit to nhip_service;

-- Rows that stood before: sealed by the next start, slice by slice, in the order in which they were numbered.
insert into platform.audit_unsealed (xid, audit_id, digest)
select pg_current_xact_id(), a.id, platform.audit_digest(
  a.id, a.at, a.actor_id, a.actor_name, a.agency_id, a.action, a.subject_kind, a.subject_id, a.detail)
from platform.audit a;

-- Found by time, by person and by what was done.
create index audit_at on platform.audit (at, id);
create index audit_actor on platform.audit (actor_id, at, id);
create index audit_action on platform.audit (action, at, id);

update platform.role set permissions = permissions || array['audit.read']
  where id in ('administrator', 'leader') and not 'audit.read' = any(permissions);
