-- A threshold rule that is inactive and waits for nothing keeps no row: how far its series was looked at is all there is to know of it,
-- and one row a series tells that to every rule (decision 0016).
create table platform.rule_seen (
  series_id integer primary key references platform.series,
  -- Greatest event time that rules have looked at.
  seen_at timestamptz not null
) with (fillfactor = 70);
grant select, insert, update, delete on platform.rule_seen to nhip_service;

insert into platform.rule_seen (series_id, seen_at)
select s.series_id, max((s.state #>> '{alert,lastAt}')::timestamptz)
from platform.rule_state s join platform.alert_rule r on r.id = s.rule_id
where r.condition->>'kind' = 'threshold' and r.lateness_s = 0 and s.state #>> '{alert,lastAt}' is not null
group by s.series_id;

-- Readings that were too late are counted by rule: nothing asks on which series they were.
create table platform.rule_late (
  rule_id integer primary key references platform.alert_rule,
  late_count bigint not null,
  last_late_at timestamptz not null
);
grant select, insert, update, delete on platform.rule_late to nhip_service;
insert into platform.rule_late (rule_id, late_count, last_late_at)
select rule_id, sum(late_count), max(last_late_at) from platform.rule_state where late_count > 0 group by rule_id;
create or replace function platform.rule_lateness() returns table (rule_id integer, late_count bigint, last_late_at timestamptz)
language sql security definer stable set search_path = pg_catalog, platform as $$
  select rule_id, late_count, last_late_at from platform.rule_late
$$;

update platform.rule_state set state = state || '{"lateCount": 0, "lateMs": null}' where late_count > 0;
alter table platform.rule_state drop column late_count, drop column last_late_at;
delete from platform.rule_state s using platform.alert_rule r
where r.id = s.rule_id and r.condition->>'kind' = 'threshold' and r.lateness_s = 0 and not s.silence and s.alert_id is null
  and s.state #>> '{alert,phase}' = 'inactive' and s.state->'held' = '[]';
