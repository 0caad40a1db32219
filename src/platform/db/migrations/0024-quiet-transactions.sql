-- A transaction that runs for long and tells nobody anything until it has ended, such as an import: whoever follows changes in order of
-- commit (live events, reactions) need not wait for it.
create function platform.begin_quietly() returns void
language plpgsql as $$
begin
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'a transaction is quiet from its first row on or not at all';
  end if;
  perform pg_advisory_xact_lock_shared(7316415, 0);
  perform set_config('nhip.quiet', 'on', true);
end $$;

-- Transactions below this one have ended or are quiet: what they told, if anything, stands. One look at the locks, so that who holds
-- the mark and who runs which transaction is of one moment.
create function platform.settled_before() returns xid8
language sql stable as $$
  with held as materialized (
    select pid, locktype, mode, transactionid, classid, objid, objsubid from pg_locks
    where locktype in ('transactionid', 'advisory') and granted
  ), quiet as materialized (
    select own.transactionid from held own join held mark on mark.pid = own.pid
    where own.locktype = 'transactionid' and own.mode = 'ExclusiveLock'
      and mark.locktype = 'advisory' and mark.classid = 7316415 and mark.objid = 0 and mark.objsubid = 2
  )
  select coalesce(
    (select min(running) from pg_snapshot_xip(pg_current_snapshot()) running
     where running::xid not in (select transactionid from quiet)),
    pg_snapshot_xmax(pg_current_snapshot()))
$$;

create function platform.refuse_from_quiet() returns trigger
language plpgsql as $$
begin
  if current_setting('nhip.quiet', true) = 'on' then
    raise exception 'a quiet transaction tells nobody anything: write to %_later', tg_table_name;
  end if;
  return null;
end $$;
create trigger refuse_from_quiet before insert on platform.live_event
  for each statement execute function platform.refuse_from_quiet();
create trigger refuse_from_quiet before insert on platform.happening
  for each statement execute function platform.refuse_from_quiet();

-- What a quiet transaction has to tell pages: becomes a live event when it has committed.
create table platform.live_event_later (
  id bigint generated always as identity primary key,
  kind text not null,
  action text not null,
  subject_ids text[] not null,
  agencies integer[] not null
);
grant insert on platform.live_event_later to nhip_app;
grant select, insert, delete on platform.live_event_later to nhip_service;
