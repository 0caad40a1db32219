-- Letters are sent again or put aside by people; what comes of them stands in the letter.
alter table platform.dead_letter
  add column settled_at timestamptz,
  add column settled_by text,
  add column outcome text,
  add column note text,
  -- When it was last sent again in vain.
  add column tried_at timestamptz,
  -- 0: kept whole. More: stands for so many that were counted only; payload and detail are those of the last one.
  add column counted bigint not null default 0,
  add column last_at timestamptz,
  add constraint dead_letter_outcome check (outcome in ('stored', 'duplicate', 'corrected', 'dismissed')),
  add constraint dead_letter_settled check ((settled_at is null) = (outcome is null));
create index dead_letter_open on platform.dead_letter (id) where settled_at is null;
create index dead_letter_settled_at on platform.dead_letter (settled_at) where settled_at is not null;
grant update, delete on platform.dead_letter to nhip_service;

-- How many letters a sender caused for one reason in an hour, so that no more than a bounded number is kept whole.
create table platform.dead_letter_hour (
  sender text not null,
  reason text not null,
  -- Of the letters; 0: known to nobody but the province.
  agency integer not null,
  hour_at timestamptz not null,
  seen bigint not null,
  counted_id bigint,
  primary key (sender, reason, agency, hour_at)
) with (fillfactor = 50);
grant select, insert, update, delete on platform.dead_letter_hour to nhip_service;

insert into platform.setting (key, value, note) values
  ('dead_letters', '{"keptPerHour": 500, "settledDays": 30, "openDays": 90}',
   'letters that a sender may cause for one reason in an hour before more are only counted; days that settled and open ones are kept');

update platform.role set permissions = permissions || array['dead_letters.view']
  where id in ('administrator', 'duty_officer') and not 'dead_letters.view' = any(permissions);
update platform.role set permissions = permissions || array['dead_letters.replay']
  where id = 'administrator' and not 'dead_letters.replay' = any(permissions);
