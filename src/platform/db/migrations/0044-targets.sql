-- What an indicator should be in a period. A row is never changed: the newest of an indicator and period holds, the others are history.
create table platform.indicator_target (
  id bigint generated always as identity primary key,
  indicator text not null,
  period text not null,
  -- A share from 0 to 1; null: taken back.
  value double precision check (value between 0 and 1),
  -- Who answers for the indicator in that period.
  responsible integer references platform.agency,
  why text not null,
  set_at timestamptz not null,
  set_by integer not null,
  set_by_name text not null
);
create index on platform.indicator_target (indicator, period, id desc);
grant select on platform.indicator_target to nhip_app, nhip_all, nhip_service;
grant insert on platform.indicator_target to nhip_service;

update platform.role set permissions = permissions || array['indicators.set_targets']
  where id in ('administrator', 'leader') and not 'indicators.set_targets' = any(permissions);
